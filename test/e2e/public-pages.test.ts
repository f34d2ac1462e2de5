import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrival } from '../support/browsers/arrival.ts';
import { launchPlain, type PlainBrowser } from '../support/browsers/launch-plain.ts';
import { type StartedServer, startServer } from '../support/start-server.ts';
import { writeLivelyDay } from '../support/write-lively-day.ts';

/** In the page, after axe's source has run there. */
declare const window: { axe: typeof axe };

const LANGUAGES = ['', '/fr'] as const;
const SMALLEST_WIDTH = 320;

let folder: string;
let server: StartedServer;
let incidentPath: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outcry-pages-'));
  const file = join(folder, 'outcry.db');
  ({ incidentPath } = await writeLivelyDay(file, Date.now()));
  server = await startServer({ OUTCRY_DB: file });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const paths = () => ['/', '/s/chatgpt', incidentPath, '/how', '/data', '/nothing-here'];
const addresses = () =>
  LANGUAGES.flatMap((language) => paths().map((path) => `${server.origin}${language}${path}`));

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const run = await page.evaluate(() => window.axe.run());
  expect(run.passes.length).toBeGreaterThan(10);
  return run.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** Colours are the same in both browsers, so the dark ones are looked at in one. */
const CASES = [
  ['chromium', 'light'],
  ['chromium', 'dark'],
  ['firefox', 'light'],
] as const;

describe.each(CASES)('the public page in %s, %s', (name, scheme) => {
  let browser: PlainBrowser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchPlain(name, scheme);
    page = await browser.newPage();
  });
  afterAll(() => browser.close());

  it('is in the reader’s theme', async () => {
    await page.goto(server.origin);
    const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    expect(isDark).toBe(scheme === 'dark');
  });

  it('breaks no rule of axe in any language', async () => {
    for (const address of addresses()) {
      await page.goto(address);
      expect([address, await violations(page)]).toEqual([address, []]);
    }
  });

  it('fits a window of 320 pixels, as a wide one does at 400 %, without scrolling sideways', async () => {
    await page.setViewport({ width: SMALLEST_WIDTH, height: 640 });
    for (const address of addresses()) {
      await page.goto(address);
      const beyond = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      expect([address, beyond]).toEqual([address, 0]);
    }
  });

  it('is walked through by keyboard in the order in which it reads, each stop in sight', async () => {
    await page.bringToFront();
    await page.setViewport({ width: 1_200, height: 800 });
    await page.goto(`${server.origin}/s/chatgpt`);
    const expected = await page.evaluate(() =>
      [...document.querySelectorAll('a, summary, [tabindex="0"]')]
        .filter((element) => element.checkVisibility())
        .map((element) => element.textContent?.trim() ?? ''),
    );
    const walked: string[] = [];
    for (const _ of expected) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const focused = document.activeElement;
        const { outlineStyle } = getComputedStyle(focused ?? document.body);
        const { width, height } = focused?.getBoundingClientRect() ?? new DOMRect();
        return { text: focused?.textContent?.trim() ?? '', outlineStyle, area: width * height };
      });
      expect([stop.text, stop.outlineStyle]).toEqual([stop.text, 'solid']);
      expect(stop.area).toBeGreaterThan(0);
      walked.push(stop.text);
    }
    expect(walked).toEqual(expected);
    expect(walked[0]).toBe('Skip to the content');
  });

  it('leads from a chatbot to its incident and back by links', async () => {
    await page.setViewport({ width: 1_200, height: 800 });
    await page.goto(`${server.origin}/`);
    const steps = [
      ['[data-testid=service-gemini] a', '/s/gemini'],
      ['.incidents a', incidentPath],
      ['.crumbs a', '/s/gemini'],
    ] as const;
    for (const [link, path] of steps) {
      await page.click(link);
      await arrival(page, `${server.origin}${path}`);
    }
  });

  it('runs nothing, loads nothing from elsewhere and complains of nothing', async () => {
    const seen = await browser.newPage();
    const asked: string[] = [];
    const complaints: string[] = [];
    seen.on('request', (request) => asked.push(request.url()));
    seen.on('console', (message) => complaints.push(message.text()));
    seen.on('pageerror', (error) => complaints.push(String(error)));
    for (const path of paths().slice(0, -1)) {
      await seen.goto(`${server.origin}${path}`);
      expect(await seen.evaluate(() => document.scripts.length)).toBe(0);
    }
    // Firefox brings the triangle of a summary along as a font of its own.
    const elsewhere = asked.filter((url) => !/^data:/.test(url) && !url.startsWith(server.origin));
    expect(elsewhere).toEqual([]);
    expect(complaints).toEqual([]);
    await seen.close();
  });
});
