import { fromBase64url } from '../protocol/base64url.ts';
import { inverseModulo, powerModulo, toBytes, toInteger } from './integers.ts';
import { pssEncode } from './pss-encode.ts';

/** Bytes of PSS's salt: as many as SHA-384 has. */
export const SALT_BYTES = 48;

/** A public key, ready for use. */
export interface PublicKey {
  readonly modulus: bigint;
  readonly exponent: bigint;
  readonly bits: number;
  readonly verifying: CryptoKey;
}

/** A blinded message, and what takes the blinding off again. */
export interface Blinded {
  readonly message: Uint8Array<ArrayBuffer>;
  readonly inverse: Uint8Array<ArrayBuffer>;
}

/** @param spki an RSA key in DER @throws when it is none */
export async function importPublicKey(spki: Uint8Array<ArrayBuffer>): Promise<PublicKey> {
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' };
  const verifying = await crypto.subtle.importKey('spki', spki, algorithm, true, ['verify']);
  const { n = '', e = '' } = await crypto.subtle.exportKey('jwk', verifying);
  const modulus = toInteger(fromBase64url(n));
  return {
    modulus,
    exponent: toInteger(fromBase64url(e)),
    bits: modulus.toString(2).length,
    verifying,
  };
}

/** @returns an integer from 1 up to the modulus, uniform, and its inverse */
function randomUnit(
  modulus: bigint,
  bytes: (count: number) => Uint8Array,
): readonly [bigint, bigint] {
  const length = Math.ceil(modulus.toString(16).length / 2);
  for (;;) {
    const value = toInteger(bytes(length));
    if (value === 0n || value >= modulus) continue;
    const inverse = inverseModulo(value, modulus);
    if (inverse !== null) return [value, inverse];
  }
}

/**
 * Blind (RFC 9474, 4.2) after PrepareIdentity: hides a message under a random factor, so that the issuer signs
 * what it cannot recognise.
 * @param bytes gives cryptographically random bytes: a salt of `saltBytes` first, then the factor
 */
export async function blind(
  key: PublicKey,
  message: Uint8Array,
  bytes: (count: number) => Uint8Array,
  saltBytes = SALT_BYTES,
): Promise<Blinded> {
  const { modulus, exponent, bits } = key;
  const salt = saltBytes === 0 ? new Uint8Array() : bytes(saltBytes);
  const encoded = toInteger(await pssEncode(message, salt, bits - 1));
  // Sharing a factor with the modulus would be having factored it: RFC 9474 asks for the check all the same.
  if (inverseModulo(encoded, modulus) === null) throw new Error('This message cannot be blinded.');
  const [factor, inverse] = randomUnit(modulus, bytes);
  const length = Math.ceil(bits / 8);
  const hidden = (encoded * powerModulo(factor, exponent, modulus)) % modulus;
  return { message: toBytes(hidden, length), inverse: toBytes(inverse, length) };
}

/**
 * Finalize (RFC 9474, 4.4): takes the blinding off and checks the signature.
 * @param saltBytes as when it was blinded
 * @returns the signature of the message; null when the issuer gave something else
 */
export async function finalise(
  key: PublicKey,
  message: Uint8Array<ArrayBuffer>,
  blindSignature: Uint8Array,
  inverse: Uint8Array,
  saltBytes = SALT_BYTES,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const length = Math.ceil(key.bits / 8);
  if (blindSignature.length !== length || inverse.length !== length) return null;
  const clear = (toInteger(blindSignature) * toInteger(inverse)) % key.modulus;
  const signature = toBytes(clear, length);
  const algorithm = { name: 'RSA-PSS', saltLength: saltBytes };
  const isGood = await crypto.subtle.verify(algorithm, key.verifying, signature, message);
  return isGood ? signature : null;
}
