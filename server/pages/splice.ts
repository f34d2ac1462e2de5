import { html } from 'hono/html';
import type { Html } from './layout.ts';

/**
 * Puts markup where a text has a placeholder that was left open.
 * @param text for example "As of {time}."
 */
export function splice(text: string, name: string, piece: Html): Html {
  const [before = '', after = ''] = text.split(`{${name}}`);
  return html`${before}${piece}${after}`;
}
