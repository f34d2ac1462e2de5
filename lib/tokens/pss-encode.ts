import { joinBytes } from '../protocol/token.ts';

const HASH_BYTES = 48;
const TRAILER = 0xbc;

async function sha384(...parts: readonly Uint8Array[]): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-384', joinBytes(...parts)));
}

/** MGF1 with SHA-384 (RFC 8017, B.2.1). */
async function mask(seed: Uint8Array, length: number): Promise<Uint8Array> {
  const rounds = Array.from({ length: Math.ceil(length / HASH_BYTES) }, (_, index) =>
    sha384(seed, Uint8Array.of(index >> 24, index >> 16, index >> 8, index)),
  );
  return joinBytes(...(await Promise.all(rounds))).subarray(0, length);
}

/**
 * EMSA-PSS-ENCODE with SHA-384 and MGF1-SHA-384 (RFC 8017, 9.1.1). WebCrypto has it only within signing.
 * @param salt random bytes; the tokens' has 48
 * @param bits of the encoded message at most: one less than the modulus has
 */
export async function pssEncode(
  message: Uint8Array,
  salt: Uint8Array,
  bits: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const length = Math.ceil(bits / 8);
  const hash = await sha384(new Uint8Array(8), await sha384(message), salt);
  const zeroes = new Uint8Array(length - salt.length - HASH_BYTES - 2);
  const block = joinBytes(zeroes, Uint8Array.of(1), salt);
  const masked = await mask(hash, block.length);
  block.forEach((byte, index) => {
    block[index] = byte ^ (masked[index] ?? 0);
  });
  block[0] = (block[0] ?? 0) & (0xff >> (8 * length - bits));
  return joinBytes(block, hash, Uint8Array.of(TRAILER));
}
