import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import type { Answer } from './ask.ts';
import { type Unread, unread } from './reading.ts';

/** No status document is longer, neither as it comes nor unpacked. Bytes. */
export const MAX_BODY_BYTES = 2 * 1024 * 1024;

class TooLong extends Error {}

async function* limited(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of source) {
    length += chunk.byteLength;
    if (length > MAX_BODY_BYTES) throw new TooLong();
    yield chunk;
  }
}

function isTooLong(error: unknown): boolean {
  return error instanceof TooLong;
}

/**
 * Reads a body to its end, unpacked, within its bounds: a small answer that unpacks to a huge one is
 * stopped on the way.
 * @throws Error when the connection breaks
 */
export async function readBody(answer: Answer): Promise<Uint8Array | Unread> {
  const encoding = answer.header('content-encoding')?.trim().toLowerCase() ?? 'identity';
  const chunks: Uint8Array[] = [];
  const collect = async (source: AsyncIterable<Uint8Array>) => {
    for await (const chunk of limited(source)) chunks.push(chunk);
  };
  try {
    if (encoding === 'identity' || encoding === '') await collect(answer.body);
    else if (encoding === 'gzip' || encoding === 'x-gzip') {
      await pipeline(limited(answer.body), createGunzip(), collect);
    } else if (encoding === 'br') {
      await pipeline(limited(answer.body), createBrotliDecompress(), collect);
    } else return unread('encoding');
  } catch (error) {
    if (isTooLong(error)) return unread('too-long');
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // zlib's own codes: Z_DATA_ERROR, Z_BUF_ERROR, ERR__ERROR_FORMAT_…
    if (/^(?:Z_|ERR__ERROR|ERR_BROTLI)/.test(code)) return unread('encoding');
    throw error;
  } finally {
    answer.body.destroy();
  }
  return Buffer.concat(chunks);
}
