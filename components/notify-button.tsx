import { useState } from 'preact/hooks';
import type { ServiceName } from '../lib/services/names.ts';
import { isAlone, isAway } from '../lib/status/trouble.ts';
import type { View } from '../lib/status/view.ts';
import { useLanguage } from './language-context.ts';
import type { PopupActions } from './page-props.ts';

interface Props {
  readonly view: View;
  readonly service: ServiceName;
  readonly now: number;
  readonly onWish: PopupActions['wishForReturn'];
}

/** Offers to tell once when a service is back. The browser asks for leave on that click. */
export function NotifyButton({ view, service, now, onWish }: Props) {
  const language = useLanguage();
  const [isRefused, setRefused] = useState(false);
  const isWished = view.wishes?.includes(service.id) ?? false;
  if (!isWished && !isAway(view, service.id, now)) return null;
  const alone = isAlone(view, service.id, now);
  return (
    <div class="notify">
      <button
        type="button"
        data-testid={`notify-${service.id}`}
        aria-pressed={isWished}
        onClick={async () => setRefused(!(await onWish(service.id, !isWished, alone)))}
      >
        <svg class="bell" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 21h4" />
        </svg>
        {language.say('notify.ask')}
      </button>
      <p class="told" role="status">
        {isWished && language.say('notify.on', { service: service.name })}
        {!isWished && isRefused && language.say('notify.refused')}
      </p>
    </div>
  );
}
