// From a failed answer in a chatbot's tab to the badge: prints a table and writes bench/results/latency.json.
import { BROWSERS, type BrowserName } from '../../test/support/browsers/engine.ts';
import { launch } from '../../test/support/browsers/launch.ts';
import { startCollector } from '../../test/support/collector.ts';
import { TEST_PORTS, testBuild } from '../../test/support/extension/test-build.ts';
import { STAND_IN_HOSTS, startStandIn } from '../../test/support/stand-in/stand-in.ts';
import { quantile } from '../quantile.ts';
import { thisRun, writeResultFile } from '../result-files.ts';
import { measureOnce } from './measure-once.ts';

const ROUNDS = 40;
const GOAL_MS = 250;

/** A page tells the same failure only once in two seconds, so each round has a status of its own; 511 means a captive portal. */
const STATUSES = Array.from({ length: ROUNDS + 2 }, (_, index) => 500 + index).filter(
  (status) => status !== 511,
);

const collector = await startCollector(TEST_PORTS);
const standIn = await startStandIn();

async function measure(browser: BrowserName): Promise<readonly number[]> {
  const extensionDir = testBuild(browser, collector.origin);
  const hosts = STAND_IN_HOSTS;
  const session = await launch({ browser, extensionDir, hosts, port: standIn.port });
  try {
    await (await session.firstRun()).close();
    const page = await session.open('chatgpt.com');
    const times: number[] = [];
    // The first round warms the background up and does not count.
    for (let round = -1; round < ROUNDS; round += 1) {
      const status = STATUSES[round + 1] ?? 500;
      standIn.set({ conversation: { status } });
      const time = await measureOnce(session, page);
      if (round >= 0) times.push(time);
    }
    return times;
  } finally {
    await session.close();
  }
}

const rows: Record<string, object> = {};
const all: Record<string, readonly number[]> = {};
try {
  for (const browser of BROWSERS) {
    const times = await measure(browser);
    all[browser] = times;
    rows[browser] = {
      rounds: times.length,
      median: quantile(times, 0.5),
      p90: quantile(times, 0.9),
      longest: Math.max(...times),
      goal: GOAL_MS,
    };
  }
} finally {
  await standIn.close();
  await collector.close();
}

console.log('From the response to the badge, in milliseconds:');
console.table(rows);
writeResultFile('latency', { ...thisRun(), rows, all });
const missed = BROWSERS.some((browser) => quantile(all[browser] ?? [], 0.5) > GOAL_MS);
process.exitCode = missed ? 1 : 0;
