import type { Writing } from '../journal/migrations.ts';
import { readState, writeState } from '../journal/state-rows.ts';
import { change, reading } from '../journal/transact.ts';
import { type Proof, proofPassword } from '../protocol/issuance.ts';
import { type IssuerKey, signingKey } from '../protocol/issuer-key.ts';
import { minuteOf } from '../protocol/vocabulary.ts';
import { FIRST_RETRY_MS, retryDelay } from '../report/backoff.ts';
import type { Sending } from '../report/flush.ts';
import { finishBlanks, makeBlanks } from './blank.ts';
import { encodeIssuance, type Issuance, postIssuance } from './issuance-client.ts';
import { solveProof } from './solve-proof.ts';
import { addTokens, type Pending, planFetch, type Wallet, withoutDead } from './wallet.ts';

/** Puzzles that are solved for one request: the first may be out of date when its solution arrives. */
const MOST_PUZZLES = 2;

/** After so many attempts the next key's time is waited for. */
const MOST_ATTEMPTS = 8;

/** What fetching tokens needs of the world. */
export interface Fetching extends Sending {
  /** The issuer's public keys, from the signed rule pack only. */
  readonly issuerKeys: () => readonly IssuerKey[];
}

/**
 * Fetches tokens when it is time. What is asked for is stored before it is sent, and the issuer answers an equal
 * request equally: it may be killed between any two steps.
 */
export async function fetchTokens(fetching: Fetching): Promise<void> {
  const { database, now, chance, stop } = fetching;
  if ((await fetching.consent()) !== 'given') return;
  const key = signingKey(fetching.issuerKeys(), minuteOf(now()));
  const held = await readState(reading(database), 'wallet');
  const tidied = withoutDead(held, key ? [key] : [], now());
  const planned = key ? planFetch(tidied, key, now(), chance.random()) : tidied;
  if (JSON.stringify(planned) !== JSON.stringify(held)) {
    await changeWallet(fetching, (wallet) =>
      JSON.stringify(wallet) === JSON.stringify(held) ? planned : wallet,
    );
  }
  if (!key || planned.fetchAt === null || planned.fetchAt > now()) return;
  const pending = planned.pending ?? (await makeBlanks(key, chance.bytes));
  if (!(await claim(fetching, planned, pending))) return;
  const outcome = await ask(fetching, pending);
  const tokens =
    outcome.type === 'answer' && 'signed' in outcome.answer
      ? await finishBlanks(pending, outcome.answer.signed, key)
      : null;
  if (stop.aborted) return;
  await settle(fetching, pending, key, outcome, tokens);
}

/** Plans the next attempt before this one is made. @returns false when the wallet has changed meanwhile */
async function claim(
  { database, now, chance, stop }: Fetching,
  planned: Wallet,
  pending: Pending,
): Promise<boolean> {
  return change(database, async (writing) => {
    const wallet = await readState(writing, 'wallet');
    // A withdrawal may have emptied it: then nothing may be put into it any more.
    if (stop.aborted || wallet.fetchAt !== planned.fetchAt) return false;
    const attempts = wallet.attempts + 1;
    const fetchAt = now() + retryDelay(attempts, FIRST_RETRY_MS, null, chance.random());
    await writeState(writing, 'wallet', { ...wallet, pending, attempts, fetchAt });
    return true;
  });
}

/** Asks, and asks again with the solution when a puzzle comes back. */
async function ask(fetching: Fetching, pending: Pending): Promise<Issuance> {
  const { fetch, origin, now, stop } = fetching;
  let proof: Proof | null = null;
  for (let puzzles = 0; ; puzzles += 1) {
    if ((await fetching.consent()) !== 'given' || !(await fetching.access())) {
      return { type: 'retry', retryAfterMs: null };
    }
    const issuance = await postIssuance(fetch, origin, encodeIssuance(pending, proof), now(), stop);
    if (issuance.type !== 'answer' || !('challenge' in issuance.answer)) return issuance;
    if (puzzles === MOST_PUZZLES) return { type: 'retry', retryAfterMs: null };
    const blinded = pending.blanks.map((blank) => blank.blinded);
    const about = proofPassword({ kid: pending.kid, blinded });
    proof = await solveProof(issuance.answer.challenge, about, stop);
    if (proof === null) return { type: 'retry', retryAfterMs: null };
  }
}

async function settle(
  fetching: Fetching,
  pending: Pending,
  key: IssuerKey,
  outcome: Issuance,
  tokens: readonly string[] | null,
): Promise<void> {
  const { now, chance } = fetching;
  await changeWallet(fetching, (wallet) => {
    if (wallet.pending?.blanks[0]?.nonce !== pending.blanks[0]?.nonce) return wallet;
    if (tokens !== null) return addTokens(wallet, tokens, key);
    // Not to be had from this key: the next one is asked at its time.
    if (outcome.type !== 'retry' || wallet.attempts >= MOST_ATTEMPTS) {
      return { ...wallet, pending: null, fetchAt: null, servedFrom: key.from };
    }
    const { attempts } = wallet;
    const delay = retryDelay(attempts, FIRST_RETRY_MS, outcome.retryAfterMs, chance.random());
    return { ...wallet, fetchAt: now() + delay };
  });
}

async function changeWallet(
  { database, stop }: Pick<Fetching, 'database' | 'stop'>,
  job: (wallet: Wallet) => Wallet,
): Promise<void> {
  await change(database, async (writing) => {
    if (!stop.aborted) await writeWallet(writing, job);
  });
}

async function writeWallet(writing: Writing, job: (wallet: Wallet) => Wallet): Promise<void> {
  const wallet = await readState(writing, 'wallet');
  const next = job(wallet);
  if (next !== wallet) await writeState(writing, 'wallet', next);
}
