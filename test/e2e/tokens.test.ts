import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readToken } from '../../lib/protocol/token.ts';
import { openChat } from '../support/browsers/chat.ts';
import { giveConsent, withdrawConsent } from '../support/browsers/consent.ts';
import { BROWSERS } from '../support/browsers/engine.ts';
import { launch } from '../support/browsers/launch.ts';
import type { Session } from '../support/browsers/session.ts';
import { TEST_PORTS, testBuild } from '../support/extension/test-build.ts';
import { CURRENT_KEY } from '../support/rules/test-keys.ts';
import { STAND_IN_HOSTS, type StandIn, startStandIn } from '../support/stand-in/stand-in.ts';
import { type StartedServer, startServerOn } from '../support/start-server.ts';

const MINUTE_AND_SPREAD_MS = 95_000;
const PATIENCE = { timeout: 20_000 };

/** What the tests look at of the wallet as it is stored. */
interface Stored {
  readonly tokens: readonly { readonly token: string }[];
  readonly fetchAt: number | null;
}

/** Runs in a page of the extension. @param fetchNow whether to bring the next fetching forward to now */
function storedWallet(fetchNow: boolean): Promise<Stored | null> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('outcry');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const writing = opening.result.transaction('state', 'readwrite');
      const state = writing.objectStore('state');
      const row = state.get('wallet');
      row.onsuccess = () => {
        const wallet = row.result ?? null;
        if (wallet !== null && fetchNow) state.put({ ...wallet, fetchAt: Date.now() }, 'wallet');
        writing.oncomplete = () => {
          opening.result.close();
          resolve(wallet);
        };
      };
    };
  });
}

/** The private half of the key that the builds of the tests pin, so that the server signs its own rule pack. */
function writeRulesKey(path: string): void {
  const d = Buffer.alloc(32, 1).toString('base64url');
  const jwk = { kty: 'OKP', crv: 'Ed25519', d, x: CURRENT_KEY.x };
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  writeFileSync(path, key.export({ type: 'pkcs8', format: 'pem' }));
}

describe.each(BROWSERS)('%s and a server that takes no batch without a token', (browser) => {
  const folder = mkdtempSync(join(tmpdir(), 'outcry-e2e-tokens-'));
  let server: StartedServer;
  let standIn: StandIn;
  let session: Session;
  let first: readonly string[] = [];

  beforeAll(async () => {
    const key = join(folder, 'rules-key.pem');
    writeRulesKey(key);
    server = await startServerOn(TEST_PORTS, {
      OUTCRY_RULES_KEY: key,
      OUTCRY_TOKENS: 'required',
    });
    standIn = await startStandIn();
    const extensionDir = testBuild(browser, server.origin);
    session = await launch({ browser, extensionDir, hosts: STAND_IN_HOSTS, port: standIn.port });
    await (await session.firstRun()).close();
  });
  afterAll(async () => {
    await session?.close();
    await standIn?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const tokens = async () => {
    const wallet = await session.run(storedWallet, false);
    return wallet?.tokens.map(({ token }) => token) ?? null;
  };
  const events = async () => {
    const text = await (await fetch(`${server.origin}/metrics`)).text();
    const counts = text.matchAll(/^outcry_tokens_total\{event="([a-z]+)"\} ([1-9]\d*)$/gm);
    return Object.fromEntries([...counts].map(([, event, count]) => [event, Number(count)]));
  };
  const ringUntil = (isDone: () => Promise<boolean>) =>
    expect
      .poll(async () => {
        await session.ring();
        return isDone();
      }, PATIENCE)
      .toBe(true);

  it('take none before the consent, and plan to after it', async () => {
    await session.ring();
    expect(await tokens()).toBeNull();
    await giveConsent(session);
    await ringUntil(async () => (await session.run(storedWallet, false))?.fetchAt !== undefined);
  });

  it('exchange four tokens, which outlive the background', async () => {
    await session.run(storedWallet, true);
    await ringUntil(async () => (await tokens())?.length === 4);
    first = (await tokens()) ?? [];
    expect(new Set(first.map((token) => readToken(token).kid)).size).toBe(1);
    expect(await events()).toEqual({ issued: 1 });
    await session.engine.stopBackground();
    await session.wake();
    expect(await tokens()).toEqual(first);
  });

  it('carry a failure with one of them to everybody', async () => {
    standIn.set({ conversation: { status: 503 } });
    const chat = await openChat(session, 'chatgpt.com');
    await chat.ask('Are you well?');
    await session.viewWhen('the failure', ({ events: [newest] }) => newest?.evidence.length === 2);
    await session.shiftClock(MINUTE_AND_SPREAD_MS);
    await session.ring();
    const { sent } = await session.viewWhen('a sent batch', (view) => view.sent.length === 1);
    const body = sent[0]?.body ?? '';
    expect(body).toHaveLength(1024);
    expect(JSON.parse(body)).toMatchObject({ v: 2, token: first[0], said: [] });
    await expect
      .poll(async () => {
        const status = await (await fetch(`${server.origin}/v1/status.json`)).json();
        return status.services.chatgpt;
      }, PATIENCE)
      .toMatchObject({ tried: 1, failed: 1 });
    expect(await events()).toEqual({ issued: 1, taken: 1 });
    expect(await tokens()).toEqual(first.slice(1));
  });

  it('is refused the same token with another batch', async () => {
    const { sent } = await session.viewWhen('a sent batch', (view) => view.sent.length === 1);
    const other = (sent[0]?.body ?? '').replace(/"tag":"[^"]+"/, `"tag":"${'B'.repeat(21)}A"`);
    const headers = { 'content-type': 'application/json' };
    const post = (body: string) =>
      fetch(`${server.origin}/v1/reports`, { method: 'POST', body, headers });
    expect((await post(sent[0]?.body ?? '')).status).toBe(202);
    const refusal = await post(other);
    expect(await refusal.json()).toMatchObject({ error: { code: 'token-spent' } });
  });

  it('leave no token behind after a withdrawal', async () => {
    await withdrawConsent(session);
    await expect.poll(tokens, PATIENCE).toBeNull();
    await session.ring();
    expect(await tokens()).toBeNull();
    expect(await events()).toEqual({ issued: 1, taken: 1, again: 1, spent: 1 });
  });
});
