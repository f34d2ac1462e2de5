import {
  type Challenge,
  isSolved,
  MAX_PROOF_COUNTER,
  type Proof,
  proofSalt,
} from '../protocol/issuance.ts';

const HASH_BITS = 32;

/**
 * Solves the issuer's puzzle: one call of the browser's own PBKDF2 for each try, so that it holds up nothing else.
 * @param password what the proof is about, see `proofPassword`
 * @param stop gives up when aborted
 * @returns null when it was given up
 */
export async function solveProof(
  { salt, iterations, tries }: Challenge,
  password: Uint8Array<ArrayBuffer>,
  stop: AbortSignal,
): Promise<Proof | null> {
  const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  for (let counter = 0; counter <= MAX_PROOF_COUNTER && !stop.aborted; counter += 1) {
    const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt: proofSalt({ salt, counter }) };
    const bits = await crypto.subtle.deriveBits({ ...parameters, iterations }, key, HASH_BITS);
    if (isSolved(new Uint8Array(bits), tries)) return { salt, counter };
  }
  return null;
}
