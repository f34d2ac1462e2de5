import { constants, hash, verify } from 'node:crypto';
import { readToken, type Token, tokenMessage } from '../../lib/protocol/token.ts';
import type { ErrorCode } from '../http/error-codes.ts';
import type { IssuerKeys } from './issuer-keys.ts';
import type { KeyPair } from './key-pair.ts';
import { createRepeats } from './repeats.ts';
import type { Spender } from './spender.ts';
import type { TokenEvent } from './token-events.ts';

/** Signatures that are checked at once: beyond it a token counts as none, or no flood of false ones could be survived. */
const MOST_CHECKED = 512;

const VALUE_BYTES = 16;

/** What a batch's token says of it: let in with the first, with the rest, or not at all. */
export type Redeemed =
  | 'vouched'
  | 'plain'
  | Extract<ErrorCode, `token-${string}` | 'too-many' | 'busy' | 'unavailable'>;

/** Looks at the tokens of batches. */
export interface Redeemer {
  /**
   * Spends a batch's token for these very bytes: sent again they find it spent by themselves.
   * It never throws. When the store does not answer, a token counts as none: it must be no worse to bring one.
   */
  redeem(token: string | undefined, body: Uint8Array): Promise<Redeemed>;
  /** Forgets what was noted of tokens whose key is over; to be called every minute. */
  forget(): void;
}

function isSigned({ open }: KeyPair, token: Token): Promise<boolean> {
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
  return new Promise((resolve, reject) => {
    verify(
      'sha384',
      tokenMessage(token),
      { key: open, ...padding },
      token.signature,
      (error, is) => (error === null ? resolve(is) : reject(error)),
    );
  });
}

const firstBytes = (...parts: readonly (string | Uint8Array)[]) =>
  hash('sha256', Buffer.concat(parts.map((part) => Buffer.from(part))), 'buffer').subarray(
    0,
    VALUE_BYTES,
  );

/**
 * @param isRequired whether a batch needs a token
 * @param note told what became of each token
 * @param onStoreError told when the store did not answer
 */
export function createRedeemer(
  keys: Pick<IssuerKeys, 'living'>,
  spender: Spender,
  isRequired: boolean,
  note: (event: TokenEvent) => void,
  onStoreError: (error: Error) => void,
): Redeemer {
  const repeats = createRepeats();
  let checked = 0;
  const unlessRequired = (code: Redeemed): Redeemed => (isRequired ? code : 'plain');

  const worn = (): Redeemed => {
    note('worn');
    return unlessRequired('too-many');
  };
  const check = async (token: Token, key: KeyPair, body: Uint8Array): Promise<Redeemed> => {
    const value = firstBytes('outcry-nullifier-v1\0', tokenMessage(token));
    // Repeating costs its sender nothing, so what it costs us ends here.
    if (repeats.isWorn(value)) return worn();
    if (!(await isSigned(key, token))) {
      note('invalid');
      return 'token-invalid';
    }
    const word = await spender.spend(key, { value, purpose: firstBytes(body) });
    if (word === 'same' && repeats.wear(key.kid, value)) return worn();
    note(word === 'other' ? 'spent' : word === 'same' ? 'again' : 'taken');
    return word === 'other' ? 'token-spent' : 'vouched';
  };

  return {
    forget: () => repeats.forget((kid) => keys.living(kid) !== null),
    async redeem(text, body) {
      if (text === undefined) return unlessRequired('token-needed');
      const token = readToken(text);
      const key = keys.living(token.kid);
      if (key === null) {
        note('expired');
        return unlessRequired('token-expired');
      }
      if (checked >= MOST_CHECKED) return unlessRequired('busy');
      checked += 1;
      try {
        return await check(token, key, body);
      } catch (error) {
        onStoreError(error as Error);
        return unlessRequired('unavailable');
      } finally {
        checked -= 1;
      }
    },
  };
}
