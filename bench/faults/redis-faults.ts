import { setTimeout as delay } from 'node:timers/promises';
import { type FaultRow, runFault } from './fault-run.ts';
import { limitFiles } from './limit-files.ts';
import { type Scene, stepClockOf } from './scene.ts';
import type { Times } from './sqlite-faults.ts';

/** Of a service that carries load. */
const KEY = '{chatgpt}';

/** A fault of a scene with two servers on a cluster, one of which is read. */
export interface RedisFault {
  readonly fault: string;
  inflict(scene: Scene, faultMs: number): Promise<void>;
}

function clusterOf({ cluster }: Scene) {
  if (cluster === null) throw new Error('the scene has no cluster');
  return cluster;
}

async function masterOf(scene: Scene) {
  const cluster = clusterOf(scene);
  const index = await cluster.masterOf(KEY);
  const node = cluster.nodes[index];
  if (node === undefined) throw new Error('nobody serves the key');
  return { node, proxy: cluster.proxies[index], address: cluster.addresses[index] ?? '' };
}

/** One of two servers is killed at once, and started again by its supervisor. */
export const killServer: RedisFault = {
  fault: 'kill -9 one of two servers',
  inflict: async ({ servers }) => servers[0]?.killAndRestart(),
};

/** One of two servers has a clock of its own for a while. */
export const stepClock: RedisFault = {
  fault: 'clock steps of ± 5 minutes of one of two servers',
  inflict: ({ servers }, faultMs) => stepClockOf(servers[0], faultMs),
};

/** A master is killed at once; its supervisor starts it again after the time, when its replica has taken over. */
export const killMaster: RedisFault = {
  fault: 'kill -9 a master',
  async inflict(scene, faultMs) {
    const { node } = await masterOf(scene);
    await node.kill();
    await delay(faultMs);
    await node.restart();
  },
};

/** A replica is killed at once, and started again by its supervisor after the time. */
export const killReplica: RedisFault = {
  fault: 'kill -9 a replica',
  async inflict(scene, faultMs) {
    const { address } = await masterOf(scene);
    for (const node of clusterOf(scene).nodes) {
      const [role, , port] = (await node.direct.role()) as unknown[];
      if (role !== 'slave' || !address.endsWith(`:${port}`)) continue;
      await node.kill();
      await delay(faultMs);
      await node.restart();
      return;
    }
    throw new Error('the master has no replica');
  },
};

/** A master does nothing for a while, and then goes on as if nothing had been. */
export const pauseMaster: RedisFault = {
  fault: 'pause a master',
  async inflict(scene, faultMs) {
    const { node } = await masterOf(scene);
    node.signal('SIGSTOP');
    await delay(faultMs);
    node.signal('SIGCONT');
  },
};

/** Nothing passes between a master and the servers, nor between it and its replica. */
export const cutMaster: RedisFault = {
  fault: 'cut a master off',
  async inflict(scene, faultMs) {
    const { proxy } = await masterOf(scene);
    proxy?.cut();
    await delay(faultMs);
    proxy?.heal();
  },
};

/** Nothing passes between the servers and the whole cluster. */
export const cutServers: RedisFault = {
  fault: 'cut the servers off from the cluster',
  async inflict(scene, faultMs) {
    const { proxies } = clusterOf(scene);
    for (const proxy of proxies) proxy.cut();
    await delay(faultMs);
    for (const proxy of proxies) proxy.heal();
  },
};

/** Every command takes 100 ms longer. */
export const slowStore: RedisFault = {
  fault: '100 ms more for each command',
  async inflict(scene, faultMs) {
    const { proxies } = clusterOf(scene);
    for (const proxy of proxies) proxy.delay(100);
    await delay(faultMs);
    for (const proxy of proxies) proxy.delay(0);
  },
};

/** No file of the first node may grow for a while. */
export const fillDisk: RedisFault = {
  fault: 'fill the disk of a master',
  async inflict(scene, faultMs) {
    const pid = clusterOf(scene).nodes[0]?.pid() ?? 0;
    limitFiles(pid, 1_000);
    await delay(faultMs);
    limitFiles(pid, 'unlimited');
  },
};

/** Every fault of servers on a cluster, in the order in which they are told. */
export const REDIS_FAULTS: readonly RedisFault[] = [
  ...[killServer, stepClock, killMaster, killReplica, pauseMaster],
  ...[cutMaster, cutServers, slowStore, fillDisk],
];

/** Inflicts a fault under load, and waits until the cluster is whole again. */
export async function runRedisFault(
  scene: Scene,
  { fault, inflict }: RedisFault,
  { calmMs, faultMs }: Times,
): Promise<FaultRow> {
  const row = await runFault({
    ...{ fault, store: 'Redis', urls: scene.urls, reader: scene.servers[1]?.url ?? null, calmMs },
    inflict: () => inflict(scene, faultMs),
  });
  await clusterOf(scene).ready();
  return row;
}
