import * as z from 'zod/mini';
import type { Cause, Feature, Kind, Reason } from '../protocol/vocabulary.ts';
import { EVIDENCE, PENDING } from './evidence.ts';
import type { Network } from './network.ts';

export { EVIDENCE };
export const evidenceSchema = z.enum(EVIDENCE);
export type Evidence = z.infer<typeof evidenceSchema>;
export const pendingSchema = z.enum(PENDING);
export type Pending = z.infer<typeof pendingSchema>;

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
  /** Set as long as what is learned of the reader's own network may change the cause. */
  readonly pending?: Pending;
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
  /** What is known of the reader's own network; without it names and marks decide alone. */
  readonly network?: Network;
  /** Whether that network was seen to find a host by its name; true by default. */
  readonly resolves?: boolean;
  /** Whether connections to another service fail as well. */
  readonly othersCut?: boolean;
  /** What the reader's clock is ahead of UTC. Minutes. Without it clock times in texts say nothing. */
  readonly zone?: number;
}
