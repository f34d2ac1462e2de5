// Runs in a page: what a browser's background does for its tokens, timed. And the same by the library that was weighed.
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { fromBase64url } from '../../lib/protocol/base64url.ts';
import { PROOF_ITERATIONS, proofSalt } from '../../lib/protocol/issuance.ts';
import { bytesOfBase64 } from '../../lib/protocol/rules.ts';
import { finishBlanks, makeBlanks } from '../../lib/tokens/blank.ts';
import type { Pending } from '../../lib/tokens/wallet.ts';

const library = RSABSSA.SHA384.PSS.Deterministic();
const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));

async function timed<T>(work: () => Promise<T>): Promise<readonly [ms: number, result: T]> {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
}

const importKey = (spki: string) =>
  crypto.subtle.importKey('spki', bytesOfBase64(spki), { name: 'RSA-PSS', hash: 'SHA-384' }, true, [
    'verify',
  ]);

const bench = {
  /** Four blanks. */
  blind: (kid: string, spki: string) => timed(() => makeBlanks({ kid, spki }, randomBytes)),

  /** Four tokens of them. */
  finish: async (pending: Pending, signed: readonly string[], spki: string) => {
    const [ms, tokens] = await timed(() => finishBlanks(pending, signed, { spki }));
    return [ms, tokens?.length ?? 0] as const;
  },

  /** One hash of the puzzle, on average of so many. */
  async hash(tries: number) {
    const key = await crypto.subtle.importKey('raw', randomBytes(32), 'PBKDF2', false, [
      'deriveBits',
    ]);
    const [ms] = await timed(async () => {
      for (let counter = 0; counter < tries; counter += 1) {
        const salt = proofSalt({ salt: 'A'.repeat(22), counter });
        const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: PROOF_ITERATIONS };
        await crypto.subtle.deriveBits(parameters, key, 32);
      }
    });
    return ms / tries;
  },

  /** The library's time to blind four messages, and what it takes to finish them. */
  async libraryBlind(spki: string) {
    const key = await importKey(spki);
    const messages = Array.from({ length: 4 }, () => randomBytes(60));
    const [ms, blinded] = await timed(async () => {
      const made = [];
      for (const message of messages) made.push(await library.blind(key, message));
      return made;
    });
    const plain = blinded.map(({ blindedMsg, inv }, index) => ({
      message: [...(messages[index] ?? [])],
      blinded: [...blindedMsg],
      inverse: [...inv],
    }));
    return [ms, plain] as const;
  },

  async libraryFinish(
    spki: string,
    blanks: readonly { readonly message: number[]; readonly inverse: number[] }[],
    signed: readonly string[],
  ) {
    const key = await importKey(spki);
    const [ms] = await timed(async () => {
      for (const [index, { message, inverse }] of blanks.entries()) {
        const blindSignature = fromBase64url(signed[index] ?? '');
        await library.finalize(
          key,
          Uint8Array.from(message),
          blindSignature,
          Uint8Array.from(inverse),
        );
      }
    });
    return ms;
  },
};

export type Bench = typeof bench;

Object.assign(globalThis, { tokensBench: bench });
