import type { Notice } from './find-placed.ts';

/** A text that floats above the page and comes back within this time speaks of the same failure. Milliseconds. */
const SAME_MS = 15_000;

/** What goes and comes back as quickly was drawn anew. Milliseconds. */
const REDRAWN_MS = 100;

/** Texts remembered; of more the oldest are forgotten. */
const MAX_REMEMBERED = 100;

interface Remembered {
  element: Element;
  /** When the text was found missing; null while it stands. */
  goneAt: number | null;
  attempt: number;
}

/** What a page has shown, so that one failure is told once, however often the page draws it. */
export interface ToldOnce {
  /**
   * @param attempt how many prompts have been sent so far: the same text after another one is another failure
   * @param inThread whether the text belongs to a turn; else it floats
   */
  isNew(notice: Notice, attempt: number, inThread: boolean): boolean;
  /** To be called when the page may have removed something. */
  look(): void;
  /** The page shows no such message any more. */
  left(place: Notice['place']): void;
}

/** @param now any clock of milliseconds that runs evenly */
export function createToldOnce(now: () => number): ToldOnce {
  const known = new Map<string, Remembered>();
  const shown = new WeakMap<Element, string>();

  const isGone = ({ element }: Remembered): boolean =>
    !element.isConnected || element.firstChild === null;
  const isAnother = (before: Remembered, attempt: number, inThread: boolean): boolean => {
    const isLater = attempt > before.attempt;
    if (inThread) return isLater;
    const goneAt = before.goneAt ?? (isGone(before) ? now() : null);
    if (goneAt === null) return isLater;
    const away = now() - goneAt;
    return away > SAME_MS || (isLater && away > REDRAWN_MS);
  };
  const remember = (key: string, entry: Remembered): void => {
    known.delete(key);
    known.set(key, entry);
    shown.set(entry.element, key);
    const [oldest] = known.keys();
    if (known.size > MAX_REMEMBERED && oldest !== undefined) known.delete(oldest);
  };

  return {
    isNew({ element, place, text, marks }, attempt, inThread) {
      // Of a whole document its marks say more than its words.
      const key = `${place}\n${place === 'page' ? marks.join() : ''}\n${text}`;
      const other = shown.get(element);
      const replaced = other === undefined || other === key ? undefined : known.get(other);
      if (replaced?.element === element) replaced.goneAt ??= now();
      const before = known.get(key);
      if (before?.element === element && before.goneAt === null) return false;
      const isNew = !before || isAnother(before, attempt, inThread);
      remember(key, { element, goneAt: null, attempt: isNew ? attempt : (before?.attempt ?? 0) });
      return isNew;
    },
    look() {
      for (const entry of known.values()) {
        if (entry.goneAt === null && isGone(entry)) entry.goneAt = now();
      }
    },
    left(place) {
      for (const [key, entry] of known) {
        if (key.startsWith(`${place}\n`)) entry.goneAt ??= now();
      }
    },
  };
}
