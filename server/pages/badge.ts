import { html } from 'hono/html';
import type { State } from '../../lib/protocol/vocabulary.ts';
import type { Html } from './layout.ts';
import { widthOf } from './preview/text.ts';

/** Grounds for white text, at least 4.5 to 1: the light theme's tones. */
const GROUND: Readonly<Record<State, string>> = {
  operational: '#17653a',
  degraded: '#9a3d00',
  outage: '#b3261e',
  recovering: '#1c5a9f',
  unknown: '#4b5262',
};

const SIZE = 11;
const PADDING = 8;

/** Letters were measured in bold; a badge's are not. */
const NARROW = 0.9;

/** A letter that is not among the measured ones is taken for a wide one. */
function lengthOf(text: string): number {
  const unknown = [...text].filter((letter) => widthOf(letter, SIZE) === 0).length;
  return Math.round((widthOf(text, SIZE) + unknown * SIZE) * NARROW) + 2 * PADDING;
}

/** @returns how wide a badge is, so that a page can keep its place. Pixels. */
export function badgeWidth(name: string, word: string): number {
  return lengthOf(name) + lengthOf(word);
}

/**
 * `GET /badge/<service>.svg`: name and state in words, 20 pixels high.
 * @param word the state in a word or two, in the reader's language
 */
export function badge(name: string, state: State, word: string): Html {
  const left = lengthOf(name);
  const right = lengthOf(word);
  const text = (x: number, width: number, content: string) =>
    html`<text x="${x + width / 2}" y="14" textLength="${width - 2 * PADDING}" lengthAdjust="spacingAndGlyphs">${content}</text>`;
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" viewBox="0 0 ${left + right} 20" role="img" aria-label="${name}: ${word}"><title>${name}: ${word}</title><rect width="${left + right}" height="20" rx="3" fill="#1a1d26"/><path d="M${left} 0h${right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-${right - 3}z" fill="${GROUND[state]}"/><g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="${SIZE}">${text(0, left, name)}${text(left, right, word)}</g></svg>
`;
}
