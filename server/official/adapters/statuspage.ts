import * as z from 'zod/mini';
import type { OfficialEntryOf } from '../../../lib/services/official-schema.ts';
import { judgeParts, type OpenIncident, type PartState, toldState } from '../judge-parts.ts';
import { isExpectedPage } from '../page-identity.ts';
import { parseList } from '../parse-list.ts';
import { plainText } from '../plain-text.ts';
import { type ReadIncident, type Reading, unread } from '../reading.ts';
import { isAbandoned, timeOf } from '../time-of.ts';

const MOST_COMPONENTS = 500;
const MOST_INCIDENTS = 100;

const text = z.string().check(z.maxLength(2_000));

const summarySchema = z.object({
  page: z.object({
    id: z.optional(text),
    name: text,
    url: z.optional(text),
    updated_at: z.optional(z.unknown()),
  }),
  components: z.unknown(),
  incidents: z.optional(z.unknown()),
  scheduled_maintenances: z.optional(z.unknown()),
  status: z.optional(z.object({ indicator: text })),
});

const componentSchema = z.object({
  id: text,
  name: z.optional(text),
  status: text,
  group: z.optional(z.nullable(z.boolean())),
});

const incidentSchema = z.object({
  id: text,
  name: text,
  status: text,
  impact: z.optional(z.nullable(text)),
  created_at: z.optional(z.unknown()),
  components: z.optional(z.nullable(z.array(z.object({ id: text })).check(z.maxLength(500)))),
});

type Component = z.infer<typeof componentSchema>;
type Incident = z.infer<typeof incidentSchema>;

/** The indicator speaks of the page as a whole. */
const PAGE_STATES: ReadonlyMap<string, PartState> = new Map([
  ['none', 'operational'],
  ['minor', 'degraded'],
  ['major', 'degraded'],
  ['critical', 'outage'],
  ['maintenance', 'degraded'],
]);

const IMPACTS = ['maintenance', 'minor', 'major', 'critical'];
const CLOSED = new Set(['resolved', 'postmortem', 'completed', 'scheduled']);

/** Ids of the parts the entry is about; null for the whole page. */
function partsOf(
  entry: OfficialEntryOf<'statuspage'>,
  components: readonly Component[],
): readonly string[] | null {
  if (entry.components !== undefined) return entry.components;
  if (entry.named === undefined) return null;
  const found = components.filter(({ name }) => name === entry.named);
  return found.length === 1 && found[0] !== undefined ? [found[0].id] : [];
}

function toldOf({ id, name, created_at }: Incident, now: number): ReadIncident {
  return { id: plainText(id), title: plainText(name), publishedAt: timeOf(created_at, now) };
}

/**
 * Reads `/api/v2/summary.json` as Statuspage writes it, and incident.io in its place.
 * Groups repeat their children and are skipped. An incident of impact `none` is information.
 */
export function readStatuspage(
  body: unknown,
  entry: OfficialEntryOf<'statuspage'>,
  now: number,
): Reading {
  const summary = z.safeParse(summarySchema, body);
  if (!summary.success) return unread('wrong-shape');
  const { page, status } = summary.data;
  if (!isExpectedPage(page, entry.page, entry.url)) return unread('wrong-page');
  if (isAbandoned(page.updated_at, now)) return unread('abandoned');
  const listed = parseList(componentSchema, summary.data.components, MOST_COMPONENTS);
  const incidents = parseList(incidentSchema, summary.data.incidents ?? [], MOST_INCIDENTS);
  const planned = parseList(
    incidentSchema,
    summary.data.scheduled_maintenances ?? [],
    MOST_INCIDENTS,
  );
  if (listed === null || incidents === null || planned === null) return unread('wrong-shape');

  const components = listed.filter(({ group }) => group !== true);
  const parts = partsOf(entry, components);
  const concerns = (incident: Incident) =>
    !CLOSED.has(incident.status) &&
    (parts === null || (incident.components ?? []).some(({ id }) => parts.includes(id)));
  const open = incidents.filter((incident) => incident.impact !== 'none' && concerns(incident));
  const maintenance = planned.find(concerns);
  return judgeParts(
    parts === null
      ? [PAGE_STATES.get(status?.indicator ?? '') ?? 'unknown']
      : parts.map((id) => toldState(id, components) ?? 'missing'),
    open.map(
      (incident): OpenIncident => ({
        ...toldOf(incident, now),
        isMonitoring: incident.status === 'monitoring',
        gravity: IMPACTS.indexOf(incident.impact ?? ''),
      }),
    ),
    maintenance === undefined ? null : toldOf(maintenance, now),
  );
}
