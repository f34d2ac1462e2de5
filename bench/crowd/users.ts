import { MS_PER_MINUTE, msOf } from '../../lib/protocol/vocabulary.ts';
import { BUCKETS } from '../../server/intake/network-buckets.ts';
import type { Random } from '../verdict/sim/random.ts';
import { type Browser, newBrowser, note } from './browser.ts';
import {
  bustle,
  DAY_MINUTES,
  FAULTS,
  type Fault,
  MIDNIGHT,
  NORMAL_SHARE,
  popularity,
  REGION,
  SERVICES,
} from './shape.ts';
import { newStory, type Story } from './story.ts';

/** Conversations of one user in a day, and the minutes that one lasts on average. */
const CONVERSATIONS = 2;
const MINUTES = 15;

/** Part of its minutes in which a conversation is used; more while it fails, for people try again. */
export const USED = 0.6;
export const USED_IN_FAULT = 0.9;

/** So many times as many conversations with a service that fails everywhere are begun: people come to look. */
export const CURIOUS = 1.5;

/** Part of the conversations that come from a few carriers' shared addresses. */
const CARRIER_SHARE = 0.2;
const CARRIER_NETWORKS = 300;

/** Odd, so that the carriers' networks fall into buckets of their own, anywhere. */
const CARRIER_STRIDE = 40_503;

/** The people of the simulated day. */
export interface Users {
  /** Conversations that begin in this minute of the day. */
  begin(at: number): Browser[];
  /** Uses the service in this minute of the day, perhaps. */
  use(browser: Browser, at: number): void;
  /** By fault, what the people met. */
  readonly stories: readonly Story[];
  /** Voices of the busiest service by minute of the day, before anything is lost or capped. */
  readonly voices: number[];
}

function isOn({ from, to }: Fault, at: number): boolean {
  return at >= from && at < to;
}

export function createUsers(users: number, random: Random): Users {
  const { uniform } = random;
  const stories = FAULTS.map(newStory);
  const voices: number[] = [];

  const bucket = () =>
    uniform() < CARRIER_SHARE
      ? (Math.floor(uniform() * CARRIER_NETWORKS) * CARRIER_STRIDE) % BUCKETS
      : Math.floor(uniform() * BUCKETS);

  const noteStory = (story: Story, at: number, failed: boolean, isMet: boolean) => {
    story.tried[at] = (story.tried[at] ?? 0) + 1;
    if (failed) story.failed[at] = (story.failed[at] ?? 0) + 1;
    if (!isMet) return;
    story.firstAt = Math.min(story.firstAt, msOf(MIDNIGHT + at) + uniform() * MS_PER_MINUTE);
  };

  return {
    stories,
    voices,
    begin(at) {
      const begun: Browser[] = [];
      for (let service = 0; service < SERVICES.length; service += 1) {
        const isFailing = FAULTS.some(
          (fault) => fault.service === service && fault.region === 1 && isOn(fault, at),
        );
        const usual = ((users * CONVERSATIONS) / DAY_MINUTES) * popularity(service) * bustle(at);
        for (let left = random.poisson(usual * (isFailing ? CURIOUS : 1)); left > 0; left -= 1) {
          const until = MIDNIGHT + at + Math.floor(-MINUTES * Math.log(1 - uniform()));
          const isHit = uniform() < REGION;
          begun.push(newBrowser({ service, bucket: bucket(), isHit, until }));
        }
      }
      return begun;
    },
    use(browser, at) {
      const { service, isHit } = browser;
      const place = FAULTS.findIndex((one) => one.service === service && isOn(one, at));
      const fault = FAULTS[place];
      const isConcerned = fault !== undefined && (fault.region === 1 || isHit);
      if (uniform() >= (isConcerned ? USED_IN_FAULT : USED)) return;
      const isMet = isConcerned && uniform() < fault.share(at);
      const failed = isMet || uniform() < NORMAL_SHARE;
      const story = stories[place];
      if (story !== undefined) noteStory(story, at, failed, isMet);
      if (service === 0) voices[at] = (voices[at] ?? 0) + 1;
      note(browser, MIDNIGHT + at, failed, uniform());
    },
  };
}
