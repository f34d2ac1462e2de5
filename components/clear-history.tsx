import { useState } from 'preact/hooks';
import { usePageLanguage } from './page-language.ts';
import type { Actions } from './page-props.ts';

/** Forgets what this browser remembers of failures. */
export function ClearHistory({ onClear }: { readonly onClear: Actions['clearHistory'] }) {
  const language = usePageLanguage();
  const [cleared, setCleared] = useState<boolean | null>(null);
  return (
    <div class="answers">
      <button
        type="button"
        data-testid="clear-history"
        onClick={async () => setCleared(await onClear())}
      >
        {language.say('options.history.clear')}
      </button>
      <p role="status">
        {cleared !== null &&
          language.say(cleared ? 'options.history.cleared' : 'options.history.failed')}
      </p>
    </div>
  );
}
