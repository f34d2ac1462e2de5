import * as z from 'zod/mini';
import type { OfficialEntryOf } from '../../../lib/services/official-schema.ts';
import {
  judgeParts,
  type OpenIncident,
  type PartState,
  partStateOf,
  toldState,
  worstKnown,
} from '../judge-parts.ts';
import { isExpectedPage } from '../page-identity.ts';
import { parseList } from '../parse-list.ts';
import { plainText } from '../plain-text.ts';
import { type Reading, unread } from '../reading.ts';
import { timeOf } from '../time-of.ts';

const MOST_COMPONENTS = 500;
const MOST_INCIDENTS = 100;

const text = z.string().check(z.maxLength(2_000));

const summarySchema = z.object({
  summary: z.object({
    name: z.optional(text),
    public_url: z.optional(text),
    components: z.unknown(),
    affected_components: z.optional(z.unknown()),
    ongoing_incidents: z.optional(z.unknown()),
  }),
});

/** `/api/v2/components.json`: states without incidents. */
const listSchema = z.object({
  page: z.optional(z.object({ name: z.optional(text), url: z.optional(text) })),
  components: z.unknown(),
});

const componentSchema = z.object({ id: text });
const stateSchema = z.object({ id: text, status: text });

const affectedSchema = z.object({
  component_id: text,
  status: text,
  current_status: z.optional(z.nullable(text)),
});

const incidentSchema = z.object({
  id: text,
  name: text,
  type: z.optional(z.nullable(text)),
  status: text,
  published_at: z.optional(z.unknown()),
  affected_components: z.optional(z.unknown()),
});

type Affected = z.infer<typeof affectedSchema>;

const CLOSED = new Set(['resolved', 'postmortem', 'maintenance_complete', 'maintenance_scheduled']);

/** The page's own renderer writes absent values as this text. */
function given(value: unknown): unknown {
  return value === undefined || value === null || value === '$undefined' ? [] : value;
}

const gravityOf = (state: PartState | null) => (state === 'outage' ? 2 : state === null ? 0 : 1);

function readList(body: unknown, entry: OfficialEntryOf<'incident-io'>): Reading {
  const document = z.safeParse(listSchema, body);
  if (!document.success) return unread('wrong-shape');
  if (!isExpectedPage(document.data.page ?? {}, entry.page, entry.url)) return unread('wrong-page');
  const components = parseList(stateSchema, document.data.components, MOST_COMPONENTS);
  if (components === null) return unread('wrong-shape');
  return judgeParts(
    entry.components.map((id) => toldState(id, components) ?? 'missing'),
    [],
  );
}

/** An incident may say of a component that it works again. */
function nowOf({ component_id, status, current_status }: Affected) {
  const now = current_status ?? status;
  return { id: component_id, status: now === '$undefined' ? status : now };
}

/**
 * Reads the summary that a page by incident.io reads itself (`/proxy/<host>`), or its list of
 * components (`/api/v2/components.json`). In the summary a known component that is not affected works.
 */
export function readIncidentIo(
  body: unknown,
  entry: OfficialEntryOf<'incident-io'>,
  now: number,
): Reading {
  const document = z.safeParse(summarySchema, body);
  if (!document.success) return readList(body, entry);
  const { summary } = document.data;
  const page = { name: summary.name, url: summary.public_url };
  if (!isExpectedPage(page, entry.page, entry.url)) return unread('wrong-page');
  const components = parseList(componentSchema, summary.components, MOST_COMPONENTS);
  const affected = parseList(affectedSchema, given(summary.affected_components), MOST_COMPONENTS);
  const ongoing = parseList(incidentSchema, given(summary.ongoing_incidents), MOST_INCIDENTS);
  if (components === null || affected === null || ongoing === null) return unread('wrong-shape');

  const known = new Set(components.map(({ id }) => id));
  const worstOfAll = affected.map(nowOf);
  const states = entry.components.map((id): PartState => {
    if (!known.has(id)) return 'missing';
    return toldState(id, worstOfAll) ?? 'operational';
  });
  const incidents: OpenIncident[] = [];
  for (const incident of ongoing) {
    if (CLOSED.has(incident.status)) continue;
    const parts = parseList(affectedSchema, given(incident.affected_components), MOST_COMPONENTS);
    if (parts === null) return unread('wrong-shape');
    const ours = parts
      .map(nowOf)
      .filter(({ id, status }) => entry.components.includes(id) && status !== 'operational');
    if (ours.length === 0) continue;
    incidents.push({
      id: plainText(incident.id),
      title: plainText(incident.name),
      publishedAt: timeOf(incident.published_at, now),
      isMonitoring: incident.status === 'monitoring',
      gravity: gravityOf(worstKnown(ours.map(({ status }) => partStateOf(status)))),
    });
  }
  return judgeParts(states, incidents);
}
