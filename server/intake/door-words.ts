import type { Seen } from '../../lib/protocol/reports.ts';

/** How it went, in one minute, for a browser that tried several services. */
export type DoorWord = 'fine' | 'some' | 'all';

/**
 * How each minute went in which a batch's browser tried two services or more. Where it speaks twice
 * about a service, the first word stands.
 */
export function doorWords(seen: readonly Seen[]): Map<number, DoorWord> {
  const words = new Map<number, DoorWord>();
  // Most batches speak of one service: they are done here.
  if (seen.length < 2) return words;
  const failedBy = new Map<number, Map<string, boolean>>();
  for (const { service, minute, outcome } of seen) {
    const services = failedBy.get(minute) ?? new Map<string, boolean>();
    failedBy.set(minute, services);
    if (!services.has(service)) services.set(service, outcome === 'failed');
  }
  for (const [minute, services] of failedBy) {
    if (services.size < 2) continue;
    const outcomes = [...services.values()];
    const failed = outcomes.filter((hasFailed) => hasFailed).length;
    words.set(minute, failed === 0 ? 'fine' : failed === outcomes.length ? 'all' : 'some');
  }
  return words;
}
