import type { Event } from '../lib/journal/event.ts';
import type { Language } from '../lib/language/create-language.ts';
import { joinSentences } from '../lib/language/join.ts';
import { useLanguage } from './language-context.ts';

interface Props {
  readonly event: Event;
  /** The service's name. */
  readonly name: string;
  readonly clearedAt: number | null;
  /** Whether it works for everyone else. */
  readonly alone: boolean;
  readonly now: number;
}

/** One failure in plain words: what happened, whose fault it is, what to do; what it rests on opens on a click. */
export function EventItem({ event, name, clearedAt, alone, now }: Props) {
  const language = useLanguage();
  const { feature, kind, evidence, at, lastAt, times } = event;
  const whose = language.say(`whose.${blameOf(event)}`, { service: name });
  const what = language.say(`what.${feature}`);
  const advice =
    clearedAt === null
      ? sayAdvice(event, alone, now, language)
      : language.say('event.cleared', { time: language.time(clearedAt, now) });
  return (
    <li>
      <p class="event-head">
        <strong>
          {name} · {event.weak ? language.say('event.perhaps', { what }) : what}
        </strong>
        <time dateTime={new Date(lastAt).toISOString()}>{language.time(lastAt, now)}</time>
      </p>
      <p>{joinSentences(language, [whose, advice])}</p>
      <details>
        <summary>{language.say('event.details')}</summary>
        <p>
          {joinSentences(language, [
            language.say(`kind.${kind}`),
            language.say('event.seen', {
              evidence: language.list(evidence.map((each) => language.say(`evidence.${each}`))),
            }),
            language.say('event.times', {
              count: times,
              first: language.time(at, now),
              last: language.time(lastAt, now),
            }),
          ])}
        </p>
      </details>
    </li>
  );
}

/** Whose side it was, or that one weak sign is not enough to tell. */
function blameOf({ weak, cause, reason }: Event) {
  if (weak) return 'weak';
  return cause === 'you' ? (reason ?? 'unclear') : cause;
}

function sayAdvice(event: Event, alone: boolean, now: number, language: Language): string {
  const blame = blameOf(event);
  const { until } = event;
  if (blame === 'limit' && until !== undefined) {
    const time = language.time(until, now);
    return language.say(until > now ? 'limit.until' : 'limit.over', { time });
  }
  return language.say(alone && blame === 'service' ? 'do.alone' : `do.${blame}`);
}
