import { createPrivateKey } from 'node:crypto';
import { type SigningKey, signingKeyOf } from '../../../server/rules/signing-key.ts';

/** What comes before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410, 7). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** @param seed 32 bytes, the private key of RFC 8032 @returns the same key at every run */
export function keyFrom(seed: Uint8Array): SigningKey {
  const der = Buffer.concat([PKCS8_PREFIX, seed]);
  return signingKeyOf(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
}

export const CURRENT_KEY = keyFrom(Buffer.alloc(32, 1));
export const SPARE_KEY = keyFrom(Buffer.alloc(32, 2));

/** The two that the builds of the tests pin. */
export const TEST_KEYS = [CURRENT_KEY, SPARE_KEY] as const;

/** Pinned by nobody. */
export const FOREIGN_KEY = keyFrom(Buffer.alloc(32, 3));
