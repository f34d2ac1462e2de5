import { html } from 'hono/html';
import type { State } from '../../lib/protocol/vocabulary.ts';

const SHAPE: Readonly<Record<State, ReturnType<typeof html>>> = {
  operational: html`<circle cx="8" cy="8" r="7"/><path d="M4.8 8.2l2.2 2.2 4.2-4.6" fill="none" stroke="var(--card)" stroke-width="1.8"/>`,
  degraded: html`<path d="M8 1l7.2 13.5H.8z"/><path d="M8 6v4M8 11.6v1.4" stroke="var(--card)" stroke-width="1.6"/>`,
  outage: html`<path d="M5 .8h6l4.2 4.2v6L11 15.2H5L.8 11V5z"/><path d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" stroke="var(--card)" stroke-width="1.8"/>`,
  recovering: html`<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z"/>`,
  unknown: html`<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.6 2.27"/>`,
};

/** A state's sign: each has a shape of its own, so that it reads without colour. Words always stand beside it. */
export function stateMark(state: State) {
  return html`<svg class="mark" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">${SHAPE[state]}</svg>`;
}
