import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from 'ioredis';
import { slotOf } from '../keys.ts';
import { isPassing, RedisTrouble, troubleOf } from './redis-trouble.ts';
import { within } from './within.ts';

/** Attempts at the same thing end after this time. Milliseconds. */
export const DEADLINE_MS = 2_000;

/** From one attempt to the next. Milliseconds. */
export const PAUSE_MS = 100;

/** How long a master waits for its replicas. Milliseconds. */
const REPLICA_WAIT_MS = 800;

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

/** That the time is over says less than what went on before. */
function saysLess(now: Outcome, before: Outcome | undefined): boolean {
  return !now.ok && now.trouble.code === 'TIMEOUT' && before?.ok === false;
}

/**
 * One pipeline to one master, on one connection: WAIT speaks of the writes before it on its own.
 * @param replicas that must have what is written, 0 for none
 */
async function send(
  cluster: Cluster,
  calls: readonly ScriptCall[],
  replicas: number,
): Promise<readonly Outcome[]> {
  const pipeline = cluster.pipeline();
  for (const { script, keys, args } of calls) {
    pipeline.eval(script, keys.length, ...keys, ...args);
  }
  if (replicas > 0) pipeline.wait(replicas, REPLICA_WAIT_MS);
  const replies = (await pipeline.exec()) ?? [];
  const [waitError, found] = replies[calls.length] ?? [null, 0];
  const isShort = replicas > 0 && (waitError !== null || Number(found) < replicas);
  return calls.map((_, index): Outcome => {
    const [error, reply] = replies[index] ?? [new Error('Connection is closed.'), null];
    if (error !== null) return { ok: false, trouble: troubleOf(error) };
    if (!isShort) return { ok: true, reply };
    const short = new RedisTrouble('TOO-FEW-REPLICAS', 'too few replicas have it');
    return { ok: false, trouble: short };
  });
}

/** The same, bounded in time; never rejects. */
async function attempt(
  cluster: Cluster,
  calls: readonly ScriptCall[],
  replicas: number,
  ms: number,
): Promise<readonly Outcome[]> {
  try {
    return await within(send(cluster, calls, replicas), ms);
  } catch (error) {
    const trouble = troubleOf(error);
    return calls.map(() => ({ ok: false, trouble }));
  }
}

/** @returns the same for tags whose master is the same, as far as is known */
export function masterOf(cluster: Cluster, tag: string): string {
  return cluster.slots[slotOf(tag)]?.join() ?? '';
}

/**
 * Runs scripts, which may be repeated at will, on the masters of their slots: again and again while
 * what hinders them may pass.
 * @returns what became of each, in order; never rejects
 */
export async function runScripts(
  cluster: Cluster,
  calls: readonly ScriptCall[],
  replicas: number,
): Promise<readonly Outcome[]> {
  const deadline = performance.now() + DEADLINE_MS;
  const outcomes = new Map<ScriptCall, Outcome>();
  const isOpen = (call: ScriptCall) => {
    const outcome = outcomes.get(call);
    return outcome?.ok !== true && (outcome === undefined || isPassing(outcome.trouble));
  };
  for (let open = calls; open.length > 0; open = open.filter(isOpen)) {
    if (outcomes.size > 0) {
      if (performance.now() + PAUSE_MS >= deadline) break;
      cluster.refreshSlotsCache();
      await delay(PAUSE_MS);
    }
    const left = Math.max(1, deadline - performance.now());
    const groups = [...Map.groupBy(open, ({ tag }) => masterOf(cluster, tag)).values()];
    await Promise.all(
      groups.map(async (group) => {
        const answers = await attempt(cluster, group, replicas, left);
        for (const [index, call] of group.entries()) {
          const outcome = answers[index];
          if (outcome !== undefined && !saysLess(outcome, outcomes.get(call))) {
            outcomes.set(call, outcome);
          }
        }
      }),
    );
  }
  const none = new RedisTrouble('CLOSED', 'the cluster did not answer');
  return calls.map((call) => outcomes.get(call) ?? { ok: false, trouble: none });
}
