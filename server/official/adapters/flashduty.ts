import * as z from 'zod/mini';
import type { OfficialEntryOf } from '../../../lib/services/official-schema.ts';
import {
  judgeParts,
  type OpenIncident,
  type PartState,
  partStateOf,
  worstKnown,
} from '../judge-parts.ts';
import { isExpectedPage } from '../page-identity.ts';
import { parseList } from '../parse-list.ts';
import { plainText } from '../plain-text.ts';
import { type Reading, unread } from '../reading.ts';
import { timeOfSeconds } from '../time-of.ts';

const MOST_COMPONENTS = 500;
const MOST_CHANGES = 100;

const text = z.string().check(z.maxLength(2_000));
const id = z.union([text, z.int()]);

const documentSchema = z.object({
  data: z.object({
    page: z.object({
      page_id: z.optional(id),
      name: z.optional(text),
      custom_domain: z.optional(z.nullable(text)),
      components: z.unknown(),
    }),
    active_changes: z.optional(z.nullable(z.unknown())),
  }),
});

const componentSchema = z.object({ component_id: text });

const changeSchema = z.object({
  change_id: z.optional(id),
  type: z.optional(z.nullable(text)),
  title: z.optional(text),
  status: text,
  start_at_seconds: z.optional(z.unknown()),
  affected_components: z.optional(
    z.nullable(
      z.array(z.object({ component_id: text, status: text })).check(z.maxLength(MOST_COMPONENTS)),
    ),
  ),
});

const CLOSED = new Set(['resolved', 'completed', 'scheduled']);

/**
 * Reads `summary/active` of a page by Flashduty. Components carry no state of their own: the open
 * changes say which of them are affected, and how; one that a change says is operational is not.
 */
export function readFlashduty(
  body: unknown,
  entry: OfficialEntryOf<'flashduty'>,
  now: number,
): Reading {
  const document = z.safeParse(documentSchema, body);
  if (!document.success) return unread('wrong-shape');
  const { page, active_changes } = document.data.data;
  const identity = { id: page.page_id, name: page.name, url: page.custom_domain || undefined };
  if (!isExpectedPage(identity, entry.page, entry.url)) return unread('wrong-page');
  const components = parseList(componentSchema, page.components, MOST_COMPONENTS);
  const changes = parseList(changeSchema, active_changes ?? [], MOST_CHANGES);
  if (components === null || changes === null) return unread('wrong-shape');

  const known = new Set(components.map(({ component_id }) => component_id));
  const states = entry.components.map(
    (component): PartState => (known.has(component) ? 'operational' : 'missing'),
  );
  const incidents: OpenIncident[] = [];
  for (const change of changes) {
    if (CLOSED.has(change.status)) continue;
    const ours = (change.affected_components ?? [])
      .filter(({ component_id }) => entry.components.includes(component_id))
      .map(({ status }) => partStateOf(status))
      .filter((state) => state !== 'operational');
    if (ours.length === 0) continue;
    states.push(...ours);
    incidents.push({
      id: plainText(change.change_id === undefined ? change.title : String(change.change_id)),
      title: plainText(change.title),
      publishedAt: timeOfSeconds(change.start_at_seconds, now),
      isMonitoring: change.status === 'monitoring',
      gravity: worstKnown(ours) === 'outage' ? 2 : 1,
    });
  }
  return judgeParts(states, incidents);
}
