import { hash } from 'node:crypto';

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
const LONGEST_MESSAGE = 64;

/**
 * HMAC-SHA256 (RFC 2104) of short Latin-1 messages under one key of 32 bytes, as hex. Of one-shot
 * hashes, because `createHmac` makes an object per message and takes more than twice as long.
 */
export function createShortHmac(key: Uint8Array): (message: string) => string {
  const inner = Buffer.alloc(BLOCK_BYTES + LONGEST_MESSAGE, 0x36);
  const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES, 0x5c);
  key.forEach((byte, index) => {
    inner[index] = byte ^ 0x36;
    outer[index] = byte ^ 0x5c;
  });
  return (message) => {
    const length = inner.write(message, BLOCK_BYTES, LONGEST_MESSAGE, 'latin1');
    const digest = hash('sha256', inner.subarray(0, BLOCK_BYTES + length), 'latin1');
    outer.write(digest, BLOCK_BYTES, DIGEST_BYTES, 'latin1');
    return hash('sha256', outer, 'hex');
  };
}
