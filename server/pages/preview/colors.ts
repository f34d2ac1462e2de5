import { readFileSync } from 'node:fs';
import type { Tone } from '../tone.ts';
import type { Color } from './raster.ts';

/** The light theme's tokens: previews stand on foreign pages, most of them light. */
const TOKENS = readFileSync(new URL('../style/tokens.css', import.meta.url), 'utf8').split(
  '@media',
)[0];

/**
 * @param text `#rrggbb`
 * @throws Error when it is none
 */
export function colorOf(text: string): Color {
  const hex = /^#([0-9a-f]{6})$/.exec(text)?.[1];
  if (hex === undefined) throw new Error(`"${text}" is no colour`);
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
}

function token(name: string): Color {
  return colorOf(new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(TOKENS ?? '')?.[1] ?? name);
}

export const PAPER = token('paper');
export const INK = token('ink');
export const SOFT = token('ink-soft');
export const LINE = token('line');
export const EDGE = token('edge');

export const TONE_COLOR: Readonly<Record<Tone, Color>> = {
  outage: token('outage'),
  degraded: token('degraded'),
  suspected: token('suspected'),
  recovering: token('recovering'),
  operational: token('good'),
  unknown: token('unknown'),
};

export const TONE_TINT: Readonly<Record<Tone, Color>> = {
  outage: token('outage-tint'),
  degraded: token('degraded-tint'),
  suspected: token('suspected-tint'),
  recovering: token('recovering-tint'),
  operational: token('good-tint'),
  unknown: token('unknown-tint'),
};
