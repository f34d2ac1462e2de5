import { foldedWords, literal } from './fold.ts';
import { NOT_A_WAIT, TIME_WORDS, type TimeWords, UNITS, type Unit } from './time-words.ts';

const MS: Readonly<Record<Unit, number>> = {
  week: 604_800_000,
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1_000,
};

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const CLAUSE_END = /[!?;|()[\]。，、！？；\n—–·]|[.,:](?!\d)| - /u;
/** What may stand between the parts of one duration: "1 hour and 20 minutes". */
const JOINT = /^ ?(?:,|and|und|et|y|e|en|i|и|та|й|ve|dan|va|و|और|又|零)? ?$/;
/** Of "in 3 hours" alone only this is left. */
const BARE = /^ ?(?:in|en|em) *$/;
const NOT_BEFORE = new RegExp(
  `(?:^|[^\\p{L}])(?:${words(NOT_A_WAIT, false)}) ?$|(?:${words(NOT_A_WAIT, true)}) ?$`,
  'u',
);

const NUMERALS: Readonly<Record<string, string>> = {
  两: '2',
  兩: '2',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
  十: '10',
};
const NUMERAL = /(?<!十)[两兩二三四五六七八九十](?=[个個]?[小分天周週秒])/g;

interface Part {
  readonly start: number;
  readonly end: number;
  readonly unit: Unit;
  readonly ms: number;
}

interface Reader {
  readonly again: RegExp;
  readonly amount: RegExp;
  readonly units: ReadonlyMap<string, Unit>;
}

let readers: readonly Reader[] | null = null;

/**
 * @param text folded
 * @returns how long the text says that one has to wait, milliseconds; null when it names no wait, or a duration that is
 * something else ("5-hour limit", "too many requests in 1 hour")
 */
export function waitTime(text: string): number | null {
  readers ??= Object.values(TIME_WORDS).map(readerOf);
  const plain = text.replace(NUMERAL, (numeral) => NUMERALS[numeral] ?? numeral);
  const found = readers.flatMap((reader) => waitsOf(plain, reader));
  // Before it may stand what the limit is: "your 5 hour limit resets in 2 hours".
  return found.toSorted((a, b) => b.end - a.end || b.ms - a.ms)[0]?.ms ?? null;
}

function waitsOf(text: string, reader: Reader): { end: number; ms: number }[] {
  return spansOf(partsOf(text, reader), text).filter(({ start, end }) => {
    const before = text.slice(0, start);
    const clause = clauseAround(text, start, end);
    return !NOT_BEFORE.test(before) && (reader.again.test(clause) || BARE.test(clause));
  });
}

function partsOf(text: string, { amount, units }: Reader): Part[] {
  return [...text.matchAll(amount)].flatMap((match) => {
    const [whole, given = '', name = ''] = match;
    const unit = units.get(name);
    if (!unit) return [];
    const count = /^\d/.test(given) ? Number.parseFloat(given.replace(',', '.')) : 1;
    return [{ start: match.index, end: match.index + whole.length, unit, ms: count * MS[unit] }];
  });
}

/** Joins what stands together, from the larger to the smaller unit. */
function spansOf(parts: readonly Part[], text: string): Part[] {
  const spans: Part[] = [];
  for (const part of parts) {
    const last = spans.at(-1);
    const goesOn =
      last && MS[part.unit] < MS[last.unit] && JOINT.test(text.slice(last.end, part.start));
    if (goesOn) spans[spans.length - 1] = { ...part, start: last.start, ms: last.ms + part.ms };
    else spans.push(part);
  }
  return spans;
}

function clauseAround(text: string, start: number, end: number): string {
  const before = text.slice(0, start).split(CLAUSE_END).at(-1) ?? '';
  const after = text.slice(end).split(CLAUSE_END)[0] ?? '';
  return `${before} ${after}`;
}

function readerOf(language: TimeWords): Reader {
  const units = new Map(
    UNITS.flatMap((unit) => foldedWords(language[unit]).map((word) => [word, unit] as const)),
  );
  const names = [...units.keys()].sort((a, b) => b.length - a.length).map(wholeEnd);
  const isCjk = CJK.test(language.hour);
  const one = words(language.one ?? '', isCjk);
  const alone = isCjk ? one : `(?<!\\p{L})(?:${one})(?= )`;
  return {
    units,
    amount: new RegExp(
      `((?<![\\d.,:])\\d{1,5}(?:[.,]\\d{1,2})?|${alone}) ?[个個]? ?(${names.join('|')})`,
      'gu',
    ),
    again: new RegExp(
      `(?:^|[^\\p{L}])(?:${words(language.again, false)})|(?:${words(language.again, true)})`,
      'u',
    ),
  };
}

function wholeEnd(word: string): string {
  return CJK.test(word) ? literal(word) : `${literal(word)}(?![\\p{L}\\d])`;
}

/** Words of scripts without spaces match inside others; a pattern that matches nothing when there are none. */
function words(list: string, isCjk: boolean): string {
  const chosen = foldedWords(list).filter((word) => CJK.test(word) === isCjk);
  return chosen.length > 0 ? chosen.map(literal).join('|') : '(?!)';
}
