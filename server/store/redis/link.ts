import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from 'ioredis';
import { COMMAND_TIMEOUT_MS, type ConnectOptions, connect } from './connect.ts';
import { isPassing, RedisTrouble, troubleOf } from './redis-trouble.ts';
import {
  DEADLINE_MS,
  masterOf,
  type Outcome,
  PAUSE_MS,
  runScripts,
  type ScriptCall,
} from './run-scripts.ts';
import { within } from './within.ts';

/** How long a close waits for answers under way. Milliseconds. */
const CLOSE_MS = 500;

export interface LinkOptions extends ConnectOptions {
  /** Replicas that must have a write before it counts as done. */
  readonly replicas: number;
}

/** The way to a Redis Cluster: bounded in time, and through failovers and moved slots as far as that allows. */
export interface Link {
  /** Reads; what is asked for in one turn travels together. @throws RedisTrouble */
  read<T>(ask: (cluster: Cluster) => Promise<T>): Promise<T>;
  /**
   * Runs scripts on the masters of their slots, which may be repeated at will.
   * @param isDurable waits until the replicas that are asked for have what was written
   * @returns what became of each, in order @throws RedisTrouble only when the link is closed
   */
  run(calls: readonly ScriptCall[], isDurable: boolean): Promise<readonly Outcome[]>;
  /** Which master serves a tag: the same text for the same one. */
  masterOf(tag: string): string;
  /** Masters that answer now, of all that there are. */
  alive(): Promise<{ readonly answering: number; readonly all: number }>;
  /** Asks every node to write its log anew, without what is gone by now. Nodes that do not let us are left alone. */
  cutLogs(): Promise<void>;
  /** Replicas of the master that has the fewest, as the cluster tells; 0 before it was heard. */
  fewestReplicas(): number;
  close(): Promise<void>;
}

/** @returns a link that connects by itself, and again whenever it must */
export function openLink(options: LinkOptions): Link {
  // WAIT holds up whatever follows it on its connection: reads have their own.
  const reading = connect(options, true);
  const writing = connect(options, false);
  const [reader, writer] = [reading.cluster, writing.cluster];
  let isClosed = false;

  const refuseClosed = () => {
    if (isClosed) throw new RedisTrouble('CLOSED', 'the store is closed');
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
      refuseClosed();
      return runScripts(writer, calls, isDurable ? options.replicas : 0);
    },
    masterOf: (tag) => masterOf(writer, tag),
    async alive() {
      refuseClosed();
      await Promise.all([reading.ready(DEADLINE_MS), writing.ready(DEADLINE_MS)]);
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
      reader.slots.reduce(
        (fewest, nodes) => Math.min(fewest, nodes.length - 1),
        reader.slots.length,
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
