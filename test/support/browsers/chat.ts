import type { Page } from 'puppeteer-core';
import { readServices } from '../../../lib/services/read.ts';
import type { Session } from './session.ts';

/** A stand-in's page as its user works with it. */
export interface Chat {
  readonly page: Page;
  /** Sends a prompt and waits until the answer has ended: complete, stopped or failed. */
  ask(prompt: string): Promise<void>;
  /** Sends a prompt and waits until the app has begun to show an answer. */
  begin(prompt: string): Promise<void>;
  /** Presses the stop button and waits until the answer has ended. */
  stop(): Promise<void>;
  /** The words on the page. */
  text(): Promise<string>;
}

const services = readServices();

/** Opens a stand-in's page and waits until its lists have loaded, or failed to, and its watcher has asked for its plan. */
export async function openChat(session: Session, host: string, path = '/'): Promise<Chat> {
  const id = services.find(({ hosts }) => hosts.includes(host))?.id ?? '';
  const before = (await session.view())?.used[id]?.triedAt;
  const page = await session.open(host, path);
  await page.evaluate(whenReady);
  // What stands on a page when its watcher begins is about the past; nobody types as soon as a test does.
  await session.viewWhen(`the watcher of ${host}`, ({ used }) => used[id]?.triedAt !== before);
  return chatOn(page);
}

/** @returns the user's hands for a page that is open already */
export function chatOn(page: Page): Chat {
  return {
    page,
    ask: (prompt) => page.evaluate(submit, prompt, true),
    begin: (prompt) => page.evaluate(submit, prompt, false),
    stop: () => page.evaluate(pressStop),
    text: () => page.evaluate(() => document.body.textContent ?? ''),
  };
}

function whenReady(): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (document.body?.dataset.ready !== 'yes') return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(check);
    observer.observe(document, { attributes: true, childList: true, subtree: true });
    check();
  });
}

function submit(prompt: string, toTheEnd: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const form = document.querySelector('form');
    const input = form?.querySelector('textarea');
    if (!form || !input) return reject(new Error('There is no composer on this page.'));
    const before = document.body.dataset.answered;
    const observer = new MutationObserver(() => {
      const ended = document.body.dataset.answered !== before;
      const words = document.querySelector('.result-streaming, [data-is-streaming=true]');
      if (!(ended || (!toTheEnd && words?.textContent))) return;
      observer.disconnect();
      resolve();
    });
    const all = { attributes: true, characterData: true, childList: true, subtree: true };
    observer.observe(document.body, all);
    input.value = prompt;
    form.requestSubmit();
  });
}

function pressStop(): Promise<void> {
  return new Promise((resolve, reject) => {
    const button = document.querySelector<HTMLButtonElement>(
      '[data-testid=stop-button], [aria-label="Stop response"]',
    );
    if (!button) return reject(new Error('There is no stop button on this page.'));
    const observer = new MutationObserver(() => {
      observer.disconnect();
      resolve();
    });
    observer.observe(document.body, { attributes: true, attributeFilter: ['data-answered'] });
    button.click();
  });
}
