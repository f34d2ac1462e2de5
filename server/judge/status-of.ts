import { MAX_AGE_MINUTES, MAX_AHEAD_MINUTES } from '../../lib/protocol/reports.ts';
import type { ServiceStatus, Status } from '../../lib/protocol/status.ts';
import { FEATURES, minuteOf, msOf, SIGNALS } from '../../lib/protocol/vocabulary.ts';
import type { Service } from '../../lib/services/schema.ts';
import type { OfficialWord } from '../official/official-word.ts';
import type { Tally } from '../store/store.ts';
import { shareOf } from '../verdict/share.ts';
import type { SharedIncident } from '../verdict/shared-incidents.ts';
import type { Judgement } from './judge.ts';
import { officialOf } from './official-of.ts';

/**
 * The window shown at minute `now`: whatever is still taken is shown. Browsers speak of whole minutes,
 * so ten of them lie behind the current one; clocks may be ahead.
 * @returns its first and last minute
 */
export function windowAt(now: number): readonly [from: number, to: number] {
  return [now - MAX_AGE_MINUTES, now + MAX_AHEAD_MINUTES];
}

type Notice = NonNullable<Status['notice']>;

/** What the operator or the server itself has to say about the count. */
export const NOTICES: Readonly<Record<Notice['code'], Notice>> = {
  paused: { code: 'paused', message: 'Reports paused: the operator withholds the count.' },
  flooded: {
    code: 'flooded',
    message: 'More arrives than can be counted fairly; the count is paused.',
  },
};

/** @returns the known names that have a count, in the order of the list: equal counts give equal bytes */
function ordered<K extends string>(
  names: readonly K[],
  counts: Readonly<Partial<Record<K, number>>>,
): Partial<Record<K, number>> {
  const result: Partial<Record<K, number>> = {};
  for (const name of names) {
    const count = counts[name];
    if (count !== undefined && count > 0) result[name] = count;
  }
  return result;
}

function isoOf(minute: number | null): string | null {
  return minute === null ? null : new Date(msOf(minute)).toISOString();
}

/** What stands beside the crowd's own word. */
export interface Beside {
  /** The vendor's word; undefined where nothing is read. */
  readonly official: (service: string) => OfficialWord | undefined;
  /** Minutes we were ahead of the vendor, by service. */
  readonly leads: ReadonlyMap<string, number>;
  readonly shared: readonly SharedIncident[];
}

/** Everything that a status is made of. */
export interface StatusSources extends Beside {
  readonly judgements: ReadonlyMap<string, Judgement>;
  readonly tallies: readonly Tally[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Given, the crowd's word is withheld: states are `unknown`. */
  readonly notice: Notice | null;
}

/** The other services that certainly fail for the same reason; undefined if there are none. */
function sharedWith(service: string, shared: readonly SharedIncident[]): string[] | undefined {
  const own = shared.find(({ services, certain }) => certain && services.includes(service));
  return own?.services.filter((other) => other !== service);
}

function statusOfService(
  service: Service,
  judgement: Judgement,
  tally: Tally | undefined,
  sources: StatusSources,
): ServiceStatus {
  const { verdict, rho, tail } = judgement;
  const { id, statusPage } = service;
  const { notice, now } = sources;
  const [from] = windowAt(minuteOf(now));
  const shown = tail.filter((row) => row.minute >= from);
  const isWithheld = notice !== null;
  const shared = isWithheld ? undefined : sharedWith(id, sources.shared);
  return {
    state: isWithheld ? 'unknown' : verdict.state,
    level: isWithheld ? null : verdict.level,
    since: isWithheld ? null : isoOf(verdict.since),
    tried: tally?.tried ?? 0,
    failed: tally?.failed ?? 0,
    share: isWithheld ? null : shareOf(shown, rho),
    signals: ordered(SIGNALS, tally?.signals ?? {}),
    said: ordered(FEATURES, tally?.said ?? {}),
    official: officialOf(sources.official(id), statusPage, now),
    lead: isWithheld ? null : (sources.leads.get(id) ?? null),
    ...(shared === undefined ? {} : { shared }),
  };
}

/** Everyone's state of every service. */
export function statusOf(services: readonly Service[], sources: StatusSources): Omit<Status, 'at'> {
  const { judgements, tallies, notice } = sources;
  const byService = new Map(tallies.map((tally) => [tally.service, tally]));
  const entries = services.flatMap((service) => {
    const judgement = judgements.get(service.id);
    if (judgement === undefined) return [];
    const tally = byService.get(service.id);
    return [[service.id, statusOfService(service, judgement, tally, sources)]];
  });
  return {
    v: 1,
    ...(notice === null ? {} : { notice }),
    services: Object.fromEntries(entries) as Status['services'],
  };
}
