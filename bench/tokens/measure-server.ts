import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IssuanceRequest, issuanceRequestSchema } from '../../lib/protocol/issuance.ts';
import { finishBlanks, makeBlanks } from '../../lib/tokens/blank.ts';
import { encodeIssuance } from '../../lib/tokens/issuance-client.ts';
import { createSqliteStore } from '../../server/store/sqlite.ts';
import { blindSign } from '../../server/tokens/blind-sign.ts';
import { createIssuer } from '../../server/tokens/issuer.ts';
import type { KeyPair } from '../../server/tokens/key-pair.ts';
import { createRedeemer } from '../../server/tokens/redeemer.ts';
import { createSpender } from '../../server/tokens/spender.ts';

const REQUESTS = 100;
const EACH = 4;

/** Milliseconds of one core, but where it says otherwise. */
export interface ServerCosts {
  /** One blind signature. */
  readonly sign: number;
  /** A request for four, from the bytes of its body to those of the answer. */
  readonly issue: number;
  /** A batch's token: signature checked and nullifier durable in SQLite, one after the other. */
  readonly redeem: number;
  /** Tokens redeemed in a second when many come at once. */
  readonly redeemedPerSecond: number;
}

const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));

async function msEach(count: number, work: (index: number) => unknown): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < count; index += 1) await work(index);
  return (performance.now() - start) / count;
}

/** @param now milliseconds since the epoch, while the key lives */
export async function measureServer(key: KeyPair, now: number): Promise<ServerCosts> {
  const message = Buffer.alloc(256, 1);
  const sign = await msEach(500, () => blindSign(key, message));

  const pending = [];
  for (let index = 0; index < REQUESTS; index += 1)
    pending.push(await makeBlanks(key, randomBytes));
  const bodies = pending.map((blanks) => encodeIssuance(blanks, null));
  const issuer = createIssuer({ signing: () => key }, () => now, Number.POSITIVE_INFINITY);
  const answers: string[] = [];
  const issue = await msEach(REQUESTS, async (index) => {
    const request: IssuanceRequest = issuanceRequestSchema.parse(JSON.parse(bodies[index] ?? ''));
    const issued = await issuer.issue(request, index);
    if (issued.kind === 'answered') answers.push(JSON.stringify(issued.answer));
  });
  const tokens: string[] = [];
  for (const [index, blanks] of pending.entries()) {
    const { signed } = JSON.parse(answers[index] ?? '');
    tokens.push(...((await finishBlanks(blanks, signed, key)) ?? []));
  }
  if (tokens.length !== REQUESTS * EACH) throw new Error('Not every token was issued.');

  const folder = mkdtempSync(join(tmpdir(), 'outcry-bench-tokens-'));
  const store = createSqliteStore(join(folder, 'outcry.db'));
  try {
    const fail = (error: Error) => {
      throw error;
    };
    const keys = { living: () => key };
    const { redeem } = createRedeemer(keys, createSpender(store), true, () => {}, fail);
    const bodyOf = (index: number) => Buffer.from(String(index));
    const half = tokens.length / 2;
    const one = await msEach(half, (index) => redeem(tokens[index], bodyOf(index)));
    const start = performance.now();
    await Promise.all(tokens.slice(half).map((token, index) => redeem(token, bodyOf(index))));
    const redeemedPerSecond = half / ((performance.now() - start) / 1000);
    return { sign, issue, redeem: one, redeemedPerSecond };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
