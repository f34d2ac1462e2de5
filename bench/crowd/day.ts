import { MS_PER_MINUTE, msOf } from '../../lib/protocol/vocabulary.ts';
import { createJudge } from '../../server/judge/judge.ts';
import { createRandom, seedOf } from '../verdict/sim/random.ts';
import { age, type Browser, depart, endOf, isDone, settle } from './browser.ts';
import { createDoor } from './door.ts';
import { createSeriesStore } from './series-store.ts';
import { DAY_MINUTES, FAULTS, type Fault, MIDNIGHT, SERVICES } from './shape.ts';
import { hear } from './story.ts';
import { type DayResult, summarise, TICK_MS, TICKS_PER_MINUTE } from './summarise.ts';
import { createUsers } from './users.ts';

/** Part of the requests that are lost on the way, and as many answers. */
const LOST = 0.005;

/** An answer takes this long at the least and at the most, by chance: the way there, the store and the way back. Milliseconds. */
const ANSWER_MS = [50, 1000] as const;

/** Part of the conversations at whose end the browser is closed at once, and for how long. Minutes. */
const CLOSED = 0.1;
const CLOSED_MINUTES = 45;

/** Minutes from a fault's beginning in which it is judged at each tick. */
const YOUNG_MINUTES = 30;

/** Until so long after a fault's end it is judged each minute. */
const OVER_MINUTES = 60;

/** How often the quiet is judged, so that it is learned. Minutes. */
const CALM_MINUTES = 10;

/** Whether the server judges in this tick. It does so every few seconds; here only where somebody looks. */
function isJudged(at: number, tick: number): boolean {
  const isSince = ({ from }: Fault, until: number) => at >= from && at < until;
  if (FAULTS.some((fault) => isSince(fault, fault.from + YOUNG_MINUTES))) return true;
  if (tick < TICKS_PER_MINUTE - 1) return false;
  return at % CALM_MINUTES === 0 || FAULTS.some((fault) => isSince(fault, fault.to + OVER_MINUTES));
}

export interface DayPlan {
  readonly seed: number;
  readonly users: number;
}

/** The ticks of one minute, and who sends in each. */
function createAgenda() {
  const due: Browser[][] = Array.from({ length: TICKS_PER_MINUTE }, () => []);
  return {
    plan(browser: Browser, minute: number): void {
      if (browser.dueAt >= endOf(minute)) return;
      due[Math.max(0, Math.floor((browser.dueAt - msOf(minute)) / TICK_MS))]?.push(browser);
    },
    take: (tick: number): readonly Browser[] => due[tick]?.splice(0) ?? [],
  };
}

/** Lives through one day of a crowd, with the browsers' timetable and the server's own parts. Time is simulated. */
export async function liveDay({ seed, users }: DayPlan): Promise<DayResult> {
  const random = createRandom(seedOf(seed, users));
  const { uniform } = random;
  let now = msOf(MIDNIGHT);
  const store = createSeriesStore();
  const door = createDoor(store, () => now);
  const judge = createJudge(store, SERVICES, () => now);
  const people = createUsers(users, random);
  const agenda = createAgenda();
  const requests: number[] = [];
  let browsers: Browser[] = [];

  const send = (browser: Browser, minute: number) => {
    const leaves = browser.dueAt;
    depart(browser);
    const isLost = uniform() < LOST;
    const answer = isLost
      ? ({ type: 'retry', afterMs: null } as const)
      : door.answer(browser, minute - MIDNIGHT);
    if (answer.type === 'accepted') {
      door.count(browser, minute);
      // The answer is lost: the repetition is the same to the byte and changes nothing.
      if (uniform() < LOST) {
        door.counters.requests += 1;
        door.counters.repeated += 1;
      }
    }
    const [soonest, latest] = ANSWER_MS;
    const answered = leaves + soonest + (latest - soonest) * uniform();
    settle(browser, answer, minute, answered, uniform());
    agenda.plan(browser, minute);
  };

  /** Closes some browsers with something left to tell, until somebody opens them again. */
  const close = (browser: Browser, minute: number) => {
    if (minute !== browser.until || browser.waiting === 0 || uniform() >= CLOSED) return;
    const away = Math.ceil(-CLOSED_MINUTES * Math.log(1 - uniform()));
    browser.dueAt = endOf(minute) + away * MS_PER_MINUTE;
  };

  const tell = async (at: number) => {
    const judgements = await judge.judge();
    for (const [place, fault] of FAULTS.entries()) {
      const story = people.stories[place];
      const judgement = judgements.get(SERVICES[fault.service] ?? '');
      if (story && judgement) hear(story, fault, judgement.verdict, at, now);
    }
  };

  for (let at = 0; at < DAY_MINUTES; at += 1) {
    const minute = MIDNIGHT + at;
    for (const browser of people.begin(at)) browsers.push(browser);
    for (const browser of browsers) {
      age(browser);
      if (minute <= browser.until) people.use(browser, at);
      agenda.plan(browser, minute);
    }
    for (let tick = 0; tick < TICKS_PER_MINUTE; tick += 1) {
      now = msOf(minute) + (tick + 1) * TICK_MS;
      const before = door.counters.requests;
      for (const browser of agenda.take(tick)) send(browser, minute);
      door.settle();
      requests.push(door.counters.requests - before);
      if (isJudged(at, tick)) await tell(at);
    }
    for (const browser of browsers) close(browser, minute);
    browsers = browsers.filter((browser) => !isDone(browser, minute));
    door.forget(minute);
  }
  return summarise({ users, people, requests, counters: door.counters, store });
}
