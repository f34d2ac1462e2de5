import * as z from 'zod/mini';
import { TOKENS_PER_REQUEST } from '../../lib/protocol/issuance.ts';
import { SIGNING_MINUTES } from '../../lib/protocol/issuer-key.ts';
import { SPREAD_MS } from '../../lib/report/pace.ts';
import { RULES_EVERY_MS } from '../../lib/rules/rule-book.ts';
import { HISTORY_EVERY_MS } from '../../lib/status/history-client.ts';
import { OPEN_HOURS, POLLS } from '../crowd/bytes.ts';
import { bytesUp, readCrowd } from '../crowd/report.ts';
import { DAY_MINUTES, FAULTS, popularity } from '../crowd/shape.ts';
import { CURIOUS, USED, USED_IN_FAULT } from '../crowd/users.ts';
import { readResultFile } from '../result-files.ts';
import { ENCODINGS, type FileName } from './measure-answers.ts';

const number = z.number();
const serverSchema = z.object({
  at: z.string(),
  table: z.record(z.string(), z.looseObject({ rate: number, serverMicros: number })),
  steady: z.object({ memory: z.array(number) }),
});
const tokensSchema = z.object({
  server: z.object({ issue: number, redeemedPerSecond: number }),
});
const answerSchema = z.object({
  head: number,
  body: z.object({ identity: number, gzip: number, br: number }),
});
const scaleSchema = z.object({
  store: z.object({
    voices: number,
    sqliteBytes: number,
    redisBytes: number,
    logBytes: number,
    masterMicros: number,
    replicaMicros: number,
    estimatedMicros: number,
    estimateBytes: number,
    spentFileBytes: number,
    spentBytes: number,
    spentMicros: number,
  }),
  idle: z.object({ server: number, master: number }),
  answers: z.object({
    services: number,
    files: z.object({
      status: answerSchema,
      history: answerSchema,
      home: answerSchema,
      service: answerSchema,
    }),
  }),
});

/** How often one user asks for what in a day. */
export interface Habits {
  readonly reports: number;
  readonly reportBytes: number;
  readonly tokenFetches: number;
  readonly tokensSpent: number;
  readonly reads: Readonly<Record<'status' | 'history' | 'rules', number>>;
}

/** Everything that the plan stands on. */
export interface Measured {
  readonly habits: Habits;
  /** Of the busiest minute over the mean, on a calm day and in an outage in its busiest hour. */
  readonly peak: { readonly calm: number; readonly outage: number };
  /** Batches are sent in the first part of a minute: how much more than the minute's mean that is. */
  readonly rush: number;
  /** Part of all voices that is about the busiest service. */
  readonly busiest: { readonly calm: number; readonly outage: number };
  /** Of a batch, a reading, a request for tokens and a token that is taken: seconds of a core. */
  readonly seconds: Readonly<
    Record<'sqlitePost' | 'clusterPost' | 'read' | 'issue' | 'redeem', number>
  >;
  /** Batches a second at full speed, on SQLite and on a cluster. */
  readonly rate: { readonly sqlite: number; readonly cluster: number };
  readonly nodeMegabytes: number;
  readonly store: z.infer<typeof scaleSchema>['store'];
  readonly idle: z.infer<typeof scaleSchema>['idle'];
  readonly answers: z.infer<typeof scaleSchema>['answers'];
  /** Bytes of an answer as browsers get it, head included. */
  readonly bytes: Readonly<Record<FileName, number>>;
}

const HOUR_MS = 3_600_000;

/** @returns what the benchmarks' files say, in the form that the plan needs @throws Error when one is missing */
export function readMeasured(): Measured {
  const server = readResultFile('server', serverSchema);
  const tokens = readResultFile('tokens', tokensSchema).server;
  const { store, idle, answers } = readResultFile('scale', scaleSchema);
  const crowd = readCrowd();
  const day = crowd.days.at(-1);
  const february = FAULTS.at(-1);
  if (day === undefined || february === undefined) throw new Error('the crowd was not measured');
  const mean = day.requests / DAY_MINUTES;
  const calm =
    Math.max(...day.minutes.filter((_, at) => at < february.from || at >= february.to)) / mean;
  const herd = CURIOUS * (USED_IN_FAULT / USED);
  const first = popularity(0);
  // A key signs for six hours, and each browser that is open then fetches once.
  const tokenFetches = OPEN_HOURS / (SIGNING_MINUTES / 60) + 1;
  const row = (name: string) => {
    const found = server.table[name];
    if (found === undefined) throw new Error(`bench/results/server.json has no row "${name}"`);
    return found;
  };
  const sqlite = row('POST Outcry on SQLite');
  const cluster = row('POST Outcry on a Redis Cluster');
  const { files } = answers;
  const bytesOf = (name: FileName) => {
    const { head, body } = files[name];
    return head + Math.min(...ENCODINGS.map((encoding) => body[encoding]));
  };
  return {
    habits: {
      reports: day.requests / day.users,
      reportBytes: bytesUp(day) / (day.requests / day.users),
      tokenFetches,
      tokensSpent: tokenFetches * TOKENS_PER_REQUEST,
      reads: {
        status: POLLS,
        history: (OPEN_HOURS * HOUR_MS) / HISTORY_EVERY_MS,
        rules: (OPEN_HOURS * HOUR_MS) / RULES_EVERY_MS,
      },
    },
    peak: { calm, outage: calm * (day.inFaults.at(-1) ?? 1) },
    rush: 60_000 / SPREAD_MS,
    busiest: { calm: first, outage: (first * herd) / (1 - first + first * herd) },
    seconds: {
      sqlitePost: sqlite.serverMicros / 1e6,
      clusterPost: cluster.serverMicros / 1e6,
      read: row('GET Outcry on SQLite').serverMicros / 1e6,
      issue: tokens.issue / 1e3,
      redeem: 1 / tokens.redeemedPerSecond,
    },
    rate: { sqlite: sqlite.rate, cluster: cluster.rate },
    nodeMegabytes: Math.max(...server.steady.memory),
    store,
    idle,
    answers,
    bytes: {
      status: Math.max(bytesOf('status'), files.status.head + crowd.statusBytes),
      history: bytesOf('history'),
      home: bytesOf('home'),
      service: bytesOf('service'),
    },
  };
}
