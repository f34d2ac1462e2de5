import { crowdOf } from './crowd.ts';
import { ownOf } from './own.ts';
import type { View } from './view.ts';

/** A wish to be told when a service is back. */
export interface Wish {
  /** When it was made, milliseconds since the epoch. */
  readonly at: number;
  /** Whether it failed only here when the wish was made: then that it works for others is no news. */
  readonly alone: boolean;
}

/** Where a service works again: for the reader's own browser, or for everyone else. */
export type Back = 'you' | 'everyone';

/** @returns where the service works again at `now`, or null while it does not, or nothing is known of it */
export function backOf(view: View, service: string, wish: Wish, now: number): Back | null {
  const { condition, okAt } = ownOf(view, service, now);
  const works = condition === 'fine' || condition === 'recovered';
  if (works && okAt !== null && okAt > wish.at) return 'you';
  if (wish.alone || condition === 'failing' || condition === 'unclear') return null;
  return crowdOf(view, service, now).condition === 'operational' ? 'everyone' : null;
}
