import { useState } from 'preact/hooks';
import type { Choice } from '../lib/platform/page-choices.ts';
import type { View } from '../lib/status/view.ts';
import { usePageLanguage } from './page-language.ts';
import type { Actions } from './page-props.ts';

interface Props {
  readonly consent: View['consent'];
  /** `first` asks with two equal answers; `later` offers what can be changed. */
  readonly asking: 'first' | 'later';
  readonly onChoose: Actions['choose'];
}

type Button = 'accept' | 'decline' | 'withdraw';

/** Whether anonymous reports are shared, and the way to change it. Nothing is shared before a click. */
export function ConsentChoice({ consent, asking, onChoose }: Props) {
  const language = usePageLanguage();
  const [last, setLast] = useState<Choice | null>(null);
  const [busy, setBusy] = useState(false);

  async function click(given: boolean): Promise<void> {
    setBusy(true);
    setLast(await onChoose(given));
    setBusy(false);
  }

  const button = (name: Button) => (
    <button
      key={name}
      type="button"
      data-testid={`consent-${name}`}
      aria-busy={busy}
      onClick={() => click(name === 'accept')}
    >
      {language.say(`consent.${name}`)}
    </button>
  );

  const outcome = last === 'kept' || last === 'failed' ? last : consent;
  const shown: readonly Button[] =
    asking === 'first' ? ['accept', 'decline'] : [consent === 'given' ? 'withdraw' : 'accept'];
  return (
    <div class={`consent asking-${asking}`}>
      <div class="answers">{shown.map(button)}</div>
      <p role="status">{language.say(`consent.${outcome}`)}</p>
    </div>
  );
}
