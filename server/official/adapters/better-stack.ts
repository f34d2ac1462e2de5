import * as z from 'zod/mini';
import type { OfficialEntryOf } from '../../../lib/services/official-schema.ts';
import { judgeParts, type OpenIncident, type PartState } from '../judge-parts.ts';
import { isExpectedPage } from '../page-identity.ts';
import { parseList } from '../parse-list.ts';
import { plainText } from '../plain-text.ts';
import { type ReadIncident, type Reading, unread } from '../reading.ts';
import { isAbandoned, isAhead, timeOf } from '../time-of.ts';

const MOST_INCLUDED = 5_000;

const text = z.string().check(z.maxLength(2_000));
const id = z.union([text, z.int()]);

const documentSchema = z.object({
  data: z.object({
    attributes: z.object({
      company_name: text,
      custom_domain: z.optional(z.nullable(text)),
      aggregate_state: text,
      updated_at: z.optional(z.unknown()),
    }),
  }),
  included: z.unknown(),
});

const includedSchema = z.object({ id, type: text, attributes: z.unknown() });
const resourceSchema = z.object({ status: text });

const reportSchema = z.object({
  title: z.optional(z.nullable(text)),
  report_type: z.optional(z.nullable(text)),
  starts_at: z.optional(z.unknown()),
  ends_at: z.optional(z.nullable(text)),
  aggregate_state: z.optional(z.nullable(text)),
  affected_resources: z.optional(
    z.nullable(z.array(z.object({ status_page_resource_id: id })).check(z.maxLength(1_000))),
  ),
});

const STATES: ReadonlyMap<string, PartState> = new Map([
  ['operational', 'operational'],
  ['degraded', 'degraded'],
  ['maintenance', 'degraded'],
  ['downtime', 'outage'],
]);

const stateOf = (word: string): PartState => STATES.get(word) ?? 'unknown';

interface Report extends ReadIncident {
  readonly isMaintenance: boolean;
  readonly gravity: number;
}

/** @returns an open report on these resources (null: on any); null when it is none */
function openReport(
  reportId: string,
  report: z.infer<typeof reportSchema>,
  resources: readonly string[] | null,
  now: number,
): Report | null {
  if ((report.ends_at ?? null) !== null || isAhead(report.starts_at, now)) return null;
  const affected = (report.affected_resources ?? []).map((one) =>
    String(one.status_page_resource_id),
  );
  if (resources !== null && !affected.some((one) => resources.includes(one))) return null;
  return {
    id: plainText(reportId),
    title: plainText(report.title),
    publishedAt: timeOf(report.starts_at, now),
    isMaintenance: report.report_type === 'maintenance',
    gravity: report.aggregate_state === 'downtime' ? 2 : 1,
  };
}

/** Reads `/index.json` of a page by Better Stack: chosen resources, or the page as a whole. */
export function readBetterStack(
  body: unknown,
  entry: OfficialEntryOf<'better-stack'>,
  now: number,
): Reading {
  const document = z.safeParse(documentSchema, body);
  if (!document.success) return unread('wrong-shape');
  const { attributes } = document.data.data;
  const page = { name: attributes.company_name, url: attributes.custom_domain ?? undefined };
  if (!isExpectedPage(page, entry.page, entry.url)) return unread('wrong-page');
  if (isAbandoned(attributes.updated_at, now)) return unread('abandoned');
  const included = parseList(includedSchema, document.data.included, MOST_INCLUDED);
  if (included === null) return unread('wrong-shape');

  const chosen = entry.resources ?? null;
  const states = new Map<string, PartState>();
  const reports: Report[] = [];
  for (const one of included) {
    const key = String(one.id);
    if (one.type === 'status_page_resource' && chosen?.includes(key)) {
      const resource = z.safeParse(resourceSchema, one.attributes);
      if (!resource.success) return unread('wrong-shape');
      const state = stateOf(resource.data.status);
      states.set(key, states.has(key) && states.get(key) !== state ? 'unknown' : state);
    }
    if (one.type === 'status_report') {
      const report = z.safeParse(reportSchema, one.attributes);
      if (!report.success) return unread('wrong-shape');
      const open = openReport(key, report.data, chosen, now);
      if (open !== null) reports.push(open);
    }
  }
  const incidents = reports.filter(({ isMaintenance }) => !isMaintenance);
  return judgeParts(
    chosen === null
      ? [stateOf(attributes.aggregate_state)]
      : chosen.map((key) => states.get(key) ?? 'missing'),
    incidents.map((report): OpenIncident => ({ ...report, isMonitoring: false })),
    reports.find(({ isMaintenance }) => isMaintenance) ?? null,
  );
}
