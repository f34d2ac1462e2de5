import type { ServiceName } from '../lib/services/names.ts';
import type { View } from '../lib/status/view.ts';
import { usePageLanguage } from './page-language.ts';
import type { Actions } from './page-props.ts';
import { ServiceIcon } from './service-icon.tsx';

interface Props {
  readonly wishes: NonNullable<View['wishes']>;
  readonly services: readonly ServiceName[];
  readonly onWish: Actions['wishForReturn'];
}

/** The chatbots whose return the reader waits for. */
export function WishList({ wishes, services, onWish }: Props) {
  const language = usePageLanguage();
  const waited = services.filter(({ id }) => wishes.includes(id));
  if (waited.length === 0) return <p class="note">{language.say('options.notify.none')}</p>;
  return (
    <ul class="chatbots">
      {waited.map((service) => (
        <li key={service.id}>
          <ServiceIcon service={service} />
          <p>
            <strong id={`wish-${service.id}`}>{service.name}</strong>{' '}
            <span class="soft">{language.say('options.notify.waiting')}</span>
          </p>
          <button
            type="button"
            data-testid={`notify-${service.id}`}
            aria-describedby={`wish-${service.id}`}
            onClick={() => onWish(service.id, false, false)}
          >
            {language.say('options.notify.stop')}
          </button>
        </li>
      ))}
    </ul>
  );
}
