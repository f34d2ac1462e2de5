import { LANGUAGE_KEY } from '../language/language-key.ts';
import { isText } from '../status/guards.ts';
import { isView } from '../status/is-view.ts';
import { isStrips, STRIPS_KEY, type Strips } from '../status/strips.ts';
import type { View } from '../status/view.ts';
import { VIEW_KEY } from '../status/view-key.ts';
import { nativeBrowser as browser } from './native-browser.ts';

/** What pages find ready when they open; each null when there is nothing that can be read. */
export interface Stored {
  readonly view: View | null;
  /** Everyone's last 24 hours. */
  readonly strips: Strips | null;
  /** The language chosen in the settings; null for the browser's. */
  readonly language: string | null;
}

type Changes = Readonly<Record<string, unknown>>;

/** @returns all that pages are drawn from, in one reading: a reader waits for it */
export async function readStored(): Promise<Stored> {
  try {
    return parse(await browser.storage.local.get([VIEW_KEY, STRIPS_KEY, LANGUAGE_KEY]));
  } catch {
    return parse({});
  }
}

/** Calls back with what is new of it until `signal` aborts. */
export function watchStored(
  onChange: (change: Partial<Stored>) => void,
  signal: AbortSignal,
): void {
  const listener = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
    if (area !== 'local') return;
    const values: Changes = Object.fromEntries(
      Object.entries(changes).map(([key, { newValue }]) => [key, newValue]),
    );
    const { view, strips, language } = parse(values);
    if (VIEW_KEY in values) onChange({ view });
    if (STRIPS_KEY in values) onChange({ strips });
    if (LANGUAGE_KEY in values) onChange({ language });
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener));
}

function parse(values: Changes): Stored {
  const { [VIEW_KEY]: view, [STRIPS_KEY]: strips, [LANGUAGE_KEY]: language } = values;
  return {
    view: isView(view) ? view : null,
    strips: isStrips(strips) ? strips : null,
    language: isText(language) ? language : null,
  };
}
