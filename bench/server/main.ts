// What a report and a reading cost the server, against the least that this runtime could do and against what people
// would reach for. Prints tables and writes bench/results/server.json. --minutes makes the steady part shorter.
import { parseArgs } from 'node:util';
import { RESULTS_FOLDER, thisRun, writeResultFile } from '../result-files.ts';
import { CONTENDERS, startContenders, TITLES } from './contenders.ts';
import { playRounds, ratioOf, summarise } from './rounds.ts';
import { overloaded, steadily } from './steady.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    minutes: { type: 'string', default: '10' },
  },
});
const rounds = Number(values.rounds);
const minutes = Number(values.minutes);
const SECONDS = 2;
const OVERLOAD_SECONDS = 10;

const contenders = await startContenders(RESULTS_FOLDER);
try {
  const posts = await playRounds(contenders, 'post', rounds, SECONDS);
  const gets = await playRounds(contenders, 'get', rounds, SECONDS);
  const table = Object.fromEntries(
    CONTENDERS.flatMap((name) => [
      [`POST ${TITLES[name]}`, summarise(posts.get(name) ?? [])],
      ...(name === 'insert' ? [] : [[`GET ${TITLES[name]}`, summarise(gets.get(name) ?? [])]]),
    ]),
  );
  console.table(table);
  const peak = summarise(posts.get('sqlite') ?? []).rate;
  const overload = await overloaded(contenders.servers.sqlite, peak, OVERLOAD_SECONDS);
  console.table({ overload });
  const steady = await steadily(contenders.servers.sqlite, peak, minutes);
  console.table({ steady: { ...steady, memory: steady.memory.join(' ') } });
  const goals = {
    post: { measured: ratioOf(posts, 'sqlite', 'bare'), least: 0.6 },
    cluster: { measured: ratioOf(posts, 'cluster', 'bare'), least: 0.5 },
    peer: { measured: ratioOf(posts, 'sqlite', 'insert'), least: 5 },
    get: { measured: ratioOf(gets, 'sqlite', 'bare'), least: 0.9 },
    overload: { measured: overload.share, least: 0.8 },
    p99: { measured: steady.p99, most: 100 },
    growth: { measured: steady.growth, most: 0.1 },
  };
  console.table(goals);
  const measured = { table, overload, steady, goals };
  writeResultFile('server', { ...thisRun(), rounds, seconds: SECONDS, ...measured });
  const isMet = Object.values(goals).every(({ measured, ...goal }) =>
    'least' in goal ? measured >= goal.least : measured <= goal.most,
  );
  process.exitCode = isMet ? 0 : 1;
} finally {
  await contenders.stop();
}
