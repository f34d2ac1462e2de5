import { wilson } from '../../../server/verdict/wilson.ts';
import type { Delays } from '../metrics/delays.ts';
import { poissonInterval } from '../metrics/poisson-interval.ts';

/** A number in at most three figures. */
export function short(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return String(Number(value.toFixed(Math.min(digits, value < 1 ? 3 : 1))));
}

/** A ratio, in two decimals. */
export function ratio(value: number | null | undefined): string {
  return value === null || value === undefined || !Number.isFinite(value) ? '–' : value.toFixed(2);
}

export function percent(part: number | null | undefined): string {
  return part === null || part === undefined ? '–' : `${short(100 * part)} %`;
}

/** Mean delay, and the part missed if any. */
export function delay(delays: Delays | undefined): string {
  if (delays === undefined) return '–';
  if (delays.missed >= 0.5) return `missed ${percent(delays.missed)}`;
  return delays.missed > 0
    ? `${short(delays.mean)} (${percent(delays.missed)} missed)`
    : short(delays.mean);
}

/** Twice the standard error to both sides holds the mean in 95 of 100 runs. */
const Z = 1.96;

/** Mean delay and its 95 % interval. */
export function about({ mean, error }: Delays): string {
  return `${short(mean)} ± ${short(Z * error)} min`;
}

/** A rate of rare events and its 95 % interval. */
export function rate(count: number, years: number): string {
  const [low, high] = poissonInterval(count, years);
  return `${short(count / years)} a year (${short(low)} to ${short(high)})`;
}

/** A part of so many and its 95 % interval. */
export function part(value: number, of: number): string {
  const [low, high] = wilson(value * of, of, Z);
  return `${percent(value)} (${percent(low)} to ${percent(high)})`;
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
