import { html } from 'hono/html';
import type { IncidentRow } from '../../store/incident-row.ts';
import type { Html } from '../layout.ts';

const WIDTH = 600;
const HEIGHT = 20;

interface Lane {
  readonly from: number;
  readonly to: number;
}

function lane({ from, to }: Lane, start: number, end: number): Html {
  const at = (minute: number) => ((minute - start) / Math.max(1, end - start)) * WIDTH;
  const x = Math.round(at(from));
  const width = Math.max(4, Math.round(at(to)) - x);
  return html`<svg class="span" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true"><path class="grid" d="M0 10h${WIDTH}"/><rect class="bar" x="${x}" y="3" width="${width}" height="14" rx="3"/></svg>`;
}

/**
 * Ours above theirs on the same line of time; the words beside it say the same.
 * @param names of both lanes
 * @returns nothing when the vendor's page named nothing
 */
export function lanes(
  { opened, ended, updated, official }: IncidentRow,
  tone: string,
  names: { readonly ours: string; readonly theirs: string },
): Html {
  const posted = official?.posted ?? null;
  if (posted === null) return html``;
  const last = Math.max(updated, ended ?? 0, official?.resolved ?? 0, posted);
  const ours = { from: opened, to: ended ?? last };
  const theirs = { from: posted, to: official?.resolved ?? last };
  const start = Math.min(opened, posted);
  return html`<div class="lanes" dir="ltr"><span>${names.ours}</span><div class="tone-${tone}">${lane(ours, start, last)}</div><span>${names.theirs}</span><div class="theirs">${lane(theirs, start, last)}</div></div>`;
}
