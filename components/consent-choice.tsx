import { useState } from 'preact/hooks';
import type { Choice } from '../lib/platform/ui-browser.ts';
import type { View } from '../lib/status/view.ts';
import { useLanguage } from './language-context.ts';
import type { Actions } from './page-props.ts';

interface Props {
  readonly consent: View['consent'];
  /** `first` asks with two equal answers; `later` offers what can be changed. */
  readonly asking: 'first' | 'later';
  readonly onChoose: Actions['choose'];
}

/** Whether anonymous reports are shared, and the way to change it. Nothing is shared before a click. */
export function ConsentChoice({ consent, asking, onChoose }: Props) {
  const language = useLanguage();
  const [last, setLast] = useState<Choice | null>(null);
  const [busy, setBusy] = useState(false);

  async function click(given: boolean): Promise<void> {
    setBusy(true);
    setLast(await onChoose(given));
    setBusy(false);
  }

  const button = (name: 'accept' | 'decline' | 'withdraw') => (
    <button
      type="button"
      data-testid={`consent-${name}`}
      aria-busy={busy}
      onClick={() => click(name === 'accept')}
    >
      {language.say(`consent.${name}`)}
    </button>
  );

  return (
    <div class="consent">
      <div class="answers">
        {(asking === 'first' || consent !== 'given') && button('accept')}
        {asking === 'first' && button('decline')}
        {asking === 'later' && consent === 'given' && button('withdraw')}
      </div>
      <p role="status" data-consent={consent}>
        {language.say(
          last === 'kept'
            ? 'consent.kept-by-browser'
            : last === 'failed'
              ? 'consent.failed'
              : `consent.${consent}`,
        )}
      </p>
    </div>
  );
}
