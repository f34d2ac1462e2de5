import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_RESET_MS, resetTime } from '../../../lib/detect/reset-time.ts';

/** Tuesday, 3 February 2026, 13:00 on a clock that is an hour ahead of UTC. */
const AT = Date.UTC(2026, 1, 3, 12);
const ZONE = 60;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** @returns the time read, as that clock shows it; with the day where it is another */
function read(text: string): string | null {
  const found = resetTime(text, AT, ZONE);
  if (found === null) return null;
  const [day, time] = new Date(found + ZONE * MINUTE).toISOString().slice(0, 16).split('T');
  return day === '2026-02-03' ? (time ?? '') : `${day} ${time}`;
}

describe('resetTime reads a wait', () => {
  it.each([
    ['in 3 hours', '16:00'],
    ['Your limit resets in 3 hours.', '16:00'],
    ['Please try again in 1 hour 20 minutes', '14:20'],
    ['Wait 1 hour and 20 minutes before sending more', '14:20'],
    ['Wait 1 hour, 20 minutes', '14:20'],
    ['Resets in 2h 14m', '15:14'],
    ['Try again in a minute', '13:01'],
    ['Your 5 hour limit resets in 2 hours', '15:00'],
    ['Try again in 24 hours.', '2026-02-04 13:00'],
    ['Resets in 7 days', '2026-02-10 13:00'],
    [
      'Oops! You have reached the daily usage limit. Please wait 3 hours before trying again.',
      '16:00',
    ],
    ['Versuchen Sie es in 3 Stunden erneut.', '16:00'],
    ['Bitte warten Sie eine Stunde.', '14:00'],
    ['Réessayez dans 2 heures', '15:00'],
    ['Veuillez patienter 20 minutes.', '13:20'],
    ['Inténtalo de nuevo en 3 horas', '16:00'],
    ['Disponible dentro de 1 hora y 30 minutos', '14:30'],
    ['Tente novamente em 3 horas', '16:00'],
    ['Riprova tra 2 ore', '15:00'],
    ['Probeer het over 3 uur opnieuw', '16:00'],
    ['Spróbuj ponownie za 3 godziny', '16:00'],
    ['Повторите попытку через 2 часа', '15:00'],
    ['Спробуйте знову через 20 хвилин', '13:20'],
    ['3 saat sonra tekrar deneyin', '16:00'],
    ['Coba lagi dalam 3 jam', '16:00'],
    ['Thử lại sau 3 giờ', '16:00'],
    ['3 घंटे बाद फिर से कोशिश करें', '16:00'],
    ['حاول مرة أخرى بعد ٣ ساعات', '16:00'],
    ['3時間後にもう一度お試しください', '16:00'],
    ['请在3小时后重试', '16:00'],
    ['请两个小时后再试', '15:00'],
    ['額度將於 3 小時 20 分鐘後重置', '16:20'],
    ['3시간 후에 다시 시도하세요', '16:00'],
  ])('%s: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('resetTime reads a time of the day', () => {
  it.each([
    ['please try again after 2:31 PM. Learn more', '14:31'],
    ['Your limit resets after 1:10 PM.', '13:10'],
    ['5-hour limit resets 3:45pm - continuing with usage credits.', '15:45'],
    ['Message limit reached until 10 PM', '22:00'],
    ['resets at 9:00 AM', '2026-02-04 09:00'],
    ['a las 3:45 p. m.', '15:45'],
    ['volver a intentarlo en 14:31. Obtener más información', '14:31'],
    ['ab 15.45 Uhr wieder', '15:45'],
    ['um 15 Uhr', '15:00'],
    ['Veuillez réessayer à 15h45', '15:45'],
    ['à 15 h', '15:00'],
    ['Coba lagi setelah pukul 15.45', '15:45'],
    ['às 15h', '15:00'],
    ['Limiet tot 15:45 uur', '15:45'],
    ['حتى 3:45 م', '15:45'],
    ['你已达到消息限制。它会在 15:45 重置，或者你也可以升级', '15:45'],
    ['将于下午3点重置', '15:00'],
    ['下午3点30分后重试', '15:30'],
    ['午後3時45分にリセットされます', '15:45'],
    ['14:31 にもう一度お試しください', '14:31'],
    ['오후 3시 45분에 초기화됩니다', '15:45'],
    ['resets tomorrow at 9:00', '2026-02-04 09:00'],
    ['resets Monday at 3:45 PM', '2026-02-09 15:45'],
    ['resets Mar 3, 9:00 AM', '2026-03-03 09:00'],
    ['resets on Feb 14 at 9am', '2026-02-14 09:00'],
    ['bis 7. Februar, 09:00 Uhr', '2026-02-07 09:00'],
    ['jusqu’au 14 février à 15h45', '2026-02-14 15:45'],
    ['до 14 февраля, 15:45', '2026-02-14 15:45'],
    ['您的限额将于2月14日下午3:45重置', '2026-02-14 15:45'],
    ['2026-02-14 15:45', '2026-02-14 15:45'],
    ['重置时间：15:45', '15:45'],
    ['closed 14:31-17:00, try again then', '14:31'],
  ])('%s: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['resets at 5:00 PM UTC', '18:00'],
    ['Your limit will reset at 00:00 UTC.', '2026-02-04 01:00'],
    ['重置时间：18:00 (UTC+8)', '2026-02-04 11:00'],
    ['try again after 18:30 GMT+5:30', '14:00'],
    ['resets 2026-02-04T00:00:00Z', '2026-02-04 01:00'],
    ['resets at 2026-02-03T23:00:00.000-08:00', '2026-02-04 08:00'],
    ['resets 3pm (America/New_York)', '21:00'],
    ['resets at 12 AM PT', '2026-02-04 09:00'],
    ['Try again at 3:00 PM PST', '2026-02-04 00:00'],
    ['um 17:00 Uhr MEZ', '17:00'],
    ['resets 10am EST', '16:00'],
    ['Réessayez à 15:45 et rechargez la page', '15:45'],
    ['L’heure de 15:45 est la prochaine', '15:45'],
    ['resets Feb 4 at 1 AM UTC', '2026-02-04 02:00'],
  ])('%s, in a zone that the text names: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('needs no zone of the reader where the text names one', () => {
    expect(resetTime('resets at 5:00 PM UTC', AT)).toBe(AT + 5 * HOUR);
  });

  it('knows no time of the day while the zone is unknown', () => {
    expect(resetTime('resets at 3:45 PM', AT)).toBeNull();
    expect(resetTime('resets in 3 hours', AT)).toBe(AT + 3 * HOUR);
  });
});

