import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'puppeteer-core';
import { blindSign } from '../../server/tokens/blind-sign.ts';
import type { KeyPair } from '../../server/tokens/key-pair.ts';
import type { BrowserName } from '../../test/support/browsers/engine.ts';
import { launchPlain } from '../../test/support/browsers/launch-plain.ts';
import { quantile } from '../quantile.ts';
import type { Bench } from './client.ts';

declare const tokensBench: Bench;

const ROUNDS = 15;
const HASHES = 200;

/** Medians over some rounds, in milliseconds. */
export interface ClientCosts {
  /** Blinding four messages, finishing four tokens. */
  readonly blind: number;
  readonly finish: number;
  /** One hash of the puzzle. */
  readonly hash: number;
  readonly libraryBlind: number;
  readonly libraryFinish: number;
}

/**
 * @param script `client.ts` as one script
 * @returns what tokens cost a browser
 */
export async function measureClient(
  name: BrowserName,
  script: string,
  key: KeyPair,
): Promise<ClientCosts> {
  const html = { 'content-type': 'text/html' };
  const server = createServer((_, answer) => void answer.writeHead(200, html).end('<p>bench'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await launchPlain(name, 'light');
  try {
    const page = await browser.newPage();
    // Only a page of this machine or over TLS has WebCrypto.
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.evaluate(script);
    const rounds: Awaited<ReturnType<typeof measureRound>>[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measureRound(page, key));
    const hash = await page.evaluate((tries) => tokensBench.hash(tries), HASHES);
    const median = (of: (round: (typeof rounds)[number]) => number) =>
      quantile(rounds.map(of), 0.5);
    return {
      blind: median(({ blind }) => blind),
      finish: median(({ finish }) => finish),
      hash,
      libraryBlind: median(({ libraryBlind }) => libraryBlind),
      libraryFinish: median(({ libraryFinish }) => libraryFinish),
    };
  } finally {
    await browser.close();
    server.close();
  }
}

async function measureRound(page: Page, key: KeyPair) {
  const { kid, spki } = key;
  const sign = (blinded: Uint8Array) => blindSign(key, blinded)?.toString('base64url') ?? '';
  const [blind, pending] = await page.evaluate(
    (id, open) => tokensBench.blind(id, open),
    kid,
    spki,
  );
  const signed = pending.blanks.map((blank) => sign(Buffer.from(blank.blinded, 'base64url')));
  const [finish, made] = await page.evaluate(
    (blanks, signatures, open) => tokensBench.finish(blanks, signatures, open),
    pending,
    signed,
    spki,
  );
  if (made !== signed.length) throw new Error('No tokens came of what was signed.');
  const [libraryBlind, blanks] = await page.evaluate(
    (open) => tokensBench.libraryBlind(open),
    spki,
  );
  const libraryFinish = await page.evaluate(
    (open, messages, signatures) => tokensBench.libraryFinish(open, messages, signatures),
    spki,
    blanks,
    blanks.map(({ blinded }) => sign(Uint8Array.from(blinded))),
  );
  return { blind, finish, libraryBlind, libraryFinish };
}
