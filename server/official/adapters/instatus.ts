import * as z from 'zod/mini';
import type { OfficialEntryOf } from '../../../lib/services/official-schema.ts';
import { judgeParts, type OpenIncident, type PartState, worstKnown } from '../judge-parts.ts';
import { isExpectedPage } from '../page-identity.ts';
import { parseList } from '../parse-list.ts';
import { plainText } from '../plain-text.ts';
import { type ReadIncident, type Reading, unread } from '../reading.ts';
import { timeOf } from '../time-of.ts';

const MOST_INCIDENTS = 100;

const text = z.string().check(z.maxLength(2_000));

/** A name may be given for each language. */
const nameSchema = z.union([text, z.object({ default: text })]);

const summarySchema = z.object({
  page: z.object({ name: nameSchema, url: z.optional(text), status: text }),
  activeIncidents: z.optional(z.unknown()),
  activeMaintenances: z.optional(z.unknown()),
});

const incidentSchema = z.object({
  id: z.optional(text),
  name: nameSchema,
  started: z.optional(z.unknown()),
  impact: text,
  status: z.optional(text),
});

const maintenanceSchema = z.object({
  id: z.optional(text),
  name: nameSchema,
  start: z.optional(z.unknown()),
});

type Name = z.infer<typeof nameSchema>;

const IMPACTS: ReadonlyMap<string, PartState> = new Map([
  ['OPERATIONAL', 'operational'],
  ['DEGRADEDPERFORMANCE', 'degraded'],
  ['MINOROUTAGE', 'degraded'],
  ['PARTIALOUTAGE', 'degraded'],
  ['UNDERMAINTENANCE', 'degraded'],
  ['MAJOROUTAGE', 'outage'],
]);

const nameOf = (name: Name) => (typeof name === 'string' ? name : name.default);

function told(id: string | undefined, name: Name, at: unknown, now: number): ReadIncident {
  const title = plainText(nameOf(name));
  return { id: plainText(id) || title, title, publishedAt: timeOf(at, now) };
}

/** What the page says, and of its incidents the worst where it only says that there are issues. */
function pageState(word: string, impacts: readonly PartState[]): PartState {
  if (word === 'UNDERMAINTENANCE') return 'degraded';
  if (word === 'UP') return impacts.includes('unknown') ? 'unknown' : 'operational';
  if (word !== 'HASISSUES') return 'unknown';
  const worst = worstKnown(impacts);
  return worst === null || worst === 'operational' ? 'unknown' : worst;
}

/** Reads `/v3/summary.json` of a page by Instatus. It speaks of the page as a whole. */
export function readInstatus(
  body: unknown,
  entry: OfficialEntryOf<'instatus'>,
  now: number,
): Reading {
  const summary = z.safeParse(summarySchema, body);
  if (!summary.success) return unread('wrong-shape');
  const { page, activeIncidents, activeMaintenances } = summary.data;
  const identity = { name: nameOf(page.name), url: page.url };
  if (!isExpectedPage(identity, entry.page, entry.url)) return unread('wrong-page');
  const active = parseList(incidentSchema, activeIncidents ?? [], MOST_INCIDENTS);
  const planned = parseList(maintenanceSchema, activeMaintenances ?? [], MOST_INCIDENTS);
  if (active === null || planned === null) return unread('wrong-shape');

  const open = active.filter(({ status }) => status !== 'RESOLVED');
  const impacts = open.map(({ impact }) => IMPACTS.get(impact) ?? 'unknown');
  const incidents = open.flatMap(({ id, name, started }, index): OpenIncident[] => {
    const impact = impacts[index];
    if (impact !== 'degraded' && impact !== 'outage') return [];
    const gravity = impact === 'outage' ? 2 : 1;
    return [{ ...told(id, name, started, now), isMonitoring: false, gravity }];
  });
  const [maintenance] = planned;
  return judgeParts(
    [pageState(page.status, impacts)],
    incidents,
    maintenance === undefined
      ? null
      : told(maintenance.id, maintenance.name, maintenance.start, now),
  );
}
