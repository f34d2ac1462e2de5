import type { ServiceName } from '../lib/services/names.ts';
import { usedServices } from '../lib/status/pick-service.ts';
import type { View } from '../lib/status/view.ts';
import { CrowdRow } from './crowd-row.tsx';
import { useLanguage } from './language-context.ts';

interface Props {
  readonly view: View | null;
  /** The service of the verdict: its row comes first. */
  readonly about: string | null;
  readonly services: readonly ServiceName[];
  readonly now: number;
}

/** Everyone's state: the services in use at once, the others on a click. */
export function CrowdList({ view, about, services, now }: Props) {
  const language = useLanguage();
  const used = view ? usedServices(view, services, now) : [];
  const first = services.filter(({ id }) => id === about && !used.some((each) => each.id === id));
  const shown = [...first, ...used];
  const others = services.filter((service) => !shown.includes(service));
  const list = (some: readonly ServiceName[]) => (
    <ul class="crowd">
      {some.map((service) => (
        <CrowdRow key={service.id} service={service} view={view} now={now} />
      ))}
    </ul>
  );
  const fetchedAt = view?.status?.fetchedAt;
  return (
    <section aria-labelledby="everyone">
      <h2 id="everyone">{language.say('everyone.title')}</h2>
      {list(shown.length > 0 ? shown : services)}
      {shown.length > 0 && others.length > 0 && (
        <details class="more">
          <summary>{language.say('everyone.others', { count: others.length })}</summary>
          {list(others)}
        </details>
      )}
      <p class="soft">
        {fetchedAt === undefined
          ? language.say('everyone.never')
          : language.say('everyone.as-of', { time: language.time(fetchedAt, now) })}
      </p>
    </section>
  );
}
