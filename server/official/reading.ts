import type { State } from '../../lib/protocol/vocabulary.ts';

/** Why a document, or what it says of one service, could not be read. */
export const UNREAD_REASONS = [
  // The document did not come.
  'network',
  'private-address',
  'timeout',
  'redirect',
  'refused',
  'missing',
  'server-error',
  'other-status',
  'wrong-type',
  'too-long',
  'encoding',
  // It came, and is not what it should be.
  'not-json',
  'not-xml',
  'wrong-shape',
  'wrong-page',
  'abandoned',
  'part-missing',
  'unknown-word',
] as const;

export type UnreadReason = (typeof UNREAD_REASONS)[number];

/** The vendor's incident, as one document tells it. Milliseconds since the epoch. */
export interface ReadIncident {
  readonly id: string;
  readonly title: string;
  readonly publishedAt: number | null;
}

/** What one document says of one service. */
export type Reading =
  | {
      readonly isRead: true;
      readonly state: Exclude<State, 'unknown'>;
      /** Since when, if the vendor tells. Milliseconds since the epoch. */
      readonly since: number | null;
      readonly incident: ReadIncident | null;
      /** After this long without another word it counts as over. Milliseconds. */
      readonly fadesAfter?: number;
    }
  | Unread;

export interface Unread {
  readonly isRead: false;
  readonly reason: UnreadReason;
}

export function unread(reason: UnreadReason): Unread {
  return { isRead: false, reason };
}

export const OPERATIONAL: Reading = {
  isRead: true,
  state: 'operational',
  since: null,
  incident: null,
};
