import type { ServiceName } from '../lib/services/names.ts';
import { alternatives } from '../lib/status/trouble.ts';
import type { View } from '../lib/status/view.ts';
import { useLanguage } from './language-context.ts';
import { ServiceIcon } from './service-icon.tsx';

interface Props {
  readonly view: View;
  /** The service in trouble. */
  readonly about: string;
  readonly services: readonly ServiceName[];
  readonly now: number;
}

/** Chatbots that work right now, as plain links. Nothing is said of one without evidence. */
export function Alternatives({ view, about, services, now }: Props) {
  const language = useLanguage();
  const working = alternatives(view, services, about, now);
  if (working.length === 0) return null;
  return (
    <section class="instead" aria-labelledby="instead">
      <h2 id="instead">{language.say('instead.title')}</h2>
      <ul>
        {working.map(({ service, seen }) => (
          <li key={service.id}>
            <a
              href={service.home}
              target="_blank"
              rel="noreferrer"
              title={language.say(`instead.${seen}`)}
              data-testid={`instead-${service.id}`}
            >
              <ServiceIcon service={service} />
              {service.name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
