// Inflicts faults on real servers and a real Redis Cluster under load, and prints what became of each voice.
// --only master,disk inflicts those whose names have one of these words; the others' rows stay as they were measured.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { thisRun, writeResultFile } from '../result-files.ts';
import type { FaultRow } from './fault-run.ts';
import * as redis from './redis-faults.ts';
import { faultyCluster, redisScene } from './scene.ts';
import { SQLITE_FAULTS } from './sqlite-faults.ts';
import { DOCUMENT_FILE, HEAD, lineOf, readDocument, readRows, withFaults } from './table.ts';

/** As production would set it: a third of the default, so that a failover takes seconds. Milliseconds. */
const NODE_TIMEOUT_MS = 5_000;

const TIMES = { calmMs: 3_000, faultMs: 10_000 };

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const words = values.only?.split(',') ?? [];
const isChosen = (fault: string) =>
  words.length === 0 || words.some((word) => fault.includes(word));

const rows: FaultRow[] = [];
const stored = words.length === 0 ? [] : readRows();

async function inflict(name: string, run: () => Promise<FaultRow>): Promise<void> {
  const kept = stored.find(({ fault }) => fault === name);
  if (kept !== undefined && !isChosen(name)) {
    rows.push(kept);
    return;
  }
  const row = await run();
  rows.push(row);
  console.log(lineOf(row));
}

for (const line of HEAD) console.log(line);
for (const { fault, inflict: run } of SQLITE_FAULTS) await inflict(fault, () => run(TIMES));
const cluster = await faultyCluster(NODE_TIMEOUT_MS);

async function onCluster(
  faults: readonly redis.RedisFault[],
  settings: Record<string, string> = {},
): Promise<void> {
  const scene = await redisScene(cluster, settings);
  for (const fault of faults) {
    await inflict(fault.fault, () => redis.runRedisFault(scene, fault, TIMES));
    await cluster.flush();
  }
  await scene.end();
}

try {
  await onCluster(redis.REDIS_FAULTS);
  const alone = { ...redis.killMaster, fault: 'kill -9 a master, no replica asked' };
  await onCluster([alone], { OUTCRY_REDIS_REPLICAS: '0' });
} finally {
  await cluster.end();
}
writeResultFile('faults', { ...thisRun(), nodeTimeoutMs: NODE_TIMEOUT_MS, ...TIMES, rows });
writeFileSync(DOCUMENT_FILE, withFaults(readDocument(), rows));

const bad = rows.filter(
  ({ lost, double, status }) => lost !== 0 || double !== 0 || (status?.failed ?? 0) > 0,
);
if (bad.length > 0) console.error(`Short of the goal: ${bad.map(({ fault }) => fault).join(', ')}`);
process.exitCode = bad.length > 0 ? 1 : 0;
