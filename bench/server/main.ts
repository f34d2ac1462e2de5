// What a report and a reading cost the server, against the least that this runtime could do and against what people
// would reach for. Prints tables and writes bench/results/server.json. --minutes makes the steady part shorter; --only
// rounds, held or steady measures one part anew and leaves what was measured of the others.
import { mkdtempSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { RESULTS_FOLDER, readResultFile, thisRun, writeResultFile } from '../result-files.ts';
import { startOutcry } from './child.ts';
import { CONTENDERS, type Contenders, startContenders, TITLES } from './contenders.ts';
import { type Held, withHeld } from './held.ts';
import { overloaded } from './overload.ts';
import { playRounds, ratioOf, summarise } from './rounds.ts';
import { type Steady, steadily } from './steady.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    minutes: { type: 'string', default: '10' },
    only: { type: 'string', default: '' },
  },
});
const rounds = Number(values.rounds);
const SECONDS = 2;
const OVERLOAD_SECONDS = 10;
const HELD_ROUNDS = 9;

const number = z.number();
const roundsSchema = z.looseObject({
  table: z.record(z.string(), z.looseObject({ rate: number })),
  ratios: z.object({ post: number, cluster: number, peer: number, get: number }),
  overload: z.looseObject({ share: number }),
});
const heldSchema = z.looseObject({ held: z.array(z.looseObject({ ratio: number })) });
const steadySchema = z.looseObject({ steady: z.looseObject({ p99: number, growth: number }) });

async function compare({ servers }: Pick<Contenders, 'servers'>) {
  const posts = await playRounds({ servers }, 'post', rounds, SECONDS);
  const gets = await playRounds({ servers }, 'get', rounds, SECONDS);
  const table = Object.fromEntries(
    CONTENDERS.flatMap((name) => [
      [`POST ${TITLES[name]}`, summarise(posts.get(name) ?? [])],
      ...(name === 'insert' ? [] : [[`GET ${TITLES[name]}`, summarise(gets.get(name) ?? [])]]),
    ]),
  );
  console.table(table);
  const ratios = {
    post: ratioOf(posts, 'sqlite', 'bare'),
    cluster: ratioOf(posts, 'cluster', 'bare'),
    peer: ratioOf(posts, 'sqlite', 'insert'),
    get: ratioOf(gets, 'sqlite', 'bare'),
  };
  const overload = await overloaded(servers.sqlite, OVERLOAD_SECONDS);
  console.table({ overload });
  return { ...thisRun(), rounds, seconds: SECONDS, table, ratios, overload };
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(`${RESULTS_FOLDER}.server-`);
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function compareAll(folder: string) {
  const contenders = await startContenders(folder);
  try {
    return await compare(contenders);
  } finally {
    await contenders.stop();
  }
}

async function compareHeld(folder: string): Promise<{ readonly held: readonly Held[] }> {
  const held = await withHeld(folder, HELD_ROUNDS, SECONDS);
  console.table(held);
  return { held };
}

async function holdSteady(
  folder: string,
): Promise<{ readonly steady: Steady & { readonly at: string } }> {
  const server = await startOutcry({ OUTCRY_DB: `${folder}/outcry.db` });
  try {
    const steady = await steadily(server, Number(values.minutes));
    console.table({ steady: { ...steady, memory: steady.memory.join(' ') } });
    return { steady: { at: thisRun().at, ...steady } };
  } finally {
    await server.stop();
  }
}

/** Measures a part, unless only another one is asked for: then that part stays as it was measured. */
async function part<T>(
  name: string,
  schema: z.ZodMiniType<T>,
  measure: (folder: string) => Promise<object>,
): Promise<T> {
  const isAsked = ['', name].includes(values.only);
  return isAsked ? schema.parse(await inFolder(measure)) : readResultFile('server', schema);
}

const measured = await part('rounds', roundsSchema, compareAll);
const { held } = await part('held', heldSchema, compareHeld);
const { steady } = await part('steady', steadySchema, holdSteady);
const { ratios } = measured;
const goals = {
  post: { measured: ratios.post, least: 0.6 },
  cluster: { measured: ratios.cluster, least: 0.5 },
  peer: { measured: ratios.peer, least: 5 },
  get: { measured: ratios.get, least: 0.9 },
  overload: { measured: measured.overload.share, least: 0.8 },
  held: {
    measured: Number(Math.max(...held.map(({ ratio }) => Math.abs(ratio - 1))).toFixed(2)),
    most: 0.1,
  },
  p99: { measured: steady.p99, most: 100 },
  growth: { measured: steady.growth, most: 0.1 },
};
console.table(goals);
writeResultFile('server', { ...measured, held, steady, goals });
const isMet = Object.values(goals).every(({ measured: value, ...goal }) =>
  'least' in goal ? value >= goal.least : value <= goal.most,
);
process.exitCode = isMet ? 0 : 1;
