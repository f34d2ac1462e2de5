// Inflicts faults on real servers and a real Redis Cluster under load, and prints what became of each voice.
import { writeFileSync } from 'node:fs';
import { thisRun, writeResultFile } from '../result-files.ts';
import type { FaultRow } from './fault-run.ts';
import * as redis from './redis-faults.ts';
import { faultyCluster, redisScene } from './scene.ts';
import * as sqlite from './sqlite-faults.ts';
import { DOCUMENT_FILE, HEAD, lineOf, readDocument, withFaults } from './table.ts';

/** As production would set it: a third of the default, so that a failover takes seconds. Milliseconds. */
const NODE_TIMEOUT_MS = 5_000;

const TIMES = { calmMs: 3_000, faultMs: 10_000 };

const rows: FaultRow[] = [];

async function inflict(run: () => Promise<FaultRow>): Promise<void> {
  const row = await run();
  rows.push(row);
  console.log(lineOf(row));
}

for (const line of HEAD) console.log(line);
for (const fault of [sqlite.killServer, sqlite.fillDisk, sqlite.stepClock]) {
  await inflict(() => fault(TIMES));
}
const cluster = await faultyCluster(NODE_TIMEOUT_MS);

async function onCluster(
  faults: readonly redis.RedisFault[],
  settings: Record<string, string> = {},
): Promise<void> {
  const scene = await redisScene(cluster, settings);
  for (const fault of faults) {
    await inflict(() => redis.runRedisFault(scene, fault, TIMES)).finally(() => cluster.flush());
  }
  await scene.end();
}

try {
  await onCluster([
    redis.killServer,
    redis.killMaster,
    redis.killReplica,
    redis.pauseMaster,
    redis.cutMaster,
    redis.cutServers,
    redis.slowStore,
    redis.fillDisk,
  ]);
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
