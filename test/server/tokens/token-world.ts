import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IssuanceAnswer } from '../../../lib/protocol/issuance.ts';
import type { IssuerKey } from '../../../lib/protocol/issuer-key.ts';
import { finishBlanks, makeBlanks } from '../../../lib/tokens/blank.ts';
import { encodeIssuance } from '../../../lib/tokens/issuance-client.ts';
import type { Pending } from '../../../lib/tokens/wallet.ts';
import { newSecret } from '../../../server/tokens/key-pair.ts';

/** The start of an epoch: 3 February 2026, 12:00 UTC. */
export const EPOCH = Math.floor(Date.UTC(2026, 1, 3, 12) / 60_000);

/** More keys than ever live at once, made once: making one takes a tenth of a second. */
const secrets = await Promise.all(Array.from({ length: 9 }, newSecret));
let made = 0;

/** For `openIssuerKeys`: a secret that no other living key has. */
export async function someSecret(): Promise<string> {
  made += 1;
  return secrets[made % secrets.length] ?? '';
}

/** A folder that `clear` deletes. */
export function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), 'outcry-tokens-'));
  return { path: join(path, 'keys'), clear: () => rmSync(path, { recursive: true, force: true }) };
}

export const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));

/** A body of `POST /v1/tokens`, and what is needed to make tokens of the answer. */
export async function newRequest(key: IssuerKey) {
  const pending = await makeBlanks(key, randomBytes);
  return { pending, body: encodeIssuance(pending, null) };
}

/** Tokens of an answer. @throws when it holds none */
export async function tokensOf(
  pending: Pending,
  answer: IssuanceAnswer,
  key: IssuerKey,
): Promise<readonly string[]> {
  const tokens = 'signed' in answer ? await finishBlanks(pending, answer.signed, key) : null;
  if (tokens === null) throw new Error('no tokens were issued');
  return tokens;
}
