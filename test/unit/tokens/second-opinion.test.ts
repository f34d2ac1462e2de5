import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { describe, expect, it } from 'vitest';
import { bytesOfBase64 } from '../../../lib/protocol/rules.ts';
import { blind, finalise, importPublicKey } from '../../../lib/tokens/blind-rsa.ts';
import { blindSign } from '../../../server/tokens/blind-sign.ts';
import { KEYS } from './issuing-world.ts';

const [issuer] = KEYS as [(typeof KEYS)[0]];
const library = RSABSSA.SHA384.PSS.Deterministic();
const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' };
const message = () => crypto.getRandomValues(new Uint8Array(60));

describe('blind signatures beside those of @cloudflare/blindrsa-ts', () => {
  it('are finished here when it signed', async () => {
    const der = issuer.secret.export({ type: 'pkcs8', format: 'der' });
    const secret = await crypto.subtle.importKey('pkcs8', new Uint8Array(der), algorithm, true, [
      'sign',
    ]);
    const key = await importPublicKey(bytesOfBase64(issuer.spki));
    const prepared = message();
    const blinded = await blind(key, prepared, (count) =>
      crypto.getRandomValues(new Uint8Array(count)),
    );
    const signed = await library.blindSign(secret, blinded.message);
    const signature = await finalise(key, prepared, signed, blinded.inverse);
    expect(signature).toHaveLength(256);
  });

  it('are finished there when our server signed', async () => {
    const spki = bytesOfBase64(issuer.spki);
    const key = await crypto.subtle.importKey('spki', spki, algorithm, true, ['verify']);
    const prepared = message();
    const { blindedMsg, inv } = await library.blind(key, prepared);
    const signed = blindSign(issuer, blindedMsg);
    const signature = await library.finalize(key, prepared, signed ?? new Uint8Array(), inv);
    expect(await library.verify(key, signature, prepared)).toBe(true);
  });
});
