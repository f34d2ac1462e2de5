import { html } from 'hono/html';
import type { Html } from './layout.ts';
import type { Tone } from './tone.ts';

/** On a ground of 24 by 24; the extension shows the same ones. */
export const TONE_SHAPES: Readonly<Record<Tone, string>> = {
  outage: 'M8 3h8l5 5v8l-5 5H8l-5-5V8zM9 9l6 6M15 9l-6 6',
  degraded: 'M12 3.5 22 20.5H2zM12 10v4.5M12 17.4v.1',
  suspected: 'M3 17l6-6 4 4 8-9M15 6h6v6',
  recovering: 'M4 12a8 8 0 1 1 2.5 5.8M4 19v-5h5',
  operational: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8 12.3l2.8 2.7L16 9.5',
  unknown:
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.7 9.5a2.4 2.4 0 1 1 3.3 2.3c-.7.3-1 .8-1 1.6M12 16.5v.1',
};

/** A tone's sign: each has a shape of its own, so that it reads without colour. Words always stand beside it. */
export function toneMark(tone: Tone): Html {
  return html`<svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><path d="${TONE_SHAPES[tone]}"/></svg>`;
}
