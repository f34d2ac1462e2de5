import { median } from '../quantile.ts';
import type { ServerProcess } from './child.ts';
import { load } from './run.ts';

/** Of the rate at full speed. */
const SHARE = 0.8;
const PEAK_SECONDS = 3;
const MB = 1_000_000;

export interface Steady {
  /** Requests a second, the median of all half minutes. */
  readonly rate: number;
  readonly minutes: number;
  /** Milliseconds from when a request was due. */
  readonly p50: number;
  readonly p99: number;
  /** Memory after each half minute. Megabytes. */
  readonly memory: readonly number[];
  /** Of the last fifth of the time against the second: the first warms up. */
  readonly growth: number;
}

/**
 * Sends 80 % of what the server can take for minutes, and watches what it holds. What it can take is asked at the
 * beginning of each half minute: on a machine that others use as well it is never the same for long.
 */
export async function steadily(server: ServerProcess, minutes: number): Promise<Steady> {
  const memory: number[] = [];
  const runs = [];
  const rates = [];
  for (let half = 0; half < minutes * 2; half += 1) {
    const rate = Math.round((await load(server, 'post', PEAK_SECONDS)).rate * SHARE);
    rates.push(rate);
    runs.push(await load(server, 'post', 30 - PEAK_SECONDS, { rate }));
    memory.push(Math.round(server.residentBytes() / MB));
  }
  const fifth = Math.max(1, Math.floor(memory.length / 5));
  const early = median(memory.slice(fifth, 2 * fifth));
  return {
    rate: median(rates),
    minutes,
    p50: Number(median(runs.map(({ p50 }) => p50)).toFixed(1)),
    p99: Number(median(runs.map(({ p99 }) => p99)).toFixed(1)),
    memory,
    growth: Number((median(memory.slice(-fifth)) / early - 1).toFixed(3)),
  };
}
