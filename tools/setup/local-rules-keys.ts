import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSigningKeyPem, readSigningKey } from '../../server/rules/signing-key.ts';

/** What `npm start` needs, so that its server signs rule packs and its builds believe them. */
export interface LocalRulesKeys {
  /** The file of the key that the server signs with. */
  readonly signingKey: string;
  /** The public halves of it and of its spare, as `OUTCRY_RULES_KEYS` takes them. */
  readonly publicKeys: string;
}

/**
 * Makes the two keys of a server on this machine, unless they are there.
 * @param folder where they are kept, only for their owner to read
 * @throws Error whose message is one line that says what to do
 */
export function localRulesKeys(folder: string): LocalRulesKeys {
  const [current, spare] = ['rules-key.pem', 'rules-spare-key.pem'].map((name) => {
    const path = join(folder, name);
    if (!existsSync(path)) writeFileSync(path, newSigningKeyPem(), { mode: 0o600, flag: 'wx' });
    return path;
  }) as [string, string];
  const publicKeys = [current, spare].map((path) => readSigningKey(path).x).join(',');
  return { signingKey: current, publicKeys };
}
