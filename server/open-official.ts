import type { Service } from '../lib/services/schema.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { createAsk } from './official/ask.ts';
import { createOfficial, type Official } from './official/official.ts';
import type { OfficialStore } from './official/official-word.ts';
import type { Settings } from './settings.ts';

/** What the reader of vendors' pages stands on. */
export interface OfficialParts {
  readonly services: readonly Service[];
  readonly store: OfficialStore;
  readonly clock: () => number;
  readonly random: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Ends exchanges that are under way. */
  readonly signal: AbortSignal;
}

/**
 * The reader of vendors' status pages. It logs a line when a page turns readable or unreadable, not one
 * for each poll.
 * @returns null when the operator has switched it off
 * @throws Error when a service's entry cannot be
 */
export function openOfficial(
  { official, officialStandIn }: Pick<Settings, 'official' | 'officialStandIn'>,
  { log, metrics, ...parts }: OfficialParts,
): Official | null {
  if (!official) return null;
  return createOfficial({
    ...parts,
    fetch: createAsk({ standIn: officialStandIn }),
    onPoll: metrics.officialPoll,
    onReadable(service, family, reason) {
      if (reason === null) log.info('official-readable', { service, family });
      else log.warn('official-unreadable', { service, family, reason });
    },
  });
}
