import { setTimeout } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { Session } from '../../test/support/browsers/session.ts';
import { HOST } from './chat-site.ts';
import { type Reading, startMeter } from './meter.ts';
import { ADDED, type Variant } from './variants.ts';

/** What watches a page may still have to do after something happened on it. Milliseconds. */
const AFTERMATH_MS = 1_500;

export interface Played {
  readonly page: Page;
  readonly reading: Reading;
  /** When the page was opened, the prompt sent and the measuring ended, milliseconds since the epoch. */
  readonly times: { readonly opened: number; readonly asked: number; readonly ended: number };
}

/** Opens the chat, sends a prompt and lets the answer stream to its end, with everything measured from the start. */
export async function playAnswer(session: Session, variant: Variant): Promise<Played> {
  const page = await session.browser.newPage();
  const arrivals = new Map<string, () => void>();
  const arrival = (name: string) =>
    new Promise<void>((resolve) => {
      arrivals.set(name, resolve);
    });
  const [ready, answered] = [arrival('ready'), arrival('answered')];
  await page.exposeFunction('benchMark', (name: string) => arrivals.get(name)?.());
  const stop = await startMeter(page, true);
  const opened = Date.now();
  const added = ADDED[variant];
  await page.goto(`https://${HOST}/c/c-1${added ? `?with=${added}` : ''}`);
  await ready;
  await setTimeout(AFTERMATH_MS);
  const asked = Date.now();
  await page.evaluate(() => document.querySelector('form')?.requestSubmit());
  await answered;
  await setTimeout(AFTERMATH_MS);
  const reading = await stop();
  return { page, reading, times: { opened, asked, ended: Date.now() } };
}
