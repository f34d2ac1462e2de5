import type { Delays } from '../metrics/delays.ts';

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

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
