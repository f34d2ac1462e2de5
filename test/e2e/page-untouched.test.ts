import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatOn } from '../support/browsers/chat.ts';
import { BROWSERS, type BrowserName } from '../support/browsers/engine.ts';
import { launch } from '../support/browsers/launch.ts';
import type { Session } from '../support/browsers/session.ts';
import { type Collector, startCollector } from '../support/collector.ts';
import { TEST_PORTS, testBuild } from '../support/extension/test-build.ts';
import { STAND_IN_HOSTS, type StandIn, startStandIn } from '../support/stand-in/stand-in.ts';

const HOST = 'chatgpt.com';

/** What a page can tell about itself: its document, its globals, the functions an eager watcher would patch. */
interface Traces {
  readonly html: string;
  readonly globals: readonly string[];
  readonly functions: Readonly<Record<string, string>>;
  readonly messages: readonly string[];
}

/** Runs before anything of the page: notes every message that arrives in it. */
function listenFromTheStart(): void {
  const heard: string[] = [];
  Object.defineProperty(window, 'heard', { value: heard });
  for (const type of ['message', 'messageerror']) {
    addEventListener(type, (event) => heard.push(String((event as MessageEvent).data)), true);
  }
}

function readTraces(): Traces {
  const owners = {
    window,
    Window: Window.prototype,
    EventTarget: EventTarget.prototype,
    Document: Document.prototype,
    Node: Node.prototype,
    XMLHttpRequest: XMLHttpRequest.prototype,
    Response: Response.prototype,
    Request: Request.prototype,
    History: History.prototype,
    WebSocket: WebSocket.prototype,
    EventSource: EventSource.prototype,
    Promise: Promise.prototype,
    PerformanceObserver: PerformanceObserver.prototype,
    Navigator: Navigator.prototype,
  };
  const functions: Record<string, string> = {};
  for (const [name, owner] of Object.entries(owners)) {
    for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(owner))) {
      const { value, get, set } = property;
      for (const part of [value, get, set]) {
        if (typeof part === 'function') functions[`${name}.${key}`] ??= '';
        if (typeof part === 'function') functions[`${name}.${key}`] += String(part);
      }
    }
  }
  const { heard } = window as unknown as { heard: readonly string[] };
  return {
    html: document.documentElement.outerHTML,
    globals: Object.getOwnPropertyNames(window).sort(),
    functions,
    messages: heard,
  };
}

async function visit(session: Session, standIn: StandIn): Promise<Traces> {
  const page: Page = await session.browser.newPage();
  await page.evaluateOnNewDocument(listenFromTheStart);
  await session.engine.goTo(page, session.engine.urlOf(HOST, '/'));
  await page.waitForSelector('body[data-ready=yes]');
  // What stands on a page before it is watched is about the past.
  if (session.engine.extensionOrigin)
    await session.viewWhen('the watcher', ({ used }) => 'chatgpt' in used);
  const chat = chatOn(page);
  await chat.ask('All well?');
  standIn.set({ conversation: { status: 503 } });
  await chat.ask('And now?');
  if (session.engine.extensionOrigin) {
    await session.viewWhen('a failure seen by every observer', ({ events }) => {
      return events[0]?.evidence.length === 2;
    });
  }
  const traces = await page.evaluate(readTraces);
  return { ...traces, html: traces.html.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4,12}){4}/g, 'uuid') };
}

describe.each(BROWSERS)('%s leaves no trace in the page', (browser: BrowserName) => {
  let standIn: StandIn;
  let collector: Collector;
  let plain: Traces;
  let watched: Traces;

  async function visitWith(extensionDir: string | null): Promise<Traces> {
    const hosts = STAND_IN_HOSTS;
    const { port } = standIn;
    const session = await launch({
      browser,
      hosts,
      port,
      ...(extensionDir ? { extensionDir } : {}),
    });
    try {
      await standIn.reset();
      if (extensionDir) await session.firstRun();
      return await visit(session, standIn);
    } finally {
      await session.close();
    }
  }

  beforeAll(async () => {
    standIn = await startStandIn();
    collector = await startCollector(TEST_PORTS);
    plain = await visitWith(null);
    watched = await visitWith(testBuild(browser, collector.origin));
  });
  afterAll(async () => {
    await standIn?.close();
    await collector?.close();
  });

  it('none in the document', () => {
    expect(watched.html).toContain('Something went wrong');
    expect(watched.html).toBe(plain.html);
  });

  it('none among the globals', () => {
    expect(watched.globals).toContain('fetch');
    expect(watched.globals).toEqual(plain.globals);
  });

  it('none in the functions that pages call', () => {
    expect(watched.functions['window.fetch']).toContain('[native code]');
    expect(watched.functions).toEqual(plain.functions);
  });

  it('and no message', () => {
    expect(watched.messages).toEqual([]);
    expect(plain.messages).toEqual([]);
  });
});
