// From opening the popup to its first words, beside an empty page of the same extension: prints a table and writes
// bench/results/popup.json.
import { BROWSERS, type BrowserName } from '../../test/support/browsers/engine.ts';
import { launch } from '../../test/support/browsers/launch.ts';
import { startCollector } from '../../test/support/collector.ts';
import { TEST_PORTS, testBuild } from '../../test/support/extension/test-build.ts';
import { quantile } from '../quantile.ts';
import { thisRun, writeResultFile } from '../result-files.ts';
import { firstPaint } from './first-paint.ts';
import { EMPTY_PAGE, withEmptyPage } from './with-empty-page.ts';

const ROUNDS = 30;
const GOAL_MS = 50;

const collector = await startCollector(TEST_PORTS);

/** One after the other, in turn first and second, so that neither has a warmer browser. */
async function measure(
  browser: BrowserName,
): Promise<Record<'empty' | 'popup', readonly number[]>> {
  const copy = await withEmptyPage(testBuild(browser, collector.origin));
  const session = await launch({ browser, extensionDir: copy.folder, hosts: [], port: 0 });
  const paints: Record<'empty' | 'popup', number[]> = { empty: [], popup: [] };
  try {
    await (await session.firstRun()).close();
    // The first rounds warm the browser up and do not count.
    for (let round = -2; round < ROUNDS; round += 1) {
      const order = round % 2 === 0 ? (['empty', 'popup'] as const) : (['popup', 'empty'] as const);
      for (const which of order) {
        const paint = await firstPaint(session, which === 'empty' ? EMPTY_PAGE : 'popup.html');
        if (round >= 0) paints[which].push(paint);
      }
    }
    return paints;
  } finally {
    await session.close();
    await copy.remove();
  }
}

const round1 = (value: number) => Math.round(value * 10) / 10;
const rows: Record<string, object> = {};
const all: Record<string, object> = {};
let isShort = false;
try {
  for (const browser of BROWSERS) {
    const { empty, popup } = await measure(browser);
    const median = { empty: quantile(empty, 0.5), popup: quantile(popup, 0.5) };
    const later = median.popup - median.empty;
    rows[browser] = {
      rounds: ROUNDS,
      empty: round1(median.empty),
      popup: round1(median.popup),
      later: round1(later),
      p90: round1(quantile(popup, 0.9)),
      goal: GOAL_MS,
    };
    all[browser] = { empty, popup };
    isShort ||= later > GOAL_MS;
  }
} finally {
  await collector.close();
}

console.log('First contentful paint, in milliseconds after the navigation began:');
console.table(rows);
writeResultFile('popup', { ...thisRun(), rows, all });
process.exitCode = isShort ? 1 : 0;
