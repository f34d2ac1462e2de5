import { constants, privateDecrypt, publicEncrypt } from 'node:crypto';
import type { KeyPair } from './key-pair.ts';

const RAW = { padding: constants.RSA_NO_PADDING };

/**
 * BlindSign (RFC 9474, 4.3): the bare RSA operation. The key must sign nothing else, and the answer is given only
 * if it checks: one faulty result would give the key away (Boneh, DeMillo, Lipton 1997).
 * @param blinded 256 bytes
 * @returns null when they stand for no number below the modulus
 * @throws Error when the signature does not check
 */
export function blindSign({ secret, open }: KeyPair, blinded: Uint8Array): Buffer | null {
  let signed: Buffer;
  try {
    signed = privateDecrypt({ key: secret, ...RAW }, blinded);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_OSSL_RSA_DATA_TOO_LARGE_FOR_MODULUS') {
      return null;
    }
    throw error;
  }
  const again = publicEncrypt({ key: open, ...RAW }, signed);
  if (!again.equals(blinded)) throw new Error('a blind signature does not check');
  return signed;
}
