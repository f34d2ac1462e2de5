import { MAX_AGE_MINUTES, MAX_AHEAD_MINUTES } from '../../lib/protocol/reports.ts';
import type { ServiceStatus } from '../../lib/protocol/status.ts';
import type { Sent } from '../../test/support/driven-server/sender.ts';
import { batchFrom, seenOf, USUAL_SHARE } from './crowd.ts';

export const ATTACKS = [
  'fake',
  'clock liars',
  'hide',
  'drip, then hide',
  'copycats',
  'replay',
] as const;

export type AttackName = (typeof ATTACKS)[number];

/** What an attacker knows in a minute. */
export interface Moment {
  /** Minutes since the campaign began. */
  readonly at: number;
  /** The minute that is spoken about. */
  readonly minute: number;
  readonly service: string;
  /** What everybody was told of the service last. */
  readonly status: ServiceStatus;
  /** What the honest crowd sent in this minute. */
  readonly overheard: readonly Sent[];
}

export interface Attack {
  readonly what: string;
  /** How long it goes on, and the honest crowd with it. Minutes. */
  readonly minutes: number;
  /** The minute from which its success is timed. */
  readonly from: number;
  /** The verdict that the attacker wants, or wants to prevent. */
  readonly aim: 'confirmed' | 'not confirmed' | 'outage';
  /** What fails for the honest crowd. */
  readonly share: (at: number) => number;
  /** What the attacker's networks send; `clients` is how many browsers each of them pretends. */
  readonly speak: (moment: Moment, networks: readonly string[], clients: number) => readonly Sent[];
}

const OUTAGE_SHARE = 0.8;

/** Long enough for a fault to be told, too small for an outage. */
const FAULT_SHARE = 0.3;
export const FAULT_MINUTES = 20;

/** How long copycats are watched after the end of the fault. */
export const AFTER_MINUTES = 40;

const DRIP_MINUTES = 180;
const DRIP_EVERY = 10;

const REPLAYS = 3;

function everyClient(networks: readonly string[], clients: number, speak: (from: string) => Sent) {
  return networks.flatMap((from) => Array.from({ length: clients }, () => speak(from)));
}

function floodOf(isFailed: boolean): Attack['speak'] {
  return ({ minute, service }, networks, clients) =>
    everyClient(networks, clients, (from) => batchFrom(from, [seenOf(service, minute, isFailed)]));
}

const calm = () => USUAL_SHARE;

/** Each against one service, on the same server and crowd. */
export const ATTACK: Readonly<Record<AttackName, Attack>> = {
  fake: {
    what: 'every client says failed, every minute; nothing is wrong',
    minutes: 60,
    from: 0,
    aim: 'confirmed',
    share: calm,
    speak: floodOf(true),
  },
  'clock liars': {
    what: 'the same, and each batch speaks of all 13 minutes that are taken, and of two that are not',
    minutes: 60,
    from: 0,
    aim: 'confirmed',
    share: calm,
    speak({ minute, service }, networks, clients) {
      const now = minute + 1;
      const minutes = [now - 60, now + 60];
      for (let at = -MAX_AGE_MINUTES; at <= MAX_AHEAD_MINUTES; at += 1) minutes.push(now + at);
      const seen = minutes.map((own) => seenOf(service, own, true));
      return everyClient(networks, clients, (from) => batchFrom(from, seen));
    },
  },
  hide: {
    what: 'four fifths of the crowd fail, every client says ok',
    minutes: 20,
    from: 0,
    aim: 'not confirmed',
    share: () => OUTAGE_SHARE,
    speak: floodOf(false),
  },
  'drip, then hide': {
    what: 'for three hours each network says failed once in ten minutes, so that failing looks usual; then four fifths of the crowd fail',
    minutes: DRIP_MINUTES + 20,
    from: DRIP_MINUTES,
    aim: 'not confirmed',
    share: (at) => (at < DRIP_MINUTES ? USUAL_SHARE : OUTAGE_SHARE),
    speak({ at, minute, service }, networks) {
      if (at >= DRIP_MINUTES) return [];
      return networks
        .filter((_, index) => index % DRIP_EVERY === at % DRIP_EVERY)
        .map((from) => batchFrom(from, [seenOf(service, minute, true)]));
    },
  },
  copycats: {
    what: '30 % of the crowd fail for 20 minutes; every client says failed from the moment when trouble is told, and goes on until it is told that all works',
    minutes: FAULT_MINUTES + AFTER_MINUTES,
    from: 0,
    aim: 'outage',
    share: (at) => (at < FAULT_MINUTES ? FAULT_SHARE : USUAL_SHARE),
    speak(moment, networks, clients) {
      const isTold = moment.status.level !== null;
      return isTold ? floodOf(true)(moment, networks, clients) : [];
    },
  },
  replay: {
    what: 'every network sends three times, byte for byte, what one of the crowd has sent',
    minutes: 20,
    from: 0,
    aim: 'confirmed',
    share: calm,
    speak({ overheard }, networks) {
      return networks.flatMap((from, index) => {
        const words = overheard[index % overheard.length];
        return words === undefined
          ? []
          : Array.from({ length: REPLAYS }, () => ({ ...words, from }));
      });
    },
  },
};
