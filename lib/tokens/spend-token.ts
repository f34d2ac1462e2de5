import type { Writing } from '../journal/migrations.ts';
import { readState, writeState } from '../journal/state-rows.ts';
import { isNeeded, NEEDED_MS, takeToken, WANTED_MS } from './wallet.ts';

/** What a batch may be made with. */
export interface Fare {
  /** Null when there is none to spare. */
  readonly token: string | null;
  /** Whether a batch without one would only be turned away. */
  readonly isNeeded: boolean;
}

/** Takes a token for a batch that is frozen in the same transaction. */
export async function takeFare(writing: Writing, now: number): Promise<Fare> {
  const wallet = await readState(writing, 'wallet');
  const [token, left] = takeToken(wallet, now);
  if (token !== null) await writeState(writing, 'wallet', left);
  return { token, isNeeded: isNeeded(wallet, now) };
}

/**
 * Remembers that a batch was turned away for want of a token.
 * @param isNeeded whether none is taken without; else those with one are taken first
 * @returns whether there is one for the next attempt
 */
export async function noteWanted(
  writing: Writing,
  isNeeded: boolean,
  now: number,
): Promise<boolean> {
  const wallet = await readState(writing, 'wallet');
  const noted = isNeeded
    ? { wantedUntil: now + NEEDED_MS, neededUntil: now + NEEDED_MS }
    : { wantedUntil: now + WANTED_MS };
  await writeState(writing, 'wallet', { ...wallet, ...noted });
  const [token] = takeToken({ ...wallet, ...noted }, now);
  return token !== null;
}
