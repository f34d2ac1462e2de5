import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  hash,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import { EPOCH_MINUTES, type IssuerKey } from '../../lib/protocol/issuer-key.ts';

const MODULUS_BITS = 2048;
const EXPONENT = 65_537n;
const KEY_ID_DIGITS = 24;

/** A key of the issuer with its secret half. */
export interface KeyPair extends IssuerKey {
  readonly secret: KeyObject;
  readonly open: KeyObject;
}

/** @returns a new secret for one epoch, as PEM */
export async function newSecret(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: MODULUS_BITS });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/**
 * @param pem as `newSecret` makes it
 * @param from the first minute of its epoch
 * @throws Error when it is no RSA key of 2,048 bits with exponent 65537
 */
export function keyPairOf(pem: string, from: number): KeyPair {
  const secret = createPrivateKey(pem);
  const { modulusLength, publicExponent } = secret.asymmetricKeyDetails ?? {};
  const isRight =
    secret.asymmetricKeyType === 'rsa' &&
    modulusLength === MODULUS_BITS &&
    publicExponent === EXPONENT;
  if (!isRight) throw new Error('not an RSA key of 2,048 bits with exponent 65537');
  const open = createPublicKey(secret);
  const spki = open.export({ type: 'spki', format: 'der' });
  return {
    kid: hash('sha256', spki).slice(0, KEY_ID_DIGITS),
    from,
    until: from + EPOCH_MINUTES,
    spki: spki.toString('base64'),
    secret,
    open,
  };
}
