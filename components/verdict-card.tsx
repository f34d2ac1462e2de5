import type { ComponentChildren } from 'preact';
import { joinSentences } from '../lib/language/join.ts';
import { sayVerdict } from '../lib/status/say-verdict.ts';
import type { Summary } from '../lib/status/summarise.ts';
import { toneOf } from '../lib/status/tone.ts';
import { useLanguage } from './language-context.ts';
import { ToneMark } from './tone-mark.tsx';

interface Props {
  readonly summary: Summary;
  readonly now: number;
  /** What can be done about it. */
  readonly children?: ComponentChildren;
}

/** The answer to "me or them?", the first thing that is read. */
export function VerdictCard({ summary, now, children }: Props) {
  const language = useLanguage();
  const tone = toneOf(summary);
  const { answer, beside } = sayVerdict(summary, language, now);
  return (
    <header class={`verdict tone-${tone}`}>
      <p class="chip">
        <ToneMark tone={tone} />
        {language.say(`tone.${tone}`)}
      </p>
      <div
        class="answer"
        data-testid="verdict"
        data-service={summary.service ?? ''}
        data-state={summary.state}
        data-scope={summary.scope}
      >
        <h1>{answer}</h1>
        {beside.length > 0 && <p> {joinSentences(language, beside)}</p>}
      </div>
      {children}
    </header>
  );
}
