import type { Store } from '../store/store.ts';
import type { Opening } from '../verdict/shared-incidents.ts';
import { leadOf, OFFICIAL_BEFORE_MINUTES, officialTimes } from './official-times.ts';

/**
 * For each open incident, how long we were ahead of the vendor's page.
 * @returns minutes by service; without those that are not ahead, or not yet
 */
export async function leadsOf(
  store: Pick<Store, 'announcements' | 'official'>,
  open: readonly Opening[],
): Promise<ReadonlyMap<string, number>> {
  const leads = new Map<string, number>();
  if (open.length === 0) return leads;
  const from = Math.min(...open.map(({ since }) => since));
  const announcements = await store.announcements(from);
  const changes = await store.official(from - OFFICIAL_BEFORE_MINUTES);
  for (const { service, since } of open) {
    const confirmed = announcements.find(
      (told) => told.service === service && told.level === 'confirmed' && told.minute >= since,
    );
    const own = changes.filter((change) => change.service === service);
    const official = officialTimes(own, since, null);
    const lead = leadOf(confirmed?.minute ?? null, official.times);
    if (lead !== null) leads.set(service, lead);
  }
  return leads;
}
