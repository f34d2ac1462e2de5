import { type Direction, directionOf } from './direction-of.ts';
import type { Key, Messages, Params } from './messages.ts';

/** Everything a page needs to speak to a reader: texts, numbers and times. */
export interface Language<K extends string = Key> {
  /** The BCP 47 tag of the texts, for the document's `lang`. */
  readonly tag: string;
  /** Which way it is written, for the document's `dir`. */
  readonly direction: Direction;
  /** @returns the text of a key, its placeholders filled; a plural text is chosen by `params.count` */
  say(key: K, params?: Params): string;
  number(value: number): string;
  /** @param share 0 to 1 @returns whole per cent */
  percent(share: number): string;
  /** @returns the clock time, with the day when it is not the day of `now`. Milliseconds since the epoch. */
  time(at: number, now: number): string;
  /** @returns "a, b and c" */
  list(items: readonly string[]): string;
}

const PLACEHOLDER = /\{([a-z]+)\}/gi;

/** Marks that keep a name or a number together in a text of the other direction (Unicode TR9, isolates). */
const [ISOLATE, END] = ['\u2068', '\u2069'];

/**
 * @param messages the texts, in the language of `tag`
 * @param tag the reader's tag, for example `en-GB`: its region decides how times and numbers look
 * @param timeZone for tests; the reader's own by default
 */
export function createLanguage<K extends string>(
  messages: Messages<K>,
  tag: string,
  timeZone?: string,
): Language<K> {
  const zone = timeZone ? { timeZone } : {};
  const direction = directionOf(tag);
  // Each costs milliseconds when it is made, and a popup needs but some: they are made when they are needed.
  const numbers = once(() => new Intl.NumberFormat(tag));
  const percents = once(
    () => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 }),
  );
  const plurals = once(() => new Intl.PluralRules(tag));
  const lists = once(() => new Intl.ListFormat(tag, { type: 'conjunction' }));
  const days = once(() => new Intl.DateTimeFormat(tag, { dateStyle: 'short', ...zone }));
  const clock = once(() => new Intl.DateTimeFormat(tag, { timeStyle: 'short', ...zone }));
  const dayAndClock = once(
    () =>
      new Intl.DateTimeFormat(tag, {
        day: 'numeric',
        month: 'short',
        hour: 'numeric',
        minute: '2-digit',
        ...zone,
      }),
  );

  function fill(text: string, params: Params): string {
    return text.replace(PLACEHOLDER, (whole, name: string) => {
      const value = params[name];
      if (value === undefined) return whole;
      const written = typeof value === 'number' ? numbers().format(value) : value;
      return direction === 'rtl' ? `${ISOLATE}${written}${END}` : written;
    });
  }

  return {
    tag,
    direction,
    say(key, params = {}) {
      const message = messages[key];
      if (typeof message === 'string') return fill(message, params);
      const form = plurals().select(Number(params.count ?? 0));
      return fill(message[form] ?? message.other, params);
    },
    number: (value) => numbers().format(value),
    percent: (share) => percents().format(share),
    time: (at, now) =>
      (days().format(at) === days().format(now) ? clock() : dayAndClock()).format(at),
    list: (items) => lists().format(items),
  };
}

/** @returns a function that makes something at its first call and gives the same at each further one */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
