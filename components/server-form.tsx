import { useState } from 'preact/hooks';
import { originOf } from '../lib/platform/report-origin.ts';
import { usePageLanguage } from './page-language.ts';
import type { Actions } from './page-props.ts';

interface Props {
  /** The server in use. */
  readonly origin: string;
  readonly usual: string;
  readonly onUse: Actions['useServer'];
}

type Outcome = 'busy' | 'used' | 'bad' | 'refused' | 'silent';

/** Which server is talked to, and another in its place for those who run one. It is asked before it is used. */
export function ServerForm({ origin, usual, onUse }: Props) {
  const language = usePageLanguage();
  const [told, setTold] = useState<{ outcome: Outcome; origin: string } | null>(null);

  async function change(address: string): Promise<void> {
    const next = originOf(address.trim());
    if (next === null) return setTold({ outcome: 'bad', origin: address });
    // Before anything else: the browser forgets the click otherwise.
    const answer = onUse(next === usual ? null : next);
    setTold({ outcome: 'busy', origin: next });
    setTold({ outcome: (await answer) ?? 'silent', origin: next });
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const address = new FormData(event.currentTarget).get('address');
        void change(String(address));
      }}
    >
      <div class="field">
        <label for="address">{language.say('options.server.address')}</label>
        <input
          id="address"
          name="address"
          type="url"
          data-testid="server-address"
          key={origin}
          defaultValue={origin}
          spellcheck={false}
          autocomplete="off"
          maxLength={200}
          aria-describedby="own-server"
        />
      </div>
      <div class="answers">
        <button type="submit" data-testid="server-use" aria-busy={told?.outcome === 'busy'}>
          {language.say('options.server.check')}
        </button>
        {origin !== usual && (
          <button type="button" data-testid="server-usual" onClick={() => change(usual)}>
            {language.say('options.server.usual')}
          </button>
        )}
      </div>
      <p role="status" data-testid="server-result" data-result={told?.outcome}>
        {told && language.say(`options.server.${told.outcome}`, { origin: told.origin })}
      </p>
    </form>
  );
}
