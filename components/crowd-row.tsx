import type { Language } from '../lib/language/create-language.ts';
import type { ServiceName } from '../lib/services/names.ts';
import { type Crowd, crowdOf } from '../lib/status/crowd.ts';
import { figuresOf } from '../lib/status/figures.ts';
import type { Strips } from '../lib/status/strips.ts';
import { toneOfCrowd } from '../lib/status/tone.ts';
import type { View } from '../lib/status/view.ts';
import { useLanguage } from './language-context.ts';
import { OfficialWord } from './official-word.tsx';
import type { Actions } from './page-props.ts';
import { ServiceIcon } from './service-icon.tsx';
import { Strip } from './strip.tsx';
import { ToneMark } from './tone-mark.tsx';
import { UnwatchedNote } from './unwatched-note.tsx';

interface Props {
  readonly service: ServiceName;
  readonly view: View | null;
  /** Null where the day is shown elsewhere, or not known. */
  readonly strips: Strips | null;
  readonly now: number;
  readonly onAllow: Actions['allowHosts'];
}

const NOTHING: Crowd = { condition: 'unfetched', state: 'unknown', status: null };

/** One service: what people say, the vendor's own word beside it, and whether it is watched here. */
export function CrowdRow({ service, view, strips, now, onAllow }: Props) {
  const language = useLanguage();
  const crowd = view ? crowdOf(view, service.id, now) : NOTHING;
  const tone = toneOfCrowd(crowd.condition, crowd.state);
  const details = view ? detailsOf(crowd, language, view, now) : [];
  const watching = view?.watching?.[service.id];
  return (
    <li class={`tone-${tone}`} data-testid={`service-${service.id}`} data-state={crowd.state}>
      <ServiceIcon service={service} />
      <p>
        <strong id={`row-${service.id}`}>{service.name}</strong>{' '}
        <span class="state">
          <ToneMark tone={tone} />
          {language.say(`state.${crowd.condition}`)}
        </span>
      </p>
      {strips?.services[service.id] && (
        <Strip
          strips={strips}
          service={service.id}
          label={language.say('strip.title', { service: service.name })}
          now={now}
        />
      )}
      {details.length > 0 && <p class="soft">{details.join(' · ')}</p>}
      <OfficialWord service={service} crowd={crowd} now={now} />
      {watching && <UnwatchedNote service={service} watching={watching} onAllow={onAllow} />}
    </li>
  );
}

function detailsOf(crowd: Crowd, language: Language, view: View, now: number): readonly string[] {
  const { condition, status } = crowd;
  if (condition === 'stale' || condition === 'unreadable') {
    const last = status && view.status && lastKnown(status.state);
    if (!last || !view.status) return [];
    const time = language.time(view.status.fetchedAt, now);
    return [language.say('state.last-known', { time, state: language.say(`state.${last}`) })];
  }
  const figures = crowd.state === 'unknown' ? null : figuresOf(crowd);
  if (!figures) return [];
  const { failed, tried, since } = figures;
  const parts = [language.say('state.figures', { failed, count: tried })];
  if (since !== null) parts.push(language.say('state.since', { time: language.time(since, now) }));
  return parts;
}

function lastKnown(state: NonNullable<Crowd['status']>['state']) {
  return state === 'unknown' ? null : state;
}
