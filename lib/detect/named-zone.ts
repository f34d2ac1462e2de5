/** What zones are called beside a time, and where their clocks hang: in summer people write "PST" for what is then PDT. */
const PLACES: Readonly<Record<string, string>> = {
  pt: 'America/Los_Angeles',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  'pacific time': 'America/Los_Angeles',
  et: 'America/New_York',
  est: 'America/New_York',
  edt: 'America/New_York',
  'eastern time': 'America/New_York',
  cet: 'Europe/Berlin',
  cest: 'Europe/Berlin',
  mez: 'Europe/Berlin',
  mesz: 'Europe/Berlin',
  jst: 'Asia/Tokyo',
  kst: 'Asia/Seoul',
};

/** In French these are words: "à 15:45 et…". */
const NAMES = Object.keys(PLACES)
  .map((name) => (/^es?t$/.test(name) ? `(?<=[ap]m \\(?)${name}` : name))
  .join('|');
/** A sign alone means a zone only behind an ISO time: "15:45-17:00" is a span. */
const OFFSET =
  '(?:(?<=\\dt[\\d:]{5,8})(?:\\.\\d{1,9})?| ?\\(?(?:utc|gmt) ?)([+\\-−])(\\d{1,2}):?(\\d\\d)?(?!\\d)';
const ZERO = '(?:(?:\\.\\d{1,9})?z| ?\\(?(?:utc|gmt))(?!\\p{L})';
const NAMED = ` ?\\(?(?:(${NAMES})(?!\\p{L})|(\\p{L}{3,20}/[\\p{L}_/]{2,30}))`;
const BESIDE = new RegExp(`${OFFSET}|(${ZERO})|${NAMED}`, 'uy');

/** No clock is further from UTC. Minutes. */
const FURTHEST = 14 * 60;

/**
 * The zone that stands right behind a time: `UTC`, `GMT+2`, `Z`, `-08:00`, `PST`, `(America/New_York)`.
 * @param text folded
 * @param end where the time ends
 * @param at milliseconds since the epoch: a place has another zone in summer
 * @returns what its clocks are ahead of UTC, minutes; null when it names none, NaN when it is none that is known
 */
export function namedZone(text: string, end: number, at: number): number | null {
  BESIDE.lastIndex = end;
  const [found, sign, hours, minutes, zero, name, place] = BESIDE.exec(text) ?? [];
  if (found === undefined) return null;
  if (zero !== undefined) return 0;
  if (sign === undefined) return zoneOf(PLACES[name ?? ''] ?? place ?? '', at);
  const ahead = Number(hours) * 60 + Number(minutes ?? 0);
  return ahead > FURTHEST ? Number.NaN : sign === '+' ? ahead : -ahead;
}

function zoneOf(timeZone: string, at: number): number {
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    const part = format.formatToParts(at).find(({ type }) => type === 'timeZoneName');
    const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(part?.value ?? '') ?? [];
    const ahead = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
    return sign === '-' ? -ahead : ahead;
  } catch {
    return Number.NaN;
  }
}
