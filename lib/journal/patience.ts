import type { TurnFact } from '../detect/fact.ts';
import type { Learned, Phase } from '../watch/patience.ts';
import type { Reading, Writing } from './migrations.ts';
import { readState, removeState, writeState } from './state-rows.ts';

/** Answers remembered of each service and sort of silence: older ones make room. */
export const MAX_SILENCES = 20;

/** With fewer, this browser has learned nothing yet. */
const MIN_SILENCES = 5;

/** Nearly the longest: one odd answer in twenty does not count. */
const QUANTILE = 0.95;

const PHASES: readonly Phase[] = ['start', 'gap', 'thinking'];

/**
 * Remembers how long the answers of a service paused, within a transaction over `state`: whole seconds, of the last
 * few answers, and nothing else about them.
 * @param turns what came of them; only those that were answered tell anything
 */
export async function learnSilences(
  writing: Writing,
  service: string,
  turns: readonly TurnFact[],
): Promise<void> {
  const all = await readState(writing, 'silences');
  const known = all[service] ?? { start: [], gap: [], thinking: [] };
  for (const { outcome, during, silence } of turns) {
    if (outcome !== 'answered') continue;
    known[during] = [...known[during], Math.ceil(silence / 1_000)].slice(-MAX_SILENCES);
  }
  await writeState(writing, 'silences', { ...all, [service]: known });
}

/** @returns how long this service's answers pause in this browser; nothing of a sort that was seldom seen. Milliseconds */
export async function learnedSilences(from: Reading, service: string): Promise<Learned> {
  const known = (await readState(from, 'silences'))[service];
  const learned: Partial<Record<Phase, number>> = {};
  for (const phase of PHASES) {
    const silences = known?.[phase] ?? [];
    if (silences.length < MIN_SILENCES) continue;
    const rank = Math.ceil(QUANTILE * silences.length) - 1;
    learned[phase] = (silences.toSorted((a, b) => a - b)[rank] ?? 0) * 1_000;
  }
  return learned;
}

/** Forgets all of it. */
export async function forgetSilences(writing: Writing): Promise<void> {
  await removeState(writing, 'silences');
}
