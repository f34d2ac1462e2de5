import { MAX_AGE_MINUTES, MAX_AHEAD_MINUTES, type Reports } from '../../lib/protocol/reports.ts';
import { SIGNALS } from '../../lib/protocol/vocabulary.ts';
import { signalSet } from './bucket-table.ts';
import type { Ballot } from './caps.ts';
import { doorWords } from './door-words.ts';
import { bucketIn, type NetworkBucket } from './network-buckets.ts';
import { saidVoice, seenVoice } from './voice.ts';

/** Why an observation was left out. */
export const DROP_REASONS = ['too-old', 'too-far-ahead'] as const;

export type DropReason = (typeof DROP_REASONS)[number];

const INDEX_OF = new Map<string, number>(SIGNALS.map((signal, index) => [signal, index]));

function dropReason(minute: number, now: number): DropReason | null {
  if (minute < now - MAX_AGE_MINUTES) return 'too-old';
  return minute > now + MAX_AHEAD_MINUTES ? 'too-far-ahead' : null;
}

/**
 * The ballots of one batch: every entry in the window of minutes, as a voice without its tag. Where a
 * batch speaks twice about one service and minute, the store lets the first word stand.
 * @param now the current minute
 * @param onDrop told about each entry outside the window
 */
export function ballotsOf(
  reports: Reports,
  network: NetworkBucket,
  now: number,
  onDrop: (reason: DropReason) => void,
): Ballot[] {
  const ballots: Ballot[] = [];
  const words = doorWords(reports.seen);
  for (const { service, minute, outcome, signals } of reports.seen) {
    const reason = dropReason(minute, now);
    if (reason !== null) {
      onDrop(reason);
      continue;
    }
    const bucket = bucketIn(network, minute);
    const failed = outcome === 'failed';
    const bits =
      signals.length === 0 ? 0 : signalSet(signals.map((name) => INDEX_OF.get(name) ?? 0));
    const voice = seenVoice(reports.tag, service, minute);
    const door = words.get(minute) ?? null;
    // On one ballot of the minute, so that it is counted once, and only if that ballot is new.
    words.delete(minute);
    ballots.push({ voice, service, minute, feature: null, bucket, failed, signals: bits, door });
  }
  for (const { service, minute, feature } of reports.said) {
    const reason = dropReason(minute, now);
    if (reason !== null) {
      onDrop(reason);
      continue;
    }
    const voice = saidVoice(reports.tag, service, minute, feature);
    const bucket = bucketIn(network, minute);
    const nothing = { failed: false, signals: 0, door: null };
    ballots.push({ voice, service, minute, feature, bucket, ...nothing });
  }
  return ballots;
}
