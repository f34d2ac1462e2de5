import type { WatchPlan } from './plan.ts';

/** Waits between tries: the background may still be starting. Then the page stays unwatched. Milliseconds. */
const WAITS_MS = [0, 500, 2_000, 8_000, 30_000];

/**
 * Asks the background what to watch.
 * @param ask sends `watchStarted`; may reject or answer nothing while the background is not ready
 * @returns the plan; null when there is none for this host or nobody answers
 */
export async function requestPlan(
  ask: () => Promise<unknown>,
  wait: (ms: number) => Promise<void>,
  signal: AbortSignal,
): Promise<WatchPlan | null> {
  for (const ms of WAITS_MS) {
    if (ms > 0) await wait(ms);
    if (signal.aborted) return null;
    const reply = await ask().catch(() => undefined);
    if (isReply(reply)) return isPlan(reply.plan) ? reply.plan : null;
  }
  return null;
}

function isReply(reply: unknown): reply is { plan: unknown } {
  return typeof reply === 'object' && reply !== null && 'plan' in reply;
}

/** The background checked it against its schema; this only tells one version's plan from another's. */
function isPlan(plan: unknown): plan is WatchPlan {
  return typeof plan === 'object' && plan !== null && 'v' in plan && plan.v === 2;
}
