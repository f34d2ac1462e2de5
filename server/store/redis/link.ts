import { setTimeout as delay } from 'node:timers/promises';
import { Cluster, type ClusterOptions } from 'ioredis';
import { slotOf } from '../keys.ts';
import { isPassing, RedisTrouble, troubleOf } from './redis-trouble.ts';

/** A command that is not answered in this time is given up; so is its connection. Milliseconds. */
const COMMAND_TIMEOUT_MS = 2_000;

/** Attempts at the same thing end after this time. Milliseconds. */
const DEADLINE_MS = 2_500;

/** From one attempt to the next. Milliseconds. */
const PAUSE_MS = 100;

/** From one look at a connection to the next. Milliseconds. */
const LOOK_EVERY_MS = 20;

/** How long a master waits for its replicas. Milliseconds. */
const REPLICA_WAIT_MS = 1_000;

/** How long a close waits for answers under way. Milliseconds. */
const CLOSE_MS = 500;

/** A script and all it needs; its keys share the hash tag. */
export interface ScriptCall {
  readonly tag: string;
  readonly script: string;
  readonly keys: readonly string[];
  readonly args: readonly (string | number | Buffer)[];
}

/** What became of a call. */
export type Outcome =
  | { readonly ok: true; readonly reply: unknown }
  | { readonly ok: false; readonly trouble: RedisTrouble };

export interface LinkOptions {
  /** `host:port` of some nodes; the others are learned from them. */
  readonly nodes: readonly string[];
  /** Replicas that must have a write before it counts as done. */
  readonly replicas: number;
  readonly password?: string | null;
  readonly tls?: boolean;
}

/** The way to a Redis Cluster: bounded in time, and through failovers and moved slots as far as that allows. */
export interface Link {
  /** Reads; what is asked for in one turn travels together. @throws RedisTrouble */
  read<T>(ask: (cluster: Cluster) => Promise<T>): Promise<T>;
  /**
   * Runs scripts on the masters of their slots, which may be repeated at will.
   * @param isDurable waits until the replicas that are asked for have what was written
   * @returns what became of each, in order; never rejects
   */
  run(calls: readonly ScriptCall[], isDurable: boolean): Promise<readonly Outcome[]>;
  /** Masters that answer now, of all that there are. */
  alive(): Promise<{ readonly answering: number; readonly all: number }>;
  /** Asks every node to write its log anew, without what is gone by now. Nodes that do not let us are left alone. */
  cutLogs(): Promise<void>;
  /** Replicas of the master that has the fewest, as the cluster tells; 0 before it was heard. */
  fewestReplicas(): number;
  close(): Promise<void>;
}

function addressOf(node: string): { host: string; port: number } {
  const at = node.lastIndexOf(':');
  return {
    host: node.slice(0, at).replaceAll(/^\[|\]$/g, ''),
    port: Number(node.slice(at + 1)),
  };
}

/** With TLS a certificate names the host, not the address it leads to. */
const keepName: NonNullable<ClusterOptions['dnsLookup']> = (name, done) => done(null, name);

function connect({ nodes, password, tls }: LinkOptions, pipelines: boolean): Cluster {
  const cluster = new Cluster(nodes.map(addressOf), {
    clusterRetryStrategy: () => 200,
    slotsRefreshTimeout: 1_000,
    slotsRefreshInterval: 2_000,
    enableAutoPipelining: pipelines,
    ...(tls ? { dnsLookup: keepName } : {}),
    redisOptions: {
      connectTimeout: 1_000,
      commandTimeout: COMMAND_TIMEOUT_MS,
      socketTimeout: COMMAND_TIMEOUT_MS,
      ...(password ? { password } : {}),
      ...(tls ? { tls: {} } : {}),
    },
  });
  // Told by the commands that fail; without a listener the process would end.
  cluster.on('error', () => undefined);
  return cluster;
}

/** @throws RedisTrouble when no node has told of the cluster in time */
async function untilReady(cluster: Cluster): Promise<void> {
  const deadline = performance.now() + DEADLINE_MS;
  while (cluster.status !== 'ready') {
    if (performance.now() >= deadline) {
      throw new RedisTrouble('CLUSTERDOWN', 'none of the nodes answers as one of a cluster');
    }
    await delay(LOOK_EVERY_MS);
  }
}

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  const stop = new AbortController();
  const late = delay(ms, undefined, { signal: stop.signal }).then(() => {
    throw new RedisTrouble('TIMEOUT', 'the cluster did not answer in time');
  });
  late.catch(() => undefined);
  return Promise.race([work, late]).finally(() => stop.abort());
}

/** That the time is over says less than what went on before. */
function saysLess(now: Outcome, before: Outcome | undefined): boolean {
  return !now.ok && now.trouble.code === 'TIMEOUT' && before?.ok === false;
}

