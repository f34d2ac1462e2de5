import { useState } from 'preact/hooks';

interface Props {
  readonly testId: string;
  readonly label: string;
  /** Said when it came to nothing. */
  readonly failed: string;
  /** The id of the element that says what it is about. */
  readonly about: string;
  /** Asks the browser. @returns whether it did */
  readonly onPress: () => Promise<boolean>;
}

/** Lets the browser allow or take back hosts: its own question follows, and its answer counts. */
export function WatchButton({ testId, label, failed, about, onPress }: Props) {
  const [isRefused, setRefused] = useState(false);
  return (
    <span class="watch">
      <button
        type="button"
        data-testid={testId}
        aria-describedby={about}
        onClick={async () => setRefused(!(await onPress()))}
      >
        {label}
      </button>
      <span role="status">{isRefused && failed}</span>
    </span>
  );
}
