import { fromHex, toHex } from '../protocol/hex.ts';

/** @returns the unsigned integer that bytes stand for, most significant first (RFC 8017, 4.2) */
export function toInteger(bytes: Uint8Array): bigint {
  const hex = toHex(bytes);
  return hex === '' ? 0n : BigInt(`0x${hex}`);
}

/** @returns an integer as so many bytes (RFC 8017, 4.1) @throws RangeError when it does not fit */
export function toBytes(value: bigint, length: number): Uint8Array<ArrayBuffer> {
  const hex = value.toString(16).padStart(2 * length, '0');
  if (hex.length > 2 * length) throw new RangeError('The number does not fit.');
  return fromHex(hex);
}

/** @returns base to the power of exponent, modulo */
export function powerModulo(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** @returns what times `value` is 1, modulo; null when there is nothing: they share a factor (extended Euclid) */
export function inverseModulo(value: bigint, modulus: bigint): bigint | null {
  let [low, high] = [value % modulus, modulus];
  let [factor, next] = [1n, 0n];
  while (high !== 0n) {
    const quotient = low / high;
    [low, high] = [high, low - quotient * high];
    [factor, next] = [next, factor - quotient * next];
  }
  if (low !== 1n) return null;
  return factor < 0n ? factor + modulus : factor;
}
