import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { replaceBetween } from '../tools/replace-between.ts';
import { attackFigures } from './attack/figures.ts';
import { headlinesOf as crowdHeadlines, readCrowd } from './crowd/report.ts';
import { readResultFile } from './result-files.ts';
import { headlinesOf } from './verdict/report/headlines.ts';
import { readResults } from './verdict/report/result-file.ts';

const readme = new URL('../README.md', import.meta.url);

/** README's figures stand between these lines. */
const BEGIN = '<!-- figures: made by npm run bench -->\n';
const END = '<!-- end of figures -->';

const sizeSchema = z.object({
  rows: z.array(
    z.object({ what: z.string(), browser: z.string(), bytes: z.number(), limit: z.number() }),
  ),
});
const latencySchema = z.object({
  rows: z.record(
    z.string(),
    z.object({ median: z.number(), p90: z.number(), rounds: z.number(), goal: z.number() }),
  ),
});
const popupSchema = z.object({
  rows: z.record(z.string(), z.object({ later: z.number(), rounds: z.number(), goal: z.number() })),
});
const serverSchema = z.object({
  steady: z.object({
    minutes: z.number(),
    counted: z.number(),
    stretches: z.number(),
    p99OfAll: z.number(),
  }),
  goals: z.record(
    z.enum(['post', 'cluster', 'peer', 'get', 'overload', 'held', 'p99', 'growth']),
    z.object({
      measured: z.number(),
      least: z.optional(z.number()),
      most: z.optional(z.number()),
    }),
  ),
});
const lighthouseSchema = z.object({
  goal: z.number(),
  rows: z.array(
    z.object({
      page: z.string(),
      performance: z.number(),
      accessibility: z.number(),
      'best-practices': z.number(),
      seo: z.number(),
    }),
  ),
});
const goalSchema = z.object({ measured: z.number(), limit: z.number() });
const pageCostSchema = z.object({
  idleMinutes: z.number(),
  rounds: z.number(),
  goals: z.record(
    z.enum(['script', 'belowSentry', 'longTasks', 'messages', 'idleWakes']),
    goalSchema,
  ),
});

const tokensSchema = z.object({
  goals: z.object({
    tokens: z.number(),
    issue: z.number(),
    puzzle: z.tuple([z.number(), z.number()]),
  }),
  server: z.object({ issue: z.number(), redeem: z.number() }),
  clients: z.record(
    z.string(),
    z.object({ tokens: z.number(), easyPuzzle: z.number(), hardPuzzle: z.number() }),
  ),
});

/** Rows for what tokens cost both sides. */
function tokenRows(): readonly string[] {
  const { goals, server, clients } = readResultFile('tokens', tokensSchema);
  const [least, most] = goals.puzzle;
  return [
    ...Object.entries(clients).flatMap(([browser, { tokens, easyPuzzle, hardPuzzle }]) => [
      `| four anonymous tokens, blinded and finished in the background, ${browser} | ${tokens} ms | < ${goals.tokens} ms | \`tokens\` |`,
      `| the puzzle that the server asks for under attack, ${browser} | ${easyPuzzle} to ${hardPuzzle} ms | ${least} to ${most} ms | \`tokens\` |`,
    ]),
    `| four tokens signed by the server; one taken, on SQLite | ${server.issue} ms; ${server.redeem} ms | < ${goals.issue} ms | \`tokens\` |`,
  ];
}

