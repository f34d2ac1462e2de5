import { html } from 'hono/html';
import type { State } from '../../lib/protocol/vocabulary.ts';
import type { Html } from './layout.ts';
import { STATE_WORD } from './words.ts';

/** Grounds for white text, at least 4.5 to 1. */
const GROUND: Readonly<Record<State, string>> = {
  operational: '#1b7048',
  degraded: '#955400',
  outage: '#b0231b',
  recovering: '#22609e',
  unknown: '#625e55',
};

const CHARACTER_WIDTH = 6.6;
const PADDING = 8;

const widthOf = (text: string): number => Math.round(text.length * CHARACTER_WIDTH + 2 * PADDING);

/** `GET /badge/<service>.svg`: name and state in words, 20 pixels high. */
export function badge(name: string, state: State): Html {
  const word = STATE_WORD[state];
  const left = widthOf(name);
  const right = widthOf(word);
  const text = (x: number, width: number, content: string) =>
    html`<text x="${x + width / 2}" y="14" textLength="${width - 2 * PADDING}" lengthAdjust="spacingAndGlyphs">${content}</text>`;
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" viewBox="0 0 ${left + right} 20" role="img" aria-label="${name}: ${word}"><title>${name}: ${word}</title><rect width="${left + right}" height="20" rx="3" fill="#33302a"/><path d="M${left} 0h${right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-${right - 3}z" fill="${GROUND[state]}"/><g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${text(0, left, name)}${text(left, right, word)}</g></svg>
`;
}
