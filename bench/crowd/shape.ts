import { MS_PER_MINUTE } from '../../lib/protocol/vocabulary.ts';

/** Minutes of the simulated day. */
export const DAY_MINUTES = 1440;

/** Midnight before the day: 3 February 2026, UTC. Minutes since the epoch. */
export const MIDNIGHT = Date.UTC(2026, 1, 3) / MS_PER_MINUTE;

/** Twelve chatbots and their part of all conversations: falling as in Zipf's law. */
export const SERVICES = [
  ...['chatgpt', 'gemini', 'copilot', 'claude', 'deepseek', 'perplexity'],
  ...['grok', 'meta-ai', 'character-ai', 'mistral', 'poe', 'huggingchat'],
] as const;

const WEIGHTS = SERVICES.map((_, place) => 1 / (place + 1) ** 1.3);
const TOTAL = WEIGHTS.reduce((sum, weight) => sum + weight, 0);

/** Part of all conversations that this service has. */
export function popularity(service: number): number {
  return (WEIGHTS[service] ?? 0) / TOTAL;
}

/** How busy a minute of the day is, 1 on average; most at 15:00. */
export function bustle(minute: number): number {
  return 1 + 0.75 * Math.cos((2 * Math.PI * (minute - 15 * 60)) / DAY_MINUTES);
}

/** Failing share of a quiet service. */
export const NORMAL_SHARE = 0.02;

/** A fault of one service for a part of its users. */
export interface Fault {
  readonly name: string;
  readonly service: number;
  /** First minute of the day that fails, and the first that does not. */
  readonly from: number;
  readonly to: number;
  /** Part of the users whom it can meet: all, or those of one region. */
  readonly region: number;
  /** Failing share of those users in a minute. */
  readonly share: (minute: number) => number;
}

const FEBRUARY_FROM = 19 * 60 + 31;

/** The evening of 3 February 2026: ten minutes up to 70 %, ninety there, a tail of forty. */
const february: Fault = {
  name: 'as on 3 February',
  service: SERVICES.indexOf('chatgpt'),
  from: FEBRUARY_FROM,
  to: FEBRUARY_FROM + 140,
  region: 1,
  share: (minute) => {
    const at = minute - FEBRUARY_FROM;
    if (at < 100) return 0.7 * Math.min(1, (at + 1) / 10);
    return (0.7 * (140 - at)) / 40;
  },
};

const REGIONAL_FROM = 13 * 60;

/** Part of the users who live in the region that a regional fault meets. */
export const REGION = 0.2;

/** One region of five, in which four of five minutes fail. */
const regional: Fault = {
  name: 'one region of five',
  service: SERVICES.indexOf('claude'),
  from: REGIONAL_FROM,
  to: REGIONAL_FROM + 60,
  region: REGION,
  share: () => 0.8,
};

export const FAULTS: readonly Fault[] = [regional, february];

/** Our own server cannot be reached in these minutes of the day. */
export const SERVER_DOWN = { from: 9 * 60, to: 9 * 60 + 10 } as const;
