import { createCoalescer } from '../background/create-coalescer.ts';
import type { Service } from '../services/schema.ts';
import { logFailure } from './listeners.ts';
import { watchOpenTabs } from './open-tabs.ts';
import { watchOptionalHosts } from './optional-hosts.ts';

/**
 * @returns a function to be called whenever permissions may have changed: it starts the watcher where it is allowed,
 * in open tabs too. It runs one call after the other, because two at once would register the same script twice.
 */
export function createHostWatching(services: readonly Service[]): () => Promise<void> {
  return createCoalescer(async () => {
    const starts = [watchOptionalHosts(services), watchOpenTabs(services)];
    await Promise.all(starts.map((start) => start.catch(logFailure)));
  });
}
