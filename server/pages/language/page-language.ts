import { msOf } from '../../../lib/protocol/vocabulary.ts';
import type { Key, Messages } from './messages.ts';

/** What fills the placeholders. Numbers are written the reader's way. */
export type Params = Readonly<Record<string, string | number>>;

/** Everything a page needs to speak to a reader: texts, numbers, times and the addresses in this language. */
export interface PageLanguage {
  /** BCP 47, for the document's `lang`: the name of the file. */
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  /** What the language calls itself. */
  readonly name: string;
  /** @returns the text of a key, its placeholders filled; a plural text is chosen by `params.count` */
  say(key: Key, params?: Params): string;
  number(value: number): string;
  /** @param share 0 to 1 @returns whole per cent */
  percent(share: number): string;
  /** @returns limits of a share, for example "55% – 69%" */
  percentRange(low: number, high: number): string;
  /** @param time ISO, or whole minutes since the epoch @returns for example "3 February at 19:05 UTC" */
  time(time: string | number): string;
  /** @returns a time of the last day, for example "19:05 UTC" */
  clock(time: string | number): string;
  /** @returns the same without its time zone, where that is said beside it */
  shortClock(time: string | number): string;
  /** @returns a UTC day, for example "3 February" */
  day(time: string | number): string;
  /** @returns a length of time, for example "1 minute", "95 minutes" or "26 hours" */
  minutes(count: number): string;
  /** @returns "a, b and c" */
  list(items: readonly string[]): string;
  /** @returns sentences one after the other, without the empty ones: in Japanese and Chinese no space stands between them */
  sentences(all: readonly [string, ...string[]]): string;
  /** @param path of a page without its language, for example `/s/chatgpt` @returns its address in this language */
  path(path: string): string;
}

const PLACEHOLDER = /\{([a-z]+)\}/g;

/** Longer times are told in hours. Minutes. */
const MOST_MINUTES = 180;

function dateOf(time: string | number): Date {
  return new Date(typeof time === 'number' ? msOf(time) : time);
}

/**
 * @param tag the name of the language's file, for example `pt-BR`
 * @param isPlain its pages have no language in their address
 */
export function createPageLanguage(
  tag: string,
  messages: Messages,
  isPlain: boolean,
): PageLanguage {
  const own = (key: Key) => String(messages[key]);
  const format = own('language.format');
  const numbers = new Intl.NumberFormat(format);
  const percents = new Intl.NumberFormat(format, { style: 'percent', maximumFractionDigits: 0 });
  const plurals = new Intl.PluralRules(format);
  const lists = new Intl.ListFormat(format, { type: 'conjunction' });
  const unit = (name: string) =>
    new Intl.NumberFormat(format, { style: 'unit', unit: name, unitDisplay: 'long' });
  const minutes = unit('minute');
  const hours = unit('hour');
  const date = { day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  const bare = { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' } as const;
  const hour = { ...bare, timeZoneName: 'short' } as const;
  const days = new Intl.DateTimeFormat(format, date);
  const clocks = new Intl.DateTimeFormat(format, hour);
  const shortClocks = new Intl.DateTimeFormat(format, bare);
  const times = new Intl.DateTimeFormat(format, { ...date, ...hour });
  const prefix = isPlain ? '' : `/${tag.toLowerCase()}`;

  const fill = (text: string, params: Params) =>
    text.replace(PLACEHOLDER, (whole, name: string) => {
      const value = params[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? numbers.format(value) : value;
    });

  return {
    tag,
    direction: own('language.direction') === 'rtl' ? 'rtl' : 'ltr',
    name: own('language.name'),
    say(key, params = {}) {
      const message = messages[key];
      if (typeof message === 'string') return fill(message, params);
      const form = plurals.select(Number(params.count ?? 0));
      return fill(message[form] ?? message.other, params);
    },
    number: (value) => numbers.format(value),
    percent: (share) => percents.format(share),
    percentRange: (low, high) => percents.formatRange(low, high),
    time: (time) => times.format(dateOf(time)),
    clock: (time) => clocks.format(dateOf(time)),
    shortClock: (time) => shortClocks.format(dateOf(time)),
    day: (time) => days.format(dateOf(time)),
    minutes: (count) =>
      count >= MOST_MINUTES ? hours.format(Math.round(count / 60)) : minutes.format(count),
    list: (items) => lists.format(items),
    sentences: (all) =>
      all.reduce((first, then) =>
        first === '' || then === ''
          ? first + then
          : fill(own('language.sentences'), { first, then }),
      ),
    path: (path) => `${prefix}${path}`,
  };
}
