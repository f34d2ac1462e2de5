import { median } from '../quantile.ts';
import type { ServerProcess } from './child.ts';
import { load } from './run.ts';

/** Of the rate at full speed. */
const SHARE = 0.8;
/** A stretch counts when it was this near to it, by what the server could take before and after it. */
const NEAR = 0.05;
const PEAK_SECONDS = 3;
const STRETCH_SECONDS = 12;
const MB = 1_000_000;

interface Stretch {
  /** Requests a second. */
  readonly rate: number;
  /** Of what the server could take just then. */
  readonly share: number;
  /** Milliseconds from when a request was due. */
  readonly p50: number;
  readonly p99: number;
}

export interface Steady extends Omit<Stretch, 'share'> {
  readonly minutes: number;
  /** Stretches of about 80 %, whose medians these are, and all: others use the machine as well. */
  readonly counted: number;
  readonly stretches: number;
  /** The median of all stretches, also those in which the machine became slower or faster. Milliseconds. */
  readonly p99OfAll: number;
  /** Memory after each stretch. Megabytes. */
  readonly memory: readonly number[];
  /** Of the last fifth of the time against the second: the first warms up. */
  readonly growth: number;
}

/**
 * Sends 80 % of what the server can take for minutes, and watches what it holds. What it can take is asked before
 * and after each stretch: on a machine that others use as well it is never the same for long.
 */
export async function steadily(server: ServerProcess, minutes: number): Promise<Steady> {
  const memory: number[] = [];
  const stretches: Stretch[] = [];
  const peakNow = async () => (await load(server, 'post', PEAK_SECONDS)).rate;
  let peak = await peakNow();
  const count = Math.max(1, Math.round((minutes * 60) / (PEAK_SECONDS + STRETCH_SECONDS)));
  while (stretches.length < count) {
    const rate = Math.round(peak * SHARE);
    const { p50, p99 } = await load(server, 'post', STRETCH_SECONDS, { rate });
    memory.push(Math.round(server.residentBytes() / MB));
    const after = await peakNow();
    stretches.push({ rate, share: (2 * rate) / (peak + after), p50, p99 });
    peak = after;
  }
  const counted = stretches.filter(({ share }) => Math.abs(share - SHARE) <= NEAR);
  const medianOf = (key: 'rate' | 'p50' | 'p99', of = counted) =>
    Number(median(of.map((each) => each[key])).toFixed(1));
  const fifth = Math.max(1, Math.floor(memory.length / 5));
  const early = median(memory.slice(fifth, 2 * fifth));
  return {
    minutes,
    rate: Math.round(medianOf('rate')),
    p50: medianOf('p50'),
    p99: medianOf('p99'),
    counted: counted.length,
    stretches: stretches.length,
    p99OfAll: medianOf('p99', stretches),
    memory,
    growth: Number((median(memory.slice(-fifth)) / early - 1).toFixed(3)),
  };
}
