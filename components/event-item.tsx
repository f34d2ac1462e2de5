import type { Event } from '../lib/journal/event.ts';
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
  const { feature, kind, cause, evidence, at, lastAt, times } = event;
  const blame = cause === 'you' ? (event.reason ?? 'unclear') : cause;
  const over = clearedAt !== null;
  return (
    <li>
      <p class="event-head">
        <strong>
          {name} · {language.say(`what.${feature}`)}
        </strong>
        <time dateTime={new Date(lastAt).toISOString()}>{language.time(lastAt, now)}</time>
      </p>
      <p>
        {language.say(`whose.${blame}`, { service: name })}{' '}
        {over
          ? language.say('event.cleared', { time: language.time(clearedAt, now) })
          : language.say(alone && cause === 'service' ? 'do.alone' : `do.${blame}`)}
      </p>
      <details>
        <summary>{language.say('event.details')}</summary>
        <p>
          {language.say(`kind.${kind}`)}{' '}
          {language.say('event.seen', {
            evidence: language.list(evidence.map((each) => language.say(`evidence.${each}`))),
          })}{' '}
          {language.say('event.times', {
            count: times,
            first: language.time(at, now),
            last: language.time(lastAt, now),
          })}
        </p>
      </details>
    </li>
  );
}
