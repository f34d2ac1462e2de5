import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A key that signs rule packs. */
export interface SigningKey {
  readonly kid: string;
  /** The public half: 32 bytes in base64url. */
  readonly x: string;
  readonly sign: (bytes: Uint8Array) => Buffer;
  readonly isSigned: (bytes: Uint8Array, signature: Uint8Array) => boolean;
}

/** @returns a new private key, as PEM (PKCS #8) */
export function newSigningKeyPem(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/**
 * @param path of a PEM file with an Ed25519 private key
 * @throws Error whose message says what is wrong with it and never what is in it
 */
export function readSigningKey(path: string): SigningKey {
  let pem: string;
  try {
    pem = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  const key = privateKeyIn(pem);
  if (key?.asymmetricKeyType !== 'ed25519') {
    throw new Error(
      `${path} holds no Ed25519 private key in PEM; "npm run sign-rules -- keys" makes one`,
    );
  }
  return signingKeyOf(key);
}

/** @param key an Ed25519 private key */
export function signingKeyOf(key: KeyObject): SigningKey {
  const open = createPublicKey(key);
  const { x = '' } = open.export({ format: 'jwk' });
  return {
    kid: kidOf(x),
    x,
    sign: (bytes) => sign(null, bytes, key),
    isSigned: (bytes, signature) => verify(null, bytes, open, signature),
  };
}

/** @param x a public key in base64url @returns its id: the first 8 bytes of the SHA-256 of the key, in hex */
export function kidOf(x: string): string {
  return hash('sha256', Buffer.from(x, 'base64url')).slice(0, 16);
}

function privateKeyIn(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}
