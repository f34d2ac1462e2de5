import { generateKeyPairSync, hash, verify } from 'node:crypto';
import { createBackground } from '../../../lib/background/create-background.ts';
import type { Parts } from '../../../lib/background/parts.ts';
import { openDatabase } from '../../../lib/journal/database.ts';
import { readState } from '../../../lib/journal/state-rows.ts';
import { reading } from '../../../lib/journal/transact.ts';
import type { IssuanceRequest } from '../../../lib/protocol/issuance.ts';
import { issuanceRequestSchema } from '../../../lib/protocol/issuance.ts';
import type { IssuerKey } from '../../../lib/protocol/issuer-key.ts';
import { readToken, tokenMessage } from '../../../lib/protocol/token.ts';
import { minuteOf } from '../../../lib/protocol/vocabulary.ts';
import type { Wallet } from '../../../lib/tokens/wallet.ts';
import { blindSign } from '../../../server/tokens/blind-sign.ts';
import { createWorld, NOON } from '../background/world.ts';

const pairs = Array.from({ length: 3 }, () => generateKeyPairSync('rsa', { modulusLength: 2048 }));

/** Keys of three epochs, of which the first signs from noon on. */
export const KEYS: readonly (IssuerKey & {
  open: (typeof pairs)[0]['publicKey'];
  secret: (typeof pairs)[0]['privateKey'];
})[] = pairs.map(({ publicKey: open, privateKey: secret }, index) => {
  const spki = open.export({ type: 'spki', format: 'der' });
  const from = minuteOf(NOON) + 360 * index;
  const kid = hash('sha256', spki).slice(0, 24);
  return { kid, from, until: from + 720, spki: spki.toString('base64'), open, secret };
});

/** Whether a token was signed by one of the keys. */
export function isGood(text: string): boolean {
  const token = readToken(text);
  const key = KEYS.find(({ kid }) => kid === token.kid);
  if (key === undefined) return false;
  const padding = { padding: 6, saltLength: 48 };
  return verify('sha384', tokenMessage(token), { key: key.open, ...padding }, token.signature);
}

/** A world whose server issues tokens too. */
export function createIssuingWorld(seed = 1) {
  const world = createWorld(seed);
  const issuing = {
    asked: [] as {
      readonly at: number;
      readonly body: string;
      readonly request: IssuanceRequest;
    }[],
    keys: KEYS as readonly IssuerKey[],
    /** What it answers; by default it signs. */
    answer: (request: IssuanceRequest): Response => issuing.sign(request),
    sign({ kid, blinded }: IssuanceRequest): Response {
      const key = KEYS.find((each) => each.kid === kid);
      if (key === undefined) return new Response('no', { status: 409 });
      const signed = blinded.map((message) =>
        blindSign(key, Buffer.from(message, 'base64url'))?.toString('base64url'),
      );
      return Response.json({ signed });
    },
    parts(): Parts {
      const parts = world.parts();
      return {
        ...parts,
        issuerKeys: () => issuing.keys,
        chance: {
          ...parts.chance,
          bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
        },
        fetch: async (input, init) => {
          if (!String(input).endsWith('/v1/tokens')) return parts.fetch(input, init);
          const body = String(init?.body);
          const request = issuanceRequestSchema.parse(JSON.parse(body));
          issuing.asked.push({ at: world.now, body, request });
          return issuing.answer(request);
        },
      };
    },
    async live() {
      const background = createBackground(issuing.parts());
      await background.start();
      return background;
    },
    /** What the browser holds. */
    async wallet(): Promise<Wallet> {
      const database = await openDatabase();
      const wallet = await readState(reading(database), 'wallet');
      database.close();
      return wallet;
    },
    /** The batches that arrived with a token, and without. */
    tokens: () => world.collector.received.map(({ reports }) => reports.token ?? null),
  };
  return { world, issuing };
}
