import * as z from 'zod/mini';
import { levelSchema } from '../../../lib/protocol/vocabulary.ts';
import { incidentRowSchema } from '../incident-row.ts';
import { KEPT_SECONDS, type ServiceKeys, serviceKeys } from '../keys.ts';
import { announcementRow, checkpointRow, dayRow, officialRow, transitionRow } from '../rows.ts';
import type { Announcement, Store } from '../store.ts';
import { callAll } from './call-all.ts';
import type { Link } from './link.ts';
import type { ScriptCall } from './run-scripts.ts';
import { FIRST_WORDS, REPLACE, SAVE_CHECKPOINT } from './scripts.ts';

const checkpointJson = z.omit(checkpointRow, { service: true, state: true });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What can be read of JSON texts; the rest is left out, it is derived again or of no use any more. */
function readable<T>(schema: z.ZodMiniType<T>, texts: readonly string[]): T[] {
  return texts.flatMap((text) => {
    const parsed = schema.safeParse(parseJson(text));
    return parsed.success ? [parsed.data] : [];
  });
}

const byService = (a: { service: string }, b: { service: string }) =>
  a.service < b.service ? -1 : Number(a.service > b.service);

type Timeline = 'transitions' | 'incidents' | 'official' | 'days';

type TimelineStore = Pick<
  Store,
  | 'checkpoints'
  | 'saveCheckpoints'
  | 'transitions'
  | 'announce'
  | 'announcements'
  | 'saveIncidents'
  | 'incidents'
  | 'saveOfficial'
  | 'official'
  | 'days'
  | 'saveDays'
>;

/** What is told of the services on the list: sorted sets by minute or day, with a row of JSON for each. */
export function createTimelines(link: Link, services: readonly string[]): TimelineStore {
  const all = services.map((service) => ({ service, keys: serviceKeys(service) }));

  const replace = async <T extends { readonly service: string }>(
    timeline: Timeline,
    rows: readonly T[],
    scoreOf: (row: T) => number,
  ) => {
    const calls = [...Map.groupBy(rows, ({ service }) => service)].map(
      ([service, own]): ScriptCall => ({
        tag: service,
        script: REPLACE,
        keys: [serviceKeys(service)[timeline]],
        args: [KEPT_SECONDS.told, ...own.flatMap((row) => [scoreOf(row), JSON.stringify(row)])],
      }),
    );
    await callAll(link, calls);
  };
  /** Rows from a score on; with the last one before it, where that still holds. */
  const from = async <T>(
    timeline: Timeline,
    schema: z.ZodMiniType<T>,
    score: number,
    withLastBefore: boolean,
  ): Promise<T[]> => {
    const read = async (keys: ServiceKeys) => {
      const key = keys[timeline];
      const [before, rows] = await link.read((cluster) =>
        Promise.all([
          withLastBefore
            ? cluster.zrevrangebyscore(key, `(${score}`, '-inf', 'LIMIT', 0, 1)
            : Promise.resolve([]),
          cluster.zrangebyscore(key, score, '+inf'),
        ]),
      );
      return readable(schema, [...before, ...rows]);
    };
    return (await Promise.all(all.map(({ keys }) => read(keys)))).flat();
  };

  return {
    async checkpoints() {
      const texts = await link.read((cluster) =>
        Promise.all(all.map(({ keys }) => cluster.get(keys.checkpoint))),
      );
      return all.flatMap(({ service }, index) => {
        const row = z
          .extend(checkpointJson, { state: z.unknown() })
          .safeParse(parseJson(texts[index] ?? ''));
        return row.success ? [{ service, minute: row.data.minute, state: row.data.state }] : [];
      });
    },
    async saveCheckpoints(checkpoints, transitions) {
      const names = new Set([...checkpoints, ...transitions].map(({ service }) => service));
      const calls = [...names].map((service): ScriptCall => {
        const keys = serviceKeys(service);
        const own = checkpoints.findLast((checkpoint) => checkpoint.service === service);
        const text =
          own === undefined ? '' : JSON.stringify({ minute: own.minute, state: own.state });
        const rows = transitions.filter((transition) => transition.service === service);
        return {
          tag: service,
          script: SAVE_CHECKPOINT,
          keys: [keys.checkpoint, keys.transitions],
          args: [
            ...[KEPT_SECONDS.counts, KEPT_SECONDS.told, text, own?.from ?? 0, own?.minute ?? 0],
            ...rows.flatMap((row) => [row.minute, JSON.stringify(row)]),
          ],
        };
      });
      await callAll(link, calls);
    },
    async transitions(minute) {
      const rows = await from('transitions', transitionRow, minute, true);
      return rows.sort((a, b) => a.minute - b.minute || byService(a, b));
    },
    async announce(announcements) {
      const calls = [...Map.groupBy(announcements, ({ service }) => service)].map(
        ([service, own]): ScriptCall => ({
          tag: service,
          script: FIRST_WORDS,
          keys: [serviceKeys(service).announcements],
          args: [
            KEPT_SECONDS.told,
            ...own.flatMap(({ since, level, minute }) => [`${since}/${level}`, minute]),
          ],
        }),
      );
      await callAll(link, calls);
    },
    async announcements(minute) {
      const hashes = await link.read((cluster) =>
        Promise.all(all.map(({ keys }) => cluster.hgetall(keys.announcements))),
      );
      const rows = all.flatMap(({ service }, index) =>
        Object.entries(hashes[index] ?? {}).flatMap(([field, told]): Announcement[] => {
          const [since, level] = field.split('/');
          const row = { service, since: Number(since), level, minute: Number(told) };
          const parsed = announcementRow.safeParse(row);
          return parsed.success && parsed.data.minute >= minute ? [parsed.data] : [];
        }),
      );
      const levels = levelSchema.options;
      return rows.sort(
        (a, b) =>
          a.minute - b.minute ||
          byService(a, b) ||
          a.since - b.since ||
          levels.indexOf(a.level) - levels.indexOf(b.level),
      );
    },
    saveIncidents: (incidents) => replace('incidents', incidents, ({ opened }) => opened),
    async incidents(opened, most) {
      const rows = await from('incidents', incidentRowSchema, opened, false);
      return rows.sort((a, b) => a.opened - b.opened || byService(a, b)).slice(-most);
    },
    saveOfficial: (changes) => replace('official', changes, ({ minute }) => minute),
    async official(minute) {
      const rows = await from('official', officialRow, minute, true);
      return rows.sort((a, b) => a.minute - b.minute || byService(a, b));
    },
    saveDays: (days) => replace('days', days, ({ day }) => day),
    async days(day) {
      const rows = await from('days', dayRow, day, false);
      return rows.sort((a, b) => a.day - b.day || byService(a, b));
    },
  };
}
