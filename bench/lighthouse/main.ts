// Lighthouse's four scores of the public page, in Chromium, on the real server with a busy day: a phone with slow
// network and processor, as Lighthouse plays it by default.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse from 'lighthouse';
import puppeteer from 'puppeteer-core';
import { findBrowser } from '../../test/support/browsers/find-browser.ts';
import { startServer } from '../../test/support/start-server.ts';
import { writeLivelyDay } from '../../test/support/write-lively-day.ts';
import { median } from '../quantile.ts';
import { writeResultFile } from '../result-files.ts';

const GOAL = 95;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

type Scores = Readonly<Record<(typeof CATEGORIES)[number], number>>;

/** Of so many runs the median counts: how fast a page is hangs on what else the machine does. */
const RUNS = 3;

/** @returns whole scores of one run, 0 to 100; what cost points is printed */
async function runOnce(url: string): Promise<Scores> {
  const browser = await puppeteer.launch({
    executablePath: findBrowser('chromium'),
    headless: true,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const flags = { onlyCategories: [...CATEGORIES], logLevel: 'error' as const };
    const run = await lighthouse(url, flags, undefined, await browser.newPage());
    if (run === undefined) throw new Error(`Lighthouse said nothing about ${url}`);
    const { categories, audits } = run.lhr;
    const scores = CATEGORIES.map((name) => {
      const category = categories[name];
      const short = (category?.auditRefs ?? []).filter(
        ({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9,
      );
      for (const { id } of short) console.log(`  ${name}: ${audits[id]?.title} (${id})`);
      return [name, Math.round((category?.score ?? 0) * 100)] as const;
    });
    return Object.fromEntries(scores) as unknown as Scores;
  } finally {
    await browser.close();
  }
}

async function scoresOf(url: string): Promise<Scores> {
  const runs: Scores[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await runOnce(url));
  const medians = CATEGORIES.map((name) => [name, median(runs.map((run) => run[name]))] as const);
  return Object.fromEntries(medians) as unknown as Scores;
}

const folder = await mkdtemp(join(tmpdir(), 'outcry-lighthouse-'));
const file = join(folder, 'outcry.db');
try {
  const { failing, incidentPath } = await writeLivelyDay(file, Date.now());
  const server = await startServer({ OUTCRY_DB: file });
  try {
    const pages = { home: '/', service: `/s/${failing}`, incident: incidentPath };
    const rows: (Scores & { readonly page: string })[] = [];
    for (const [page, path] of Object.entries(pages)) {
      rows.push({ page, ...(await scoresOf(`${server.origin}${path}`)) });
    }
    console.table(rows);
    writeResultFile('lighthouse', { goal: GOAL, runs: RUNS, rows });
    const isShort = rows.some((row) => CATEGORIES.some((name) => row[name] < GOAL));
    process.exitCode = isShort ? 1 : 0;
  } finally {
    await server.stop();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
