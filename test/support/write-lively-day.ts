import { randomBytes } from 'node:crypto';
import { HISTORY_DAYS } from '../../lib/protocol/history.ts';
import { minuteOf, msOf, SIGNALS, type Signal } from '../../lib/protocol/vocabulary.ts';
import type { OfficialChange } from '../../server/official/official-word.ts';
import { createSqliteStore } from '../../server/store/sqlite.ts';
import type { Announcement, DayRow } from '../../server/store/store.ts';
import { seededRandom } from './random.ts';

const DAY_MINUTES = 1_440;

/** How long the crowd has been speaking. Minutes. */
const SPOKEN_MINUTES = 26 * 60;

const NORMAL_SHARE = 0.015;

interface Trouble {
  /** Minutes before now. */
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

interface Life {
  readonly service: string;
  readonly voicesPerMinute: number;
  readonly troubles: readonly Trouble[];
}

/** A busy day: one chatbot is down, one recovers, one was down this morning, some are fine, the rest is silent. */
const LIVES: readonly Life[] = [
  { service: 'chatgpt', voicesPerMinute: 60, troubles: [{ from: 34, to: 0, share: 0.52 }] },
  { service: 'claude', voicesPerMinute: 30, troubles: [{ from: 65, to: 12, share: 0.4 }] },
  { service: 'gemini', voicesPerMinute: 24, troubles: [{ from: 640, to: 590, share: 0.3 }] },
  { service: 'copilot', voicesPerMinute: 18, troubles: [] },
  { service: 'perplexity', voicesPerMinute: 12, troubles: [] },
  { service: 'deepseek', voicesPerMinute: 9, troubles: [{ from: 1_200, to: 1_130, share: 0.6 }] },
];

/** When everybody was told of the troubles. Minutes before now. */
const TOLD = [
  { service: 'chatgpt', since: 34, suspected: 33, confirmed: 31 },
  { service: 'claude', since: 65, suspected: 64, confirmed: 62 },
  { service: 'gemini', since: 640, suspected: 639, confirmed: 637 },
  { service: 'deepseek', since: 1_200, suspected: 1_199, confirmed: 1_197 },
] as const;

/** The incident whose page tests open: the vendor's page was a quarter of an hour later. */
const PAST = { service: 'gemini', told: 639, posted: 622, resolved: 570 } as const;

const MET: readonly Signal[] = ['conversation/http-5xx', 'conversation/stall', 'history/http-5xx'];

/** What a page's tests need to know of the day. */
export interface LivelyDay {
  /** A service that is down now. */
  readonly failing: string;
  /** The path of an incident that is over. */
  readonly incidentPath: string;
}

function shareAt({ troubles }: Life, ago: number): number {
  return troubles.find(({ from, to }) => ago <= from && ago >= to)?.share ?? NORMAL_SHARE;
}

function daysBefore(now: number): readonly DayRow[] {
  const random = seededRandom(7);
  const today = Math.floor(now / DAY_MINUTES);
  return LIVES.flatMap(({ service, voicesPerMinute }) =>
    Array.from({ length: HISTORY_DAYS - 2 }, (_, index): DayRow => {
      const tried = Math.round(voicesPerMinute * DAY_MINUTES * (0.7 + random.uniform() * 0.6));
      const luck = random.uniform();
      const state = luck < 0.04 ? 'outage' : luck < 0.1 ? 'degraded' : 'operational';
      const share = state === 'operational' ? NORMAL_SHARE : 0.06;
      return {
        service,
        day: today - HISTORY_DAYS + 1 + index,
        tried,
        failed: Math.round(tried * share),
        state,
      };
    }),
  );
}

function announcements(now: number): readonly Announcement[] {
  return TOLD.flatMap(({ service, since, suspected, confirmed }) => [
    { service, since: now - since, level: 'suspected' as const, minute: now - suspected },
    { service, since: now - since, level: 'confirmed' as const, minute: now - confirmed },
  ]);
}

function official(now: number): readonly OfficialChange[] {
  const { service, posted, resolved } = PAST;
  const calm = { service, state: 'operational', incident: null, title: null } as const;
  const minutes = [SPOKEN_MINUTES, resolved].map((ago) => now - ago);
  const trouble = { incident: 'x1', title: 'Elevated error rates', minute: now - posted };
  return [
    ...minutes.map((minute) => ({ ...calm, minute, publishedMinute: null })),
    { service, state: 'degraded' as const, ...trouble, publishedMinute: now - posted },
  ].sort((a, b) => a.minute - b.minute);
}

/**
 * Writes a day that has everything pages can show into a new database.
 * @param file the SQLite file
 * @param now milliseconds since the epoch
 */
export async function writeLivelyDay(file: string, now: number): Promise<LivelyDay> {
  const store = createSqliteStore(file);
  const minute = minuteOf(now);
  const random = seededRandom(3);
  for (const life of LIVES) {
    const { service, voicesPerMinute } = life;
    const votes = Array.from({ length: SPOKEN_MINUTES }, (_, index) => {
      const ago = SPOKEN_MINUTES - index;
      const tried = random.poisson(voicesPerMinute);
      const failed = random.binomial(tried, shareAt(life, ago));
      return {
        voice: randomBytes(16),
        service,
        minute: minute - ago,
        feature: null,
        tried,
        failed,
      };
    });
    const raised = (failed: number) =>
      failed === 0 ? [] : MET.slice(0, 1 + (failed % 3)).map((signal) => SIGNALS.indexOf(signal));
    await store.add(votes, ({ tried, failed }) => ({
      ...{ tried, failed, said: 0, lowered: [] },
      raised: raised(failed),
    }));
  }
  await store.saveDays(daysBefore(minute));
  await store.announce(announcements(minute));
  await store.saveOfficial(official(minute));
  await store.close();
  const opened = new Date(msOf(minute - PAST.told)).toISOString();
  const id = `${opened.slice(0, 10)}-${opened.slice(11, 13)}${opened.slice(14, 16)}`;
  return { failing: 'chatgpt', incidentPath: `/s/${PAST.service}/incident/${id}` };
}
