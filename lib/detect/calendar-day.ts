import { saysTomorrow } from './clock-time.ts';
import { fold, literal } from './fold.ts';

const DAY_MS = 86_400_000;

/** The languages whose names of months and weekdays are known; the browser has them. */
const TAGS = 'en de fr es pt it nl pl ru uk tr id vi hi ar ja zh ko'.split(' ');

interface Names {
  readonly months: ReadonlyMap<string, number>;
  readonly weekdays: ReadonlyMap<string, number>;
  readonly dayMonth: RegExp;
  readonly monthDay: RegExp;
  readonly weekday: RegExp;
}

let names: Names | null = null;

/**
 * The day that a text names, at its midnight. All times are of one zone, as if it were UTC.
 * @param text folded
 * @param now the day it is read on
 * @returns null when it names none; a day without a year is the next one of its kind
 */
export function calendarDay(text: string, now: number): number | null {
  names ??= allNames();
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const iso = /(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)/.exec(text);
  if (iso) return Date.UTC(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]));
  const cjk = /(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日号號일]/.exec(text);
  if (cjk) return nextDay(Number(cjk[1]) - 1, Number(cjk[2]), today);
  const dayMonth = names.dayMonth.exec(text);
  if (dayMonth) return nextDay(names.months.get(dayMonth[2] ?? ''), Number(dayMonth[1]), today);
  const monthDay = names.monthDay.exec(text);
  if (monthDay) return nextDay(names.months.get(monthDay[1] ?? ''), Number(monthDay[2]), today);
  if (saysTomorrow(text)) return today + DAY_MS;
  const weekday = names.weekdays.get(names.weekday.exec(text)?.[1] ?? '');
  if (weekday === undefined) return null;
  const ahead = (weekday - new Date(today).getUTCDay() + 7) % 7;
  return today + ahead * DAY_MS;
}

function nextDay(month: number | undefined, day: number, today: number): number | null {
  if (month === undefined || month > 11 || day < 1 || day > 31) return null;
  const year = new Date(today).getUTCFullYear();
  const soon = Date.UTC(year, month, day);
  return soon >= today ? soon : Date.UTC(year + 1, month, day);
}

function allNames(): Names {
  const months = new Map<string, number>();
  const weekdays = new Map<string, number>();
  for (const tag of TAGS) {
    for (const width of ['long', 'short'] as const) {
      for (let month = 0; month < 12; month += 1) {
        // With a day beside it, many languages use another form.
        for (const more of [{}, { day: 'numeric' } as const]) {
          add(
            months,
            partOf(tag, { month: width, ...more }, Date.UTC(2026, month, 2), 'month'),
            month,
          );
        }
      }
      for (let day = 0; day < 7; day += 1) {
        // 2026-02-01 was a Sunday.
        add(weekdays, partOf(tag, { weekday: width }, Date.UTC(2026, 1, 1 + day), 'weekday'), day);
      }
    }
  }
  const month = [...months.keys()].sort(longest).map(literal).join('|');
  const weekday = [...weekdays.keys()].sort(longest).map(literal).join('|');
  return {
    months,
    weekdays,
    dayMonth: new RegExp(`(?<!\\d)(\\d{1,2})(?:\\.|º|er)? ?(?:de |of )?(${month})(?!\\p{L})`, 'u'),
    monthDay: new RegExp(`(?<!\\p{L})(${month})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])`, 'u'),
    weekday: new RegExp(`(?<!\\p{L})(${weekday})(?!\\p{L})`, 'u'),
  };
}

function partOf(
  tag: string,
  options: Intl.DateTimeFormatOptions,
  at: number,
  type: Intl.DateTimeFormatPartTypes,
): string {
  const parts = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' }).formatToParts(at);
  return parts.find((part) => part.type === type)?.value ?? '';
}

/** Names of less than three letters, and numbers, would be found everywhere. */
function add(map: Map<string, number>, name: string, value: number): void {
  const folded = fold(name).replace(/\.$/, '');
  if (/^[\p{L} ]{3,}$/u.test(folded) && !map.has(folded)) map.set(folded, value);
}

function longest(a: string, b: string): number {
  return b.length - a.length;
}
