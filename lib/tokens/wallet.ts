import * as z from 'zod/mini';
import { TOKENS_PER_REQUEST } from '../protocol/issuance.ts';
import {
  type IssuerKey,
  keyIdSchema,
  SIGNING_MINUTES,
  signingKey,
} from '../protocol/issuer-key.ts';
import { tokenSchema } from '../protocol/token.ts';
import { minuteOf, minuteSchema, msOf } from '../protocol/vocabulary.ts';

/** Tokens of two epochs at most. */
const MAX_TOKENS = 2 * TOKENS_PER_REQUEST;

/** So many tokens are kept for when the server turns batches without one away. */
export const RESERVE = 2;

/** How long no batch is sent without a token, after the server refused one for want of it. Milliseconds. */
export const NEEDED_MS = 60 * 60_000;

/** How long the reserve is drawn on, after the server turned a batch without a token away. Milliseconds. */
export const WANTED_MS = 15 * 60_000;

/** An empty wallet is filled within this time, by chance. Milliseconds. */
export const FIRST_SPREAD_MS = 10 * 60_000;

const base64url = (letters: number) =>
  z.string().check(z.regex(new RegExp(`^[A-Za-z0-9_-]{${letters}}$`)));
const time = z.number();

/** Blinded messages that are on their way to the issuer, with what it takes to unblind them. */
export const pendingSchema = z.strictObject({
  kid: keyIdSchema,
  blanks: z
    .array(
      z.strictObject({ nonce: base64url(43), blinded: base64url(342), inverse: base64url(342) }),
    )
    .check(z.minLength(TOKENS_PER_REQUEST), z.maxLength(TOKENS_PER_REQUEST)),
});

export type Pending = z.infer<typeof pendingSchema>;

/** What this browser holds of tokens. It dies with the keys' epochs, and wholly with the consent. */
export const walletSchema = z.strictObject({
  tokens: z
    .array(z.strictObject({ token: tokenSchema, until: minuteSchema }))
    .check(z.maxLength(MAX_TOKENS)),
  /** Stored before it is sent: whenever the browser dies, the same request can be made again. */
  pending: z.nullable(pendingSchema),
  /** When the next attempt to fetch tokens is due; null for not planned. */
  fetchAt: z.nullable(time),
  attempts: z.int(),
  /** The first minute of the key that signed last: each signs once for a browser. */
  servedFrom: minuteSchema,
  /** Until then the server takes batches with a token first, and until then none without. */
  wantedUntil: time,
  neededUntil: time,
});

export type Wallet = z.infer<typeof walletSchema>;

export const EMPTY_WALLET: Wallet = {
  tokens: [],
  pending: null,
  fetchAt: null,
  attempts: 0,
  servedFrom: 0,
  wantedUntil: 0,
  neededUntil: 0,
};

/** @returns the wallet without what died with its key */
export function withoutDead(wallet: Wallet, keys: readonly IssuerKey[], now: number): Wallet {
  const minute = minuteOf(now);
  const tokens = wallet.tokens.filter(({ until }) => minute < until);
  const isAlive = wallet.pending?.kid === signingKey(keys, minute)?.kid;
  return { ...wallet, tokens, pending: isAlive ? wallet.pending : null };
}

/** Whether batches without a token are turned away, as far as this browser knows. */
export function isNeeded({ neededUntil }: Wallet, now: number): boolean {
  return now < neededUntil && neededUntil <= now + NEEDED_MS;
}

/**
 * Takes a token for a batch, the one that dies first. Which batch gets one hangs on nothing that is in it.
 * @returns null when there is none to spare, and the wallet without it
 */
export function takeToken(
  wallet: Wallet,
  now: number,
): readonly [token: string | null, wallet: Wallet] {
  const alive = wallet.tokens
    .filter(({ until }) => minuteOf(now) < until)
    .sort((one, other) => one.until - other.until);
  const [first, ...rest] = alive;
  const { wantedUntil } = wallet;
  const isWanted = now < wantedUntil && wantedUntil <= now + NEEDED_MS;
  const kept = isWanted ? 0 : RESERVE;
  if (!first || alive.length <= kept) return [null, { ...wallet, tokens: alive }];
  return [first.token, { ...wallet, tokens: rest }];
}

/**
 * Plans when to fetch tokens from the key that signs now: once, at a random moment, soon when there are none.
 * @param random uniform in [0, 1)
 */
export function planFetch(
  wallet: Wallet,
  key: Pick<IssuerKey, 'from'>,
  now: number,
  random: number,
): Wallet {
  if (wallet.servedFrom === key.from) return { ...wallet, fetchAt: null };
  const end = msOf(key.from + SIGNING_MINUTES);
  if (wallet.fetchAt !== null && wallet.fetchAt <= end) return wallet;
  const spread = wallet.tokens.length === 0 ? Math.min(FIRST_SPREAD_MS, end - now) : end - now;
  return { ...wallet, fetchAt: now + random * spread, attempts: 0 };
}

/** @returns the wallet with new tokens, of which nothing is pending any more */
export function addTokens(wallet: Wallet, tokens: readonly string[], key: IssuerKey): Wallet {
  const added = tokens.map((token) => ({ token, until: key.until }));
  return {
    ...wallet,
    tokens: [...wallet.tokens, ...added].slice(-MAX_TOKENS),
    pending: null,
    fetchAt: null,
    attempts: 0,
    servedFrom: key.from,
  };
}
