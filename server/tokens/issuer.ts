import { hash } from 'node:crypto';
import { fromBase64url } from '../../lib/protocol/base64url.ts';
import {
  type IssuanceAnswer,
  type IssuanceRequest,
  proofPassword,
} from '../../lib/protocol/issuance.ts';
import { createRateLimit } from '../intake/rate-limit.ts';
import { blindSign } from './blind-sign.ts';
import type { IssuerKeys } from './issuer-keys.ts';
import type { KeyPair } from './key-pair.ts';
import { createPuzzles } from './puzzles.ts';

/** Requests of one network at once, and over six hours in the long run: about as many browsers. */
export const REQUESTS_PER_NETWORK = 240;

const NETWORK_REFILL_SECONDS = 6 * 60 * 60;

/** Requests of one network that count for the puzzle, in a minute: asking costs nothing, so none alone may make it hard. */
export const COUNTED_PER_NETWORK = 60;
const COUNTED_REFILL_SECONDS = 60;

/** Requests that are signed in one second: a tenth of one core, so that reports are taken all the while. */
export const MOST_PER_SECOND = 40;

/** Answers that are kept for requests that come again. */
const MOST_REMEMBERED = 2_000;

/** Seconds after which a request may come again that was one too many in its second. */
const BUSY_SECONDS = 30;

/** What became of a request. `retryAfter` is in seconds, `index` the place of a message that is no number below the modulus. */
export type Issued =
  | { readonly kind: 'answered'; readonly answer: IssuanceAnswer }
  | { readonly kind: 'unknown-key' }
  | { readonly kind: 'not-below-modulus'; readonly index: number }
  | { readonly kind: 'too-many' | 'busy'; readonly retryAfter: number };

/** Signs what it does not see. */
export interface Issuer {
  /** Seconds until this bucket may ask again, 0 when it may now. */
  wait(bucket: number): number;
  issue(request: IssuanceRequest, bucket: number): Promise<Issued>;
  /** Forgets when networks asked whose allowances are whole again; to be called every minute. */
  forget(): void;
  /** Forgets when any network asked: buckets stand for other networks from now on. */
  clear(): void;
}

/** @returns the issuer of one node: its allowances and the count behind its puzzles live in its memory only */
export function createIssuer(
  keys: Pick<IssuerKeys, 'signing'>,
  clock: () => number,
  mostPerSecond = MOST_PER_SECOND,
): Issuer {
  const allowance = createRateLimit(clock, REQUESTS_PER_NETWORK, NETWORK_REFILL_SECONDS);
  const counted = createRateLimit(clock, COUNTED_PER_NETWORK, COUNTED_REFILL_SECONDS);
  const puzzles = createPuzzles(keys, clock);
  const remembered = new Map<string, Issued>();
  let second = 0;
  let signedInSecond = 0;

  const hasRoom = () => {
    const now = Math.floor(clock() / 1000);
    if (now !== second) signedInSecond = 0;
    second = now;
    signedInSecond += 1;
    return signedInSecond <= mostPerSecond;
  };
  const remember = (about: string, issued: Issued) => {
    remembered.set(about, issued);
    const [oldest] = remembered.keys();
    if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  };
  const sign = (key: KeyPair, { blinded }: IssuanceRequest): Issued => {
    const signed = blinded.map((message) => blindSign(key, fromBase64url(message)));
    const answer = { signed: signed.flatMap((block) => block?.toString('base64url') ?? []) };
    const index = signed.indexOf(null);
    return index < 0 ? { kind: 'answered', answer } : { kind: 'not-below-modulus', index };
  };

  return {
    wait: allowance.wait,
    forget() {
      allowance.forget();
      counted.forget();
    },
    clear() {
      allowance.clear();
      counted.clear();
    },
    async issue(request, bucket) {
      const key = keys.signing();
      if (key === null || key.kid !== request.kid) return { kind: 'unknown-key' };
      // Whoever lost the answer, or copies a request, gets the same bytes; neither costs a signature.
      const about = hash('sha256', proofPassword(request));
      const before = remembered.get(about);
      if (before !== undefined) return before;
      const wait = allowance.wait(bucket);
      if (wait > 0) return { kind: 'too-many', retryAfter: wait };
      if (counted.take(bucket) === 0) puzzles.count();
      const challenge = await puzzles.askFor(request);
      if (challenge !== null) {
        // A wrong solution costs us a hash, so it costs its network something too.
        if (request.proof !== null) allowance.take(bucket);
        return { kind: 'answered', answer: { challenge } };
      }
      const meanwhile = remembered.get(about);
      if (meanwhile !== undefined) return meanwhile;
      if (!hasRoom()) return { kind: 'busy', retryAfter: BUSY_SECONDS };
      const late = allowance.take(bucket);
      if (late > 0) return { kind: 'too-many', retryAfter: late };
      const issued = sign(key, request);
      remember(about, issued);
      return issued;
    },
  };
}
