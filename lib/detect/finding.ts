import * as z from 'zod/mini';
import type { Cause, Feature, Kind, Reason } from '../protocol/vocabulary.ts';
import { EVIDENCE } from './evidence.ts';

export { EVIDENCE };
export const evidenceSchema = z.enum(EVIDENCE);
export type Evidence = z.infer<typeof evidenceSchema>;

/** Something worked. */
export interface Success {
  readonly type: 'success';
  readonly service: string;
  readonly feature: Feature;
  /** The user tried it: the denominator of the rate. False for what pages ask by themselves: it only shows that the feature works. */
  readonly counts: boolean;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Something failed, and whose fault it is. */
export interface Trouble {
  readonly type: 'trouble';
  readonly service: string;
  readonly feature: Feature;
  readonly kind: Kind;
  readonly cause: Cause;
  /** Set when, and only when, the cause is `you`. */
  readonly reason?: Reason;
  readonly evidence: Evidence;
  /** It needs a second sign before it counts as a failure. */
  readonly weak?: true;
  /** When the user's own limit ends, as the page said. Milliseconds since the epoch. */
  readonly until?: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export type Finding = Success | Trouble;

/** What the engine may know beside the fact itself. */
export interface Context {
  /** `navigator.onLine` where the fact was seen. */
  readonly online: boolean;
}
