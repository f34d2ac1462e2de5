import * as z from 'zod/mini';
import { fromBase64url } from './base64url.ts';
import { keyIdSchema } from './issuer-key.ts';
import { joinBytes } from './token.ts';

/** Tokens that one request asks for, no more and no fewer. */
export const TOKENS_PER_REQUEST = 4;

/** The one size of a request: as a backlog of reports, so that a length tells nothing new. Bytes. */
export const ISSUANCE_BYTES = 4096;

/** One hash of the puzzle: iterations of PBKDF2-HMAC-SHA-256, so that no machine is much faster than a browser. */
export const PROOF_ITERATIONS = 5_000;

/** More hashes than this are never asked for, on average. */
export const MAX_PROOF_TRIES = 512;

/** A client gives up after so many; one in 3,000 would at the most that is asked. */
export const MAX_PROOF_COUNTER = 8 * MAX_PROOF_TRIES;

/** 256 bytes in base64url: a blinded message, or its blind signature. */
const rsaBlockSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{341}[AQgw]$/));

/** 16 bytes in base64url. */
const saltSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{21}[AQgw]$/));

const padSchema = z.string().check(z.maxLength(ISSUANCE_BYTES), z.regex(/^(?:([\s\S])\1*)?$/u));

const rsaBlocksSchema = z
  .array(rsaBlockSchema)
  .check(z.minLength(TOKENS_PER_REQUEST), z.maxLength(TOKENS_PER_REQUEST));

/** The body of `POST /v1/tokens`. */
export const issuanceRequestSchema = z.strictObject({
  v: z.literal(1),
  kid: keyIdSchema,
  blinded: rsaBlocksSchema,
  /** The solution of a puzzle, where one was asked for. */
  proof: z.nullable(
    z.strictObject({
      salt: saltSchema,
      counter: z.int().check(z.minimum(0), z.maximum(MAX_PROOF_COUNTER)),
    }),
  ),
  pad: padSchema,
});

export type IssuanceRequest = z.infer<typeof issuanceRequestSchema>;
export type Proof = NonNullable<IssuanceRequest['proof']>;

/** A puzzle: find a counter whose hash, see `proofSalt`, is below 2^32 divided by `tries`. */
export const challengeSchema = z.strictObject({
  salt: saltSchema,
  iterations: z.literal(PROOF_ITERATIONS),
  tries: z.int().check(z.minimum(1), z.maximum(MAX_PROOF_TRIES)),
});

export type Challenge = z.infer<typeof challengeSchema>;

/** The answer: the blind signatures in order, or a puzzle to be solved first. */
export const issuanceAnswerSchema = z.union([
  z.strictObject({ signed: rsaBlocksSchema }),
  z.strictObject({ challenge: challengeSchema }),
]);

export type IssuanceAnswer = z.infer<typeof issuanceAnswerSchema>;

/**
 * What a proof is about: these very blinded messages. Sent again it brings the same signatures and nothing else.
 * @returns the password of PBKDF2
 */
export function proofPassword({
  kid,
  blinded,
}: Pick<IssuanceRequest, 'kid' | 'blinded'>): Uint8Array<ArrayBuffer> {
  const about = new TextEncoder().encode(`outcry-proof-v1\0${kid}`);
  return joinBytes(about, ...blinded.map(fromBase64url));
}

/** @returns the salt of PBKDF2 for one try */
export function proofSalt({ salt, counter }: Proof): Uint8Array<ArrayBuffer> {
  const count = new Uint8Array(4);
  new DataView(count.buffer).setUint32(0, counter);
  return joinBytes(fromBase64url(salt), count);
}

/** @param hash the first four bytes of PBKDF2's output @returns whether they solve a puzzle of so many tries */
export function isSolved(hash: Uint8Array, tries: number): boolean {
  const value = new DataView(hash.buffer, hash.byteOffset, 4).getUint32(0);
  return value * tries < 2 ** 32;
}
