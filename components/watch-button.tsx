import { useState } from 'preact/hooks';
import type { Key } from '../lib/language/messages.ts';
import { useLanguage } from './language-context.ts';

interface Props {
  readonly testId: string;
  readonly label: Key;
  /** Said when it came to nothing. */
  readonly failed: Key;
  /** The id of the element that says what it is about. */
  readonly about: string;
  /** Asks the browser. @returns whether it did */
  readonly onPress: () => Promise<boolean>;
}

/** Lets the browser allow or take back hosts: its own question follows, and its answer counts. */
export function WatchButton({ testId, label, failed, about, onPress }: Props) {
  const language = useLanguage();
  const [isRefused, setRefused] = useState(false);
  return (
    <span class="watch">
      <button
        type="button"
        data-testid={testId}
        aria-describedby={about}
        onClick={async () => setRefused(!(await onPress()))}
      >
        {language.say(label)}
      </button>
      <span role="status">{isRefused && language.say(failed)}</span>
    </span>
  );
}
