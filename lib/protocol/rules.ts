import * as z from 'zod/mini';
import { isoTime } from './status.ts';
import { joinBytes } from './token.ts';

/** The whole file `/v1/rules.json` is no longer than this. Bytes. */
export const MAX_RULES_BYTES = 65_536;

/** No pack is good for longer: who keeps new ones from a browser gains two weeks at most. Milliseconds. */
export const MAX_RULES_LIFE_MS = 14 * 86_400_000;

/** How far ahead of a reader's clock a pack may have been issued: clocks go wrong. Milliseconds. */
export const MAX_RULES_AHEAD_MS = 86_400_000;

/** The one form of payload that this version understands. */
export const RULES_SCHEMA = 1;

/** What a signature is about, so that no signature made for anything else fits. */
const DOMAIN = 'outcry-rules-v1\0';

/** Names a signing key: the first 8 bytes of the SHA-256 of its 32 bytes, in lower-case hex. */
export const rulesKidSchema = z.string().check(z.regex(/^[0-9a-f]{16}$/));

/** `GET /v1/rules.json`: bytes and who signed them. What the bytes say is looked at only after that. */
export const rulesFileSchema = z.strictObject({
  payload: z.base64().check(z.minLength(4), z.maxLength(MAX_RULES_BYTES)),
  sigs: z
    .array(z.strictObject({ kid: rulesKidSchema, sig: z.base64().check(z.length(88)) }))
    .check(z.minLength(1), z.maxLength(4)),
});

const time = isoTime.check(z.refine((text) => !Number.isNaN(Date.parse(text)), 'no such time'));

/** What every payload says of itself, whatever else is in it: all that a server needs to know of it. */
export const rulesHeadSchema = z.object({
  seq: z.int().check(z.minimum(1)),
  issued: time,
  expires: time,
});

export type RulesFile = z.infer<typeof rulesFileSchema>;

/** @returns the bytes that Ed25519 signs for a payload */
export function signedBytes(payload: Uint8Array): Uint8Array<ArrayBuffer> {
  return joinBytes(new TextEncoder().encode(DOMAIN), payload);
}

/** @param text standard base64, checked before @returns its bytes */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
