import type { Reading, Writing } from './migrations.ts';
import { readState, writeState } from './state-rows.ts';

/** Answers that follow each other so closely are written down once. Milliseconds. */
const NOTE_EVERY_MS = 20_000;

/** Whether an answer is worth writing down, after what is known. */
export async function isNewAnswer(from: Reading, at: number): Promise<boolean> {
  const { answeredAt } = await readState(from, 'network');
  return Math.abs(at - answeredAt) >= NOTE_EVERY_MS;
}

/** Notes within the transaction that a chatbot's host answered, whatever it said. */
export async function noteAnswer(writing: Writing, at: number, now: number): Promise<void> {
  const network = await readState(writing, 'network');
  // What lies ahead was noted before the clock was set back.
  const before = network.answeredAt <= now ? network.answeredAt : 0;
  if (at - before < NOTE_EVERY_MS) return;
  await writeState(writing, 'network', { ...network, answeredAt: at });
}

/** Notes within the transaction whether our server could be reached, whatever it said. */
export async function noteServer(writing: Writing, reached: boolean, now: number): Promise<void> {
  const network = await readState(writing, 'network');
  const seen = reached ? { servedAt: now } : { unreachedAt: now };
  await writeState(writing, 'network', { ...network, ...seen });
}

/** Forgets within the transaction when a chatbot's host answered: it tells when one was used. */
export async function forgetAnswers(writing: Writing): Promise<void> {
  await writeState(writing, 'network', { ...(await readState(writing, 'network')), answeredAt: 0 });
}