/** @returns README's table of figures as the files in `bench/results` have them */
function figuresTable(): string {
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  const latency = Object.entries(readResultFile('latency', latencySchema).rows).map(
    ([browser, { median, p90, rounds, goal }]) =>
      `| failed response received → badge changed, ${browser} | median ${median} ms, p90 ${p90} ms (${rounds} rounds) | < ${goal} ms | \`latency\` |`,
  );
  const sizes = readResultFile('size', sizeSchema)
    .rows.filter(({ browser }) => browser === 'chrome')
    .map(
      ({ what, bytes, limit }) =>
        `| ${what} | ${kilobytes(bytes)} | ≤ ${kilobytes(limit)} | \`size\` |`,
    );
  const popup = Object.entries(readResultFile('popup', popupSchema).rows).map(
    ([browser, { later, rounds, goal }]) =>
      `| first words of the popup, later than those of an empty page, ${browser} | median ${later} ms (${rounds} rounds) | ≤ ${goal} ms | \`popup\` |`,
  );
  const lighthouse = readResultFile('lighthouse', lighthouseSchema);
  const scores = lighthouse.rows.map(
    ({ page, performance, accessibility, seo, ...row }) =>
      `| Lighthouse, public page (${page}): performance, accessibility, best practices, SEO | ${performance}, ${accessibility}, ${row['best-practices']}, ${seo} | ≥ ${lighthouse.goal} | \`lighthouse\` |`,
  );
  const { goals, idleMinutes, rounds } = readResultFile('page-cost', pageCostSchema);
  const { script, belowSentry, longTasks, messages, idleWakes } = goals;
  const server = readResultFile('server', serverSchema);
  const { steady } = server;
  const { post, cluster, peer, get, overload, held, p99, growth } = server.goals;
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const verdict = headlinesOf(readResults()).map(
    ({ what, measured, goal }) => `| ${what} | ${measured} | ${goal} | \`verdict\` |`,
  );
  const crowd = crowdHeadlines(readCrowd()).map(
    ({ what, measured, goal }) => `| ${what} | ${measured} | ${goal} | \`crowd\` |`,
  );
  const rows = [
    ...latency,
    ...sizes,
    ...popup,
    `| script added to a chat page while a long answer streams, of the page's own | ${script.measured} % | ≤ ${script.limit} % | \`page-cost\` |`,
    `| the same by the profiler, beside the \`@sentry/browser\` SDK | ${belowSentry.measured} % | < ${belowSentry.limit} % | \`page-cost\` |`,
    `| long tasks that Outcry makes, in ${rounds} answers | ${longTasks.measured} | ${longTasks.limit} | \`page-cost\` |`,
    `| messages to the background while an answer streams | ${messages.measured} | ${messages.limit} | \`page-cost\` |`,
    `| times that an idle page wakes the background in ${idleMinutes} minutes | ${idleWakes.measured} | ${idleWakes.limit} | \`page-cost\` |`,
    `| \`POST /v1/reports\` on SQLite, against a bare \`node:http\` server that parses the same body | ${post.measured} × | ≥ ${post.least} × | \`server\` |`,
    `| the same on a Redis Cluster on the same machine | ${cluster.measured} × | ≥ ${cluster.least} × | \`server\` |`,
    `| the same on SQLite, against Express with one \`INSERT\` for each event | ${peer.measured} × | ≥ ${peer.least} × | \`server\` |`,
    `| \`GET /v1/status.json\`, against a bare \`node:http\` server | ${get.measured} × | ≥ ${get.least} × | \`server\` |`,
    ...scores,
    `| reports accepted while five times as many are sent as can be | ${percent(overload.measured)} of the most | ≥ ${percent(overload.least ?? 0)} | \`server\` |`,
    `| processor time of a report with 1,000 to 1,000,000 voices a minute held: furthest from the first | ${percent(held.measured)} | ≤ ${percent(held.most ?? 0)} | \`server\` |`,
    `| \`POST\` at 80 % of the most for ${steady.minutes} minutes: p99 of the ${steady.counted} of ${steady.stretches} stretches in which it was that share; of all ${steady.p99OfAll} ms | ${p99.measured} ms | ≤ ${p99.most} ms | \`server\` |`,
    `| the same: growth of memory | ${percent(growth.measured)} | ≤ ${percent(growth.most ?? 0)} | \`server\` |`,
    ...attackFigures(),
    ...verdict,
    ...crowd,
    ...tokenRows(),
  ];
  return [
    '| what | measured | goal | `npm run bench` |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** @returns the README with the present figures in it */
export function readmeWithFigures(): string {
  return replaceBetween(readFileSync(readme, 'utf8'), BEGIN, END, figuresTable());
}
