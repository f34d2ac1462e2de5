import { short } from '../verdict/report/format.ts';

export const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const ROUGH = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });
export const count = (value: number) => (value < 10 ? short(value) : ROUGH.format(value));
export const dollars = (value: number) => (value < 1 ? '< $1' : `$${ROUGH.format(value)}`);
export const named = (users: number) => `${ROUGH.format(users / 1e6)} M`;

/** Bytes, or bits, in the unit that suits them. */
export function sized(value: number, unit: string): string {
  const steps = ['', 'k', 'M', 'G', 'T', 'P'];
  const step = Math.min(steps.length - 1, Math.max(0, Math.floor(Math.log10(value) / 3)));
  return `${short(value / 1000 ** step)} ${steps[step]}${unit}`;
}
