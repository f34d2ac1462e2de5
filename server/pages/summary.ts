import type { ServiceStatus, Status } from '../../lib/protocol/status.ts';
import type { Service } from '../../lib/services/schema.ts';
import type { PageLanguage } from './language/page-language.ts';
import type { Tone } from './tone.ts';

/** The first sentence of the page, and how it looks. */
export interface Summary {
  readonly sentence: string;
  readonly tone: Tone;
}

/** Who is in trouble, or how little is known. */
export function summaryOf(
  { say, list, sentences }: PageLanguage,
  services: readonly Service[],
  status: Status,
): Summary {
  const where = (isMeant: (own: ServiceStatus) => boolean) =>
    services
      .filter(({ id }) => {
        const own = status.services[id];
        return own !== undefined && isMeant(own);
      })
      .map(({ name }) => name);
  const isFailing = ({ state }: ServiceStatus) => state === 'outage' || state === 'degraded';
  const confirmed = where((own) => isFailing(own) && own.level === 'confirmed');
  const suspected = where((own) => isFailing(own) && own.level !== 'confirmed');
  const rising =
    suspected.length === 0 ? '' : say('summary.suspected', { services: list(suspected) });
  if (confirmed.length > 0) {
    const isOutage = where(({ state }) => state === 'outage').length > 0;
    const sentence = say('summary.confirmed', { services: list(confirmed) });
    return { sentence: sentences([sentence, rising]), tone: isOutage ? 'outage' : 'degraded' };
  }
  if (rising !== '') return { sentence: rising, tone: 'suspected' };
  const recovering = where(({ state }) => state === 'recovering');
  if (recovering.length > 0) {
    return {
      sentence: say('summary.recovering', { services: list(recovering) }),
      tone: 'recovering',
    };
  }
  const working = where(({ state }) => state === 'operational');
  if (working.length === 0) return { sentence: say('summary.unknown'), tone: 'unknown' };
  if (working.length === services.length)
    return { sentence: say('summary.all'), tone: 'operational' };
  return { sentence: say('summary.some', { services: list(working) }), tone: 'operational' };
}
