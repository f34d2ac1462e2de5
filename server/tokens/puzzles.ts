import { createHmac, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import {
  type Challenge,
  type IssuanceRequest,
  isSolved,
  PROOF_ITERATIONS,
  type Proof,
  proofPassword,
  proofSalt,
} from '../../lib/protocol/issuance.ts';
import { minuteOf } from '../../lib/protocol/vocabulary.ts';
import type { IssuerKeys } from './issuer-keys.ts';
import { triesFor } from './tries-for.ts';

const SALT_BYTES = 16;
const HASH_BYTES = 4;

const derive = promisify(pbkdf2);

/** Makes requests costly while there are too many. */
export interface Puzzles {
  /** Notes that a request came. */
  count(): void;
  /**
   * What the request must solve first.
   * @returns null when nothing is asked for, or it has solved the puzzle of this minute or of the one before
   */
  askFor(request: Pick<IssuanceRequest, 'kid' | 'blinded' | 'proof'>): Promise<Challenge | null>;
}

/**
 * The puzzle is the same for everybody for a minute, and none of it is kept: its salt follows from the issuer's
 * secret, so that all nodes with the same keys take each other's solutions.
 */
export function createPuzzles(keys: Pick<IssuerKeys, 'signing'>, clock: () => number): Puzzles {
  let minute = minuteOf(clock());
  let requests = 0;
  /** Tries asked for in the minute at hand and in the one before. */
  let tries: readonly [number, number] = [0, 0];

  const turn = () => {
    const now = minuteOf(clock());
    if (now === minute) return;
    tries = now === minute + 1 ? [triesFor(requests), tries[0]] : [0, 0];
    minute = now;
    requests = 0;
  };
  const saltOf = (about: number) => {
    const key = keys.signing();
    if (key === null) return '';
    const secret = key.secret.export({ type: 'pkcs8', format: 'der' });
    const digest = createHmac('sha256', secret).update(`outcry-puzzle-v1\0${about}`).digest();
    return digest.subarray(0, SALT_BYTES).toString('base64url');
  };
  const triesAsked = ({ salt }: Proof): number => {
    if (salt === saltOf(minute)) return tries[0];
    return salt === saltOf(minute - 1) ? tries[1] : 0;
  };

  return {
    count() {
      turn();
      requests += 1;
    },
    async askFor(request) {
      turn();
      if (tries[0] === 0) return null;
      const { proof } = request;
      const challenge: Challenge = {
        salt: saltOf(minute),
        iterations: PROOF_ITERATIONS,
        tries: tries[0],
      };
      const asked = proof === null ? 0 : triesAsked(proof);
      if (proof === null || asked === 0) return challenge;
      const [password, salt] = [proofPassword(request), proofSalt(proof)];
      const hash = await derive(password, salt, PROOF_ITERATIONS, HASH_BYTES, 'sha256');
      return isSolved(hash, asked) ? null : challenge;
    },
  };
}
