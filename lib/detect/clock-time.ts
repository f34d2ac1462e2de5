import { foldedWords, literal } from './fold.ts';
import { HALVES, TIME_WORDS } from './time-words.ts';

/** A time of the day in a text. */
export interface ClockTime {
  /** Where it stands. */
  readonly start: number;
  readonly end: number;
  /** Since midnight. */
  readonly minutes: number;
}

const AM = alternatives(HALVES.am);
const PM = alternatives(HALVES.pm);
const BEFORE = `(?:(${AM})|(${PM}))? ?`;
const AFTER = `(?: ?(?:(${AM})|(${PM}))(?!\\p{L}))?`;
/** Hours that nothing else marks are a time of the day only after such words, else a duration. */
const AT = 'a|a las|a la|as|alle|at|vers|apres|apos|depois das|despues de las|om|um|o';

/** Each has the groups am, pm, hours, minutes, am, pm. Far from a letter or digit that would make it something else. */
const FORMS: readonly RegExp[] = [
  // 15:45, 3:45 PM, 下午3:45
  `${BEFORE}(?<![\\d.]|\\d:)(\\d{1,2}):(\\d\\d)(?::\\d\\d)?(?![\\d:])${AFTER}`,
  // 下午3点30分, 15時45分, 오후 3시
  `${BEFORE}(?<![\\d:.])(\\d{1,2}) ?[点點時时시](?![間间간])(?: ?(\\d{1,2}) ?[分분])?(?:)()()`,
  // 15 Uhr, 15.45 Uhr
  `()()(?<![\\d:.])(\\d{1,2})(?:[.:](\\d\\d))? ?uhr()()`,
  // pukul 15.45, kl. 15.45
  `()()(?<!\\p{L})(?:pukul|jam|kl\\.?) (\\d{1,2})\\.(\\d\\d)(?!\\d)()()`,
  // à 15 h, às 15h45
  `()()(?<!\\p{L})(?:${AT}) (\\d{1,2}) ?h ?(\\d\\d)?(?![\\p{L}\\d])()()`,
  // 3 PM, 3.45 p.m.
  `()()(?<![\\d:.])(\\d{1,2})(?:\\.(\\d\\d))? ?(?:(${AM})|(${PM}))(?!\\p{L})`,
].map((form) => new RegExp(form, 'gu'));

const TOMORROW = new RegExp(
  `(?:^|[^\\p{L}])(?:${alternatives(
    Object.values(TIME_WORDS)
      .map(({ tomorrow = '' }) => tomorrow)
      .join(' '),
  )})|明天|明日|내일`,
  'u',
);

/** @param text folded @returns every time of the day in it, in the order of the forms above */
export function clockTimes(text: string): ClockTime[] {
  return FORMS.flatMap((form) =>
    [...text.matchAll(form)].flatMap((match) => {
      const [whole, amBefore, pmBefore, hours, minutes, amAfter, pmAfter] = match;
      const half = amBefore || amAfter ? 'am' : pmBefore || pmAfter ? 'pm' : null;
      const since = minutesOf(Number(hours), Number(minutes ?? 0), half);
      if (since === null) return [];
      return [{ start: match.index, end: match.index + whole.length, minutes: since }];
    }),
  );
}

/** @param text folded @returns whether it speaks of the next day */
export function saysTomorrow(text: string): boolean {
  return TOMORROW.test(text);
}

function minutesOf(hours: number, minutes: number, half: 'am' | 'pm' | null): number | null {
  if (minutes > 59 || hours > 24) return null;
  if (half === null || hours > 12) return (hours * 60 + minutes) % 1440;
  return ((hours % 12) + (half === 'pm' ? 12 : 0)) * 60 + minutes;
}

function alternatives(list: string): string {
  return foldedWords(list).map(literal).join('|');
}
