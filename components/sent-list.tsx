import type { View } from '../lib/status/view.ts';
import { usePageLanguage } from './page-language.ts';

interface Props {
  readonly sent: View['sent'];
  readonly now: number;
}

/** The last batches, byte for byte. */
export function SentList({ sent, now }: Props) {
  const language = usePageLanguage();
  return (
    <div data-testid="sent-list">
      {sent.length === 0 && <p class="note">{language.say('options.sent.none')}</p>}
      <ol class="sent">
        {sent.map(({ at, body }, index) => (
          <li key={`${at} ${body}`}>
            <details open={index === 0}>
              <summary>
                <time dateTime={new Date(at).toISOString()}>{language.time(at, now)}</time>
              </summary>
              <pre>{body}</pre>
            </details>
          </li>
        ))}
      </ol>
    </div>
  );
}
