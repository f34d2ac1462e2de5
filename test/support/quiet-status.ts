import type { Status } from '../../lib/protocol/status.ts';
import { readServices } from '../../lib/services/read.ts';

/** A status file in which nothing happens: every service `unknown`, not one voice. */
export function quietStatus(): Status {
  const services = readServices().map((service) => [
    service.id,
    {
      state: 'unknown' as const,
      level: null,
      since: null,
      tried: 0,
      failed: 0,
      share: null,
      signals: {},
      said: {},
      official: { state: 'unknown' as const, since: null, url: service.statusPage, checked: null },
      lead: null,
    },
  ]);
  return { v: 1, at: new Date().toISOString(), services: Object.fromEntries(services) };
}
