import { useState } from 'preact/hooks';
import type { PageKey } from '../lib/language/messages.ts';
import { usePageLanguage } from './page-language.ts';
import type { Actions } from './page-props.ts';

interface Props {
  readonly actions: Pick<Actions, 'exportData' | 'eraseData'>;
}

/** Everything that is kept, to take along or to be rid of. Erasing asks once more. */
export function OwnData({ actions }: Props) {
  const language = usePageLanguage();
  const [isSure, setSure] = useState(false);
  const [outcome, setOutcome] = useState<PageKey | null>(null);

  async function save(): Promise<void> {
    const text = await actions.exportData();
    setOutcome(text === null ? 'options.data.failed' : null);
    if (text !== null) saveAs('outcry.json', text);
  }

  async function erase(): Promise<void> {
    setSure(false);
    setOutcome((await actions.eraseData()) ? 'options.data.erased' : 'options.data.failed');
  }

  return (
    <>
      <div class="answers">
        <button type="button" data-testid="export-data" onClick={save}>
          {language.say('options.data.export')}
        </button>
        {!isSure && (
          <button type="button" data-testid="erase-data" onClick={() => setSure(true)}>
            {language.say('options.data.erase')}
          </button>
        )}
      </div>
      {isSure && (
        <div class="note" role="alertdialog" aria-labelledby="erase-sure">
          <p id="erase-sure">{language.say('options.data.erase.sure')}</p>
          <div class="answers">
            <button type="button" data-testid="erase-yes" onClick={erase}>
              {language.say('options.data.erase.yes')}
            </button>
            <button type="button" onClick={() => setSure(false)} ref={(each) => each?.focus()}>
              {language.say('options.data.erase.no')}
            </button>
          </div>
        </div>
      )}
      <p role="status">{outcome && language.say(outcome)}</p>
    </>
  );
}

function saveAs(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  // The browser has taken the file by the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
