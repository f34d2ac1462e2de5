import { useState } from 'preact/hooks';
import type { ServiceName } from '../lib/services/names.ts';
import { crowdOf, isIncident } from '../lib/status/crowd.ts';
import { usedServices } from '../lib/status/pick-service.ts';
import type { Strips } from '../lib/status/strips.ts';
import type { View } from '../lib/status/view.ts';
import { CrowdRow } from './crowd-row.tsx';
import { useLanguage } from './language-context.ts';
import type { Actions } from './page-props.ts';

interface Props {
  readonly view: View | null;
  readonly strips: Strips | null;
  /** The service of the verdict: its row comes first. */
  readonly about: string | null;
  readonly services: readonly ServiceName[];
  readonly now: number;
  /** Whether what is folded away may come later. */
  readonly isOpening: boolean;
  readonly onAllow: Actions['allowHosts'];
}

/** Everyone's state: the services in use and those in trouble at once, the others on a click. */
export function CrowdList({ view, strips, about, services, now, isOpening, onAllow }: Props) {
  const language = useLanguage();
  const shown = view ? firstRows(view, about, services, now) : [];
  const others = services.filter((service) => !shown.includes(service));
  const [isOpen, setOpen] = useState(false);
  const list = (some: readonly ServiceName[], days: Strips | null) => (
    <ul class="crowd">
      {some.map((service) => (
        <CrowdRow
          key={service.id}
          service={service}
          view={view}
          strips={service.id === about ? null : days}
          now={now}
          onAllow={onAllow}
        />
      ))}
    </ul>
  );
  const fetchedAt = view?.status?.fetchedAt;
  return (
    <section aria-labelledby="everyone">
      <h2 id="everyone">{language.say('everyone.title')}</h2>
      {list(shown, strips)}
      {others.length > 0 && (
        <details class="more" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary>{language.say('everyone.others', { count: others.length })}</summary>
          {!isOpening && list(others, isOpen ? strips : null)}
        </details>
      )}
      <p class="soft">
        {fetchedAt === undefined
          ? language.say('everyone.never')
          : language.say('everyone.as-of', { time: language.time(fetchedAt, now) })}
        {' · '}
        <a href="options.html#chatbots" target="_blank" rel="noopener">
          {language.say('watch.more')}
        </a>
      </p>
    </section>
  );
}

/** The verdict's own, those in use, then those in trouble; without any of these, the ones watched from the start. */
function firstRows(
  view: View,
  about: string | null,
  services: readonly ServiceName[],
  now: number,
): readonly ServiceName[] {
  const rows = new Set([
    ...services.filter(({ id }) => id === about),
    ...usedServices(view, services, now),
    ...services.filter(({ id }) => isIncident(crowdOf(view, id, now).condition)),
  ]);
  if (rows.size > 0) return [...rows];
  return services.filter(({ id }) => view.watching?.[id]?.state === 'default');
}
