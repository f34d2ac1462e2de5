import { hash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { NO_CONTENT_POLICY, PUBLIC_HEADERS } from './headers.ts';
import { negotiate } from './negotiate.ts';
import type { Answer } from './plain.ts';

/** What a public answer is made of. */
export interface PublicBody {
  /** Text, or the bytes of something that is packed already, such as a picture. */
  readonly text: string | Uint8Array;
  readonly type: string;
  readonly cacheControl: string;
  /** Pages bring their own policy; anything else loads nothing. */
  readonly contentPolicy?: string;
}

interface Variant {
  readonly whole: Answer;
  readonly unchanged: Answer;
}

const BROTLI_QUALITY = 5;
const SMALLEST_COMPRESSED = 256;

/**
 * The same bytes for everybody: encoded once, answered many times. The `ETag` is the quoted SHA-256
 * of the text in hex, with `-gzip` or `-br` where the answer is encoded.
 */
export class PublicFile {
  /** SHA-256 of the content, in hex. */
  readonly digest: string;
  readonly #identity: Variant;
  readonly #gzip: Variant | null;
  readonly #br: Variant | null;
  readonly #matching: ReadonlySet<string>;

  constructor(body: PublicBody) {
    const bytes = Buffer.from(body.text);
    this.digest = hash('sha256', bytes);
    const variant = (encoding: 'gzip' | 'br' | null, encoded: Uint8Array): Variant => {
      const unchanged = {
        ...PUBLIC_HEADERS,
        'Content-Security-Policy': body.contentPolicy ?? NO_CONTENT_POLICY,
        'Cache-Control': body.cacheControl,
        ETag: `"${this.digest}${encoding === null ? '' : `-${encoding}`}"`,
        Vary: 'Accept-Encoding',
      };
      const headers = {
        ...unchanged,
        'Content-Type': body.type,
        'Content-Length': String(encoded.byteLength),
        ...(encoding === null ? {} : { 'Content-Encoding': encoding }),
      };
      return {
        whole: { status: 200, headers, body: encoded },
        unchanged: { status: 304, headers: unchanged, body: null },
      };
    };
    const isPlain = typeof body.text !== 'string' || bytes.byteLength < SMALLEST_COMPRESSED;
    const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
    this.#identity = variant(null, bytes);
    this.#gzip = isPlain ? null : variant('gzip', gzipSync(bytes));
    this.#br = isPlain ? null : variant('br', brotliCompressSync(bytes, { params }));
    const base64url = hash('sha256', bytes, 'base64url');
    this.#matching = new Set(
      [this.digest, base64url].flatMap((tag) => [`"${tag}"`, `"${tag}-gzip"`, `"${tag}-br"`]),
    );
  }

  /** Answers a GET or HEAD, with 304 when `If-None-Match` names these bytes in any encoding. */
  answer(acceptEncoding: string | undefined, ifNoneMatch: string | undefined): Answer {
    const encoding = negotiate(acceptEncoding);
    const chosen =
      (encoding === 'br' ? this.#br : encoding === 'gzip' ? this.#gzip : null) ?? this.#identity;
    return ifNoneMatch !== undefined && this.#matches(ifNoneMatch)
      ? chosen.unchanged
      : chosen.whole;
  }

  /** Weak comparison, as RFC 9110 (13.1.2) asks of `If-None-Match`. */
  #matches(ifNoneMatch: string): boolean {
    return ifNoneMatch
      .split(',')
      .map((tag) => tag.trim().replace(/^W\//, ''))
      .some((tag) => tag === '*' || this.#matching.has(tag));
  }
}
