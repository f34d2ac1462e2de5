import * as z from 'zod/mini';
import type { OfficialEntryOf } from '../../../lib/services/official-schema.ts';
import { judgeParts, type OpenIncident, type PartState } from '../judge-parts.ts';
import { parseList } from '../parse-list.ts';
import { plainText } from '../plain-text.ts';
import { type Reading, unread } from '../reading.ts';
import { timeOf } from '../time-of.ts';

const MOST_INCIDENTS = 5_000;
const MOST_UPDATES = 1_000;

const text = z.string().check(z.maxLength(2_000));
const products = z.array(z.object({ id: text })).check(z.maxLength(1_000));

const endSchema = z.object({ end: z.optional(z.nullable(text)) });

const openSchema = z.object({
  id: text,
  created: z.optional(z.unknown()),
  external_desc: z.optional(z.unknown()),
  service_name: z.optional(z.unknown()),
  status_impact: text,
  affected_products: z.optional(products),
  currently_affected_products: z.optional(products),
  updates: z.optional(z.unknown()),
});

const updateSchema = z.object({
  created: z.optional(z.unknown()),
  when: z.optional(z.unknown()),
});

type Open = z.infer<typeof openSchema>;

/** A notice for information is no trouble, and not in this list. */
const IMPACTS: ReadonlyMap<string, PartState> = new Map([
  ['SERVICE_DISRUPTION', 'degraded'],
  ['SERVICE_OUTAGE', 'outage'],
]);

const INFORMATION = 'SERVICE_INFORMATION';

/** When it was published: `begin` is when Google later says that it began. */
function publishedAt({ created, updates }: Open, now: number): number | null {
  const told = timeOf(created, now);
  if (told !== null) return told;
  const times = (parseList(updateSchema, updates ?? [], MOST_UPDATES) ?? [])
    .map((update) => timeOf(update.created ?? update.when, now))
    .filter((time) => time !== null);
  return times.length === 0 ? null : times.reduce((a, b) => Math.min(a, b));
}

/** Descriptions are Markdown under a heading. */
function titleOf({ external_desc, service_name }: Open): string {
  const text = plainText(external_desc).replaceAll('**', '');
  return text.replace(/^(?:Summary|Description)\b:?\s*/i, '') || plainText(service_name);
}

/**
 * Reads the incidents of the last months. `operational` only means that none is declared for our
 * products: this document lists no product that works.
 */
export function readGoogle(body: unknown, entry: OfficialEntryOf<'google'>, now: number): Reading {
  if (!Array.isArray(body) || body.length > MOST_INCIDENTS) return unread('wrong-shape');
  // The list goes back for months: one without a single incident does not come from there.
  if (body.length === 0) return unread('wrong-page');
  const states: PartState[] = ['operational'];
  const incidents: OpenIncident[] = [];
  for (const told of body) {
    const ended = z.safeParse(endSchema, told);
    if (!ended.success) return unread('wrong-shape');
    if (ended.data.end !== undefined && ended.data.end !== null) continue;
    const open = z.safeParse(openSchema, told);
    if (!open.success) return unread('wrong-shape');
    const { data } = open;
    const affected = data.currently_affected_products ?? data.affected_products ?? [];
    if (!affected.some(({ id }) => entry.products.includes(id))) continue;
    if (data.status_impact === INFORMATION) continue;
    const state = IMPACTS.get(data.status_impact) ?? 'unknown';
    states.push(state);
    if (state === 'unknown') continue;
    incidents.push({
      id: plainText(data.id),
      title: titleOf(data),
      publishedAt: publishedAt(data, now),
      isMonitoring: false,
      gravity: state === 'outage' ? 2 : 1,
    });
  }
  return judgeParts(states, incidents);
}
