import type { Event } from '../lib/journal/event.ts';
import type { ServiceName } from '../lib/services/names.ts';
import { crowdOf } from '../lib/status/crowd.ts';
import { clearedAt } from '../lib/status/own.ts';
import type { View } from '../lib/status/view.ts';
import { EventItem } from './event-item.tsx';
import { useLanguage } from './language-context.ts';

/** Shown at once; the rest opens on a click. */
const MAX_OPEN = 1;

interface Props {
  readonly view: View;
  /** The service of the verdict: its last day is summed up. */
  readonly about: string | null;
  readonly services: readonly ServiceName[];
  readonly now: number;
}

/** What this browser saw itself, newest first. */
export function EventList({ view, about, services, now }: Props) {
  const language = useLanguage();
  const service = services.find(({ id }) => id === about);
  const day = service && view.lastDay?.[service.id];
  const earlier = view.events.slice(MAX_OPEN);
  const list = (events: readonly Event[]) => (
    <ul class="events">
      {events.map((event) => (
        <EventItem
          key={event.id}
          event={event}
          name={services.find(({ id }) => id === event.service)?.name ?? event.service}
          clearedAt={clearedAt(view, event)}
          alone={crowdOf(view, event.service, now).condition === 'operational'}
          now={now}
        />
      ))}
    </ul>
  );
  return (
    <section aria-labelledby="own">
      <h2 id="own">{language.say('events.title')}</h2>
      {view.events.length === 0 && <p class="soft">{language.say('events.none')}</p>}
      {list(view.events.slice(0, MAX_OPEN))}
      {earlier.length > 0 && (
        <details class="more">
          <summary>{language.say('events.earlier', { count: earlier.length })}</summary>
          {list(earlier)}
        </details>
      )}
      {service && day && day.failed > 0 && (
        <p class="soft">
          {language.say('events.day', {
            service: service.name,
            failed: day.failed,
            count: day.tried,
          })}
        </p>
      )}
    </section>
  );
}