describe('resetTime reads nothing', () => {
  it.each([
    ['how many in which time', 'Too many requests in 1 hour. Try again later.'],
    ['how many in which time', 'Too many messages in 3 hours, try again later'],
    ['how often', 'You can send 40 messages every 3 hours. Try again later.'],
    ['over which time', 'limit of 50 messages over 3 hours'],
    ['the name of a limit', '5-hour limit reached'],
    ['no time at all', 'Approaching weekly usage limit'],
    ['a time that has just passed', 'Try again after 12:55'],
    ['a day too far', 'resets on May 14 at 9:00'],
    ['a wait too long', 'Try again in 900 hours'],
    ['a version', 'You have reached the limit of GPT-4.5'],
    ['no such time', 'resets at 27:80'],
    ['a zone that nobody knows', 'resets 3pm (Middle/Earth)'],
    ['no such zone', 'resets at 15:00 UTC+99'],
  ])('%s: %s', (_what, text) => {
    expect(read(text)).toBeNull();
  });
});

describe('resetTime of anything', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('in 3 hours', '12:4', '5 PM', '下午', '3点', ' h ', 'Feb 30', '99:99', 'wait'),
    fc.integer().map(String),
  );

  it('answers null or a time within bounds, and quickly', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(' ')),
        fc.integer({ min: 0, max: 4e12 }),
        fc.option(fc.integer({ min: -720, max: 840 }), { nil: undefined }),
        (text, at, zone) => {
          const found = resetTime(text, at, zone);
          if (found === null) return;
          expect(found).toBeGreaterThan(at);
          expect(found).toBeLessThanOrEqual(at + MAX_RESET_MS);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('reads every clock time that a browser writes in one of its languages', () => {
    const tags = [
      'en-US',
      'en-GB',
      'de',
      'fr',
      'es',
      'pt-BR',
      'it',
      'nl',
      'pl',
      'uk',
      'tr',
      'ja',
      'zh-CN',
      'zh-TW',
      'ko',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...tags),
        fc.integer({ min: 1, max: 23 * 60 }),
        (tag, minutes) => {
          const time = AT + minutes * MINUTE;
          const text = new Intl.DateTimeFormat(tag, { timeStyle: 'short', timeZone: '+01:00' });
          expect(resetTime(`(${text.format(time)})`, AT, ZONE)).toBe(time);
        },
      ),
    );
  });
});
