import type { View } from '../lib/status/view.ts';
import { useLanguage } from './language-context.ts';

/** When something was last sent, and the way to all of it. */
export function SentNote({ view, now }: { readonly view: View; readonly now: number }) {
  const language = useLanguage();
  const [last] = view.sent;
  return (
    <section aria-labelledby="sent">
      <h2 id="sent">{language.say('sent.title')}</h2>
      <p class="soft">
        {last
          ? language.say('sent.last', { time: language.time(last.at, now) })
          : language.say('sent.none')}{' '}
        {last && (
          <a href="options.html#sent" target="_blank" rel="noopener">
            {language.say('sent.see')}
          </a>
        )}
      </p>
    </section>
  );
}
