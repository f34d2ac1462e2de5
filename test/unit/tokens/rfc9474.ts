import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

const hex = z.string().check(z.regex(/^(?:[0-9a-f]{2})*$/));

/** Appendix A of RFC 9474, all in hex; the key has 4,096 bits and is the same for all. */
export const rfc9474 = z
  .strictObject({
    source: z.string(),
    ...{ p: hex, q: hex, n: hex, e: hex, d: hex, msg: hex },
    vectors: z.array(
      z.strictObject({
        name: z.string(),
        ...{ msg_prefix: hex, salt: hex, inv: hex, blinded_msg: hex, blind_sig: hex, sig: hex },
      }),
    ),
  })
  .parse(
    JSON.parse(
      readFileSync(new URL('../../fixtures/tokens/rfc9474.json', import.meta.url), 'utf8'),
    ),
  );

/** @returns the bytes of a hexadecimal text */
export const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));

/** @returns bytes in hex */
export const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
