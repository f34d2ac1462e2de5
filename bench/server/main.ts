import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type ServerProcess, startBare, startOutcry } from './child.ts';
import type { LoadPlan, LoadResult } from './load.ts';

const ROUNDS = 7;
const SECONDS = 2;
const CONNECTIONS = 128;
const GOALS = { post: 0.4, get: 0.7 } as const;

type Kind = LoadPlan['kind'];

interface Run extends LoadResult {
  /** Requests answered per second. */
  readonly rate: number;
  /** Processor time of the server per request. Microseconds. */
  readonly serverMicros: number;
}

async function load(server: ServerProcess, kind: Kind): Promise<Run> {
  const generator = fork(new URL('load.ts', import.meta.url));
  const plan: LoadPlan = {
    port: server.port,
    kind,
    path: kind === 'post' ? '/v1/reports' : '/v1/status.json',
    connections: CONNECTIONS,
    seconds: SECONDS,
    service: 'chatgpt',
  };
  const before = server.cpuSeconds();
  generator.send(plan);
  const [result] = (await once(generator, 'message')) as [LoadResult];
  const gone = once(generator, 'exit');
  generator.kill();
  await gone;
  const used = server.cpuSeconds() - before;
  return {
    ...result,
    rate: result.answered / result.seconds,
    serverMicros: (used / result.answered) * 1e6,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function summarise(runs: readonly Run[]) {
  const of = (pick: (run: Run) => number) => median(runs.map(pick));
  return {
    rate: Math.round(of((run) => run.rate)),
    serverMicros: Math.round(of((run) => run.serverMicros) * 10) / 10,
    p50: Math.round(of((run) => run.p50) * 100) / 100,
    p99: Math.round(of((run) => run.p99) * 100) / 100,
    refused: runs.reduce((sum, run) => sum + run.refused, 0),
    generatorCpu: Math.round(of((run) => run.cpu) * 100) / 100,
  };
}

/** The median over rounds of ours against bare in the same round, so that a busy machine weighs on both. */
function compare(ours: readonly Run[], bare: readonly Run[], goal: number) {
  const of = (pick: (run: Run, bare: Run) => number) =>
    Math.round(median(ours.flatMap((run, i) => (bare[i] ? [pick(run, bare[i])] : []))) * 100) / 100;
  return {
    ratio: of((run, yardstick) => run.rate / yardstick.rate),
    /** The same by processor time per request, which other work on the machine disturbs less. */
    cpuRatio: of((run, yardstick) => yardstick.serverMicros / run.serverMicros),
    goal,
  };
}

const results = fileURLToPath(new URL('../results/', import.meta.url));
mkdirSync(results, { recursive: true });
const folder = mkdtempSync(`${results}.server-`);
const outcry = await startOutcry(`${folder}/outcry.db`);
const status = await fetch(`http://127.0.0.1:${outcry.port}/v1/status.json`, {
  headers: { 'accept-encoding': 'identity' },
});
const bare = await startBare(new Uint8Array(await status.arrayBuffer()));
const runs = {
  barePost: [] as Run[],
  ourPost: [] as Run[],
  bareGet: [] as Run[],
  ourGet: [] as Run[],
};
try {
  for (let round = -1; round < ROUNDS; round += 1) {
    const row = {
      barePost: await load(bare, 'post'),
      ourPost: await load(outcry, 'post'),
      bareGet: await load(bare, 'get'),
      ourGet: await load(outcry, 'get'),
    };
    if (round < 0) continue; // warm-up
    for (const name of Object.keys(runs) as (keyof typeof runs)[]) runs[name].push(row[name]);
  }
} finally {
  await Promise.all([outcry.stop(), bare.stop()]);
  rmSync(folder, { recursive: true });
}

const table = {
  'bare POST': summarise(runs.barePost),
  'POST /v1/reports': summarise(runs.ourPost),
  'bare GET': summarise(runs.bareGet),
  'GET /v1/status.json': summarise(runs.ourGet),
};
const ratios = {
  post: compare(runs.ourPost, runs.barePost, GOALS.post),
  get: compare(runs.ourGet, runs.bareGet, GOALS.get),
};
const refused = runs.ourPost.concat(runs.ourGet).some((run) => run.refused > 0);
console.table(table);
console.table(ratios);
if (refused) console.log('Some requests were refused: the rates above are not comparable.');
writeFileSync(
  `${results}server.json`,
  `${JSON.stringify({ at: new Date().toISOString(), node: process.version, cores: cpus().length, rounds: ROUNDS, seconds: SECONDS, connections: CONNECTIONS, table, ratios }, null, 2)}\n`,
);
