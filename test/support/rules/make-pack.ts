import { signedBytes } from '../../../lib/protocol/rules.ts';
import type { ServicePatch } from '../../../lib/services/patch-schema.ts';
import type { SigningKey } from '../../../server/rules/signing-key.ts';
import { CURRENT_KEY } from './test-keys.ts';

const DAY_MS = 86_400_000;

/** A payload that is good at a time. */
export function payloadAt(now: number, services: readonly ServicePatch[] = [], more: object = {}) {
  return {
    schema: 1,
    seq: 1,
    issued: new Date(now).toISOString(),
    expires: new Date(now + 14 * DAY_MS).toISOString(),
    minExt: '0',
    services,
    issuerKeys: [],
    ...more,
  };
}

/**
 * Signs anything, whatever a signer should refuse.
 * @param payload an object, or the very text of one
 */
export function sealed(
  payload: object | string,
  keys: readonly SigningKey[] = [CURRENT_KEY],
): string {
  const bytes = Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload));
  const message = signedBytes(bytes);
  const sigs = keys.map(({ kid, sign }) => ({ kid, sig: sign(message).toString('base64') }));
  return JSON.stringify({ payload: bytes.toString('base64'), sigs });
}