/** @returns a link that connects by itself, and again whenever it must */
export function openLink(options: LinkOptions): Link {
  // WAIT holds up whatever follows it on its connection: reads have their own.
  const reader = connect(options, true);
  const writer = connect(options, false);
  let isClosed = false;

  const refuseClosed = () => {
    if (isClosed) throw new RedisTrouble('CLOSED', 'the store is closed');
  };
  const masterOf = ({ tag }: ScriptCall): string => writer.slots[slotOf(tag)]?.join() ?? '';

  /** One pipeline to one master, on one connection: WAIT speaks of the writes before it on its own. */
  const send = async (
    calls: readonly ScriptCall[],
    isDurable: boolean,
  ): Promise<readonly Outcome[]> => {
    const pipeline = writer.pipeline();
    for (const { script, keys, args } of calls) {
      pipeline.eval(script, keys.length, ...keys, ...args);
    }
    const waits = isDurable && options.replicas > 0;
    if (waits) pipeline.wait(options.replicas, REPLICA_WAIT_MS);
    const replies = (await pipeline.exec()) ?? [];
    const [waitError, replicas] = waits ? (replies.at(-1) ?? [null, 0]) : [null, 0];
    const isShort = waits && (waitError !== null || Number(replicas) < options.replicas);
    return calls.map((_, index): Outcome => {
      const [error, reply] = replies[index] ?? [new Error('Connection is closed.'), null];
      if (error !== null) return { ok: false, trouble: troubleOf(error) };
      if (!isShort) return { ok: true, reply };
      const short = new RedisTrouble('TOO-FEW-REPLICAS', 'too few replicas have it');
      return { ok: false, trouble: short };
    });
  };
  const attempt = async (
    calls: readonly ScriptCall[],
    isDurable: boolean,
    ms: number,
  ): Promise<readonly Outcome[]> => {
    try {
      return await within(send(calls, isDurable), ms);
    } catch (error) {
      const trouble = troubleOf(error);
      return calls.map(() => ({ ok: false, trouble }));
    }
  };

  return {
    async read(ask) {
      const deadline = performance.now() + DEADLINE_MS;
      for (;;) {
        refuseClosed();
        try {
          return await within(ask(reader), deadline - performance.now());
        } catch (error) {
          const trouble = troubleOf(error);
          if (!isPassing(trouble) || performance.now() + PAUSE_MS >= deadline) throw trouble;
          reader.refreshSlotsCache();
          await delay(PAUSE_MS);
        }
      }
    },
    async run(calls, isDurable) {
      const deadline = performance.now() + DEADLINE_MS;
      const outcomes = new Map<ScriptCall, Outcome>();
      let open = calls;
      while (open.length > 0) {
        refuseClosed();
        const groups = [...Map.groupBy(open, masterOf).values()];
        const left = Math.max(1, deadline - performance.now());
        const answers = await Promise.all(groups.map((group) => attempt(group, isDurable, left)));
        groups.forEach((group, at) => {
          group.forEach((call, index) => {
            const outcome = answers[at]?.[index];
            if (outcome !== undefined && !saysLess(outcome, outcomes.get(call))) {
              outcomes.set(call, outcome);
            }
          });
        });
        open = open.filter((call) => {
          const outcome = outcomes.get(call);
          return outcome?.ok === false && isPassing(outcome.trouble);
        });
        if (open.length === 0 || performance.now() + PAUSE_MS >= deadline) break;
        writer.refreshSlotsCache();
        await delay(PAUSE_MS);
      }
      const none = new RedisTrouble('CLOSED', 'the cluster did not answer');
      return calls.map((call) => outcomes.get(call) ?? { ok: false, trouble: none });
    },
    async alive() {
      refuseClosed();
      await Promise.all([untilReady(reader), untilReady(writer)]);
      const masters = reader.nodes('master');
      const words = await Promise.allSettled(
        masters.map((master) => within(master.ping(), COMMAND_TIMEOUT_MS)),
      );
      const answering = words.filter(({ status }) => status === 'fulfilled').length;
      return { answering, all: masters.length };
    },
    async cutLogs() {
      refuseClosed();
      await Promise.allSettled(
        reader.nodes('all').map((node) => within(node.bgrewriteaof(), COMMAND_TIMEOUT_MS)),
      );
    },
    fewestReplicas: () =>
      writer.slots.reduce(
        (fewest, nodes) => Math.min(fewest, nodes.length - 1),
        writer.slots.length,
      ),
    async close() {
      isClosed = true;
      const quits = Promise.allSettled([reader.quit(), writer.quit()]);
      await within(quits, CLOSE_MS).catch(() => undefined);
      reader.disconnect();
      writer.disconnect();
    },
  };
}
