// What watching costs a chat page: prints a table and writes bench/results/page-cost.json. Takes about 20 minutes;
// --rounds and --idle (minutes) make it shorter, --profile names the functions of Outcry that cost most.
import { loadavg } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Session } from '../../test/support/browsers/session.ts';
import { startCollector } from '../../test/support/collector.ts';
import { TEST_PORTS, testBuild } from '../../test/support/extension/test-build.ts';
import { thisRun, writeResultFile } from '../result-files.ts';
import { startChatSite } from './chat-site.ts';
import { countedCopy } from './counted-copy.ts';
import { judge } from './judge.ts';
import { type Reading, startMeter } from './meter.ts';
import { notedBetween } from './noted-events.ts';
import { closeAll, openBrowsers } from './open-browsers.ts';
import { type Played, playAnswer } from './play-answer.ts';
import { summarise } from './summarise.ts';
import { TITLES, VARIANTS, type Variant } from './variants.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    idle: { type: 'string', default: '10' },
    profile: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const idleMinutes = Number(values.idle);
if (!(Number.isInteger(rounds) && rounds > 0 && idleMinutes > 0)) {
  throw new Error('--rounds takes a whole number, --idle takes minutes, both above 0.');
}

const collector = await startCollector(TEST_PORTS);
const site = await startChatSite();
const copy = await countedCopy(testBuild('chromium', collector.origin));
let sessions: ReadonlyMap<Variant, Session> = new Map();

const sessionOf = (variant: Variant): Session => {
  const session = sessions.get(variant);
  if (!session) throw new Error(`There is no browser for "${variant}".`);
  return session;
};

/** The order changes from round to round, so that what the machine does meanwhile hits each of them. */
async function playRounds() {
  const readings = new Map<Variant, Reading[]>(VARIANTS.map((variant) => [variant, []]));
  const last = new Map<Variant, Played>();
  // The first round fills caches and does not count.
  for (let round = -1; round < rounds; round += 1) {
    for (const index of VARIANTS.keys()) {
      const variant = VARIANTS[(index + round + 1) % VARIANTS.length] ?? 'plain';
      await last.get(variant)?.page.close();
      const played = await playAnswer(sessionOf(variant), variant);
      last.set(variant, played);
      if (round >= 0) readings.get(variant)?.push(played.reading);
      console.log(`round ${round + 1} of ${rounds}: ${TITLES[variant]}`);
    }
  }
  return { readings, last };
}

/** All of them at once: idle, they are not in each other's way. */
async function idle(last: ReadonlyMap<Variant, Played>): Promise<ReadonlyMap<Variant, Reading>> {
  console.log(`idle for ${idleMinutes} minutes`);
  const stops = new Map<Variant, () => Promise<Reading>>();
  for (const [variant, { page }] of last) stops.set(variant, await startMeter(page, false));
  await setTimeout(idleMinutes * 60_000);
  const readings = new Map<Variant, Reading>();
  for (const [variant, stop] of stops) readings.set(variant, await stop());
  return readings;
}

try {
  sessions = await openBrowsers(site.port, copy.folder);
  const { readings, last } = await playRounds();
  const idleFrom = Date.now();
  const idleReadings = await idle(last);
  const idleTo = Date.now();

  const rows = summarise(readings, idleReadings);
  const times = last.get('outcry')?.times ?? { opened: 0, asked: 0, ended: 0 };
  const outcry = sessionOf('outcry');
  const background = {
    opening: await notedBetween(outcry, times.opened, times.asked),
    answering: await notedBetween(outcry, times.asked, times.ended),
    idle: await notedBetween(outcry, idleFrom, idleTo),
  };
  const goals = judge(rows, background);

  console.log(
    '\nOne answer of 2,000 tokens into 500 messages, from opening the page; milliseconds:',
  );
  console.table(
    Object.fromEntries(VARIANTS.map((variant) => [TITLES[variant], rows[variant].answer])),
  );
  console.log(`Then ${idleMinutes} minutes of nothing; milliseconds in all:`);
  console.table(
    Object.fromEntries(VARIANTS.map((variant) => [TITLES[variant], rows[variant].idle])),
  );
  console.log('What reached the background:', JSON.stringify(background, null, 2));
  console.table(goals);
  if (values.profile)
    console.table(readings.get('outcry')?.at(-1)?.profiled?.functions.slice(0, 30));

  const head = {
    ...thisRun(),
    browser: await outcry.browser.version(),
    load: Number(loadavg()[0]?.toFixed(1)),
    rounds,
    idleMinutes,
  };
  writeResultFile('page-cost', { ...head, rows, background, goals });
  process.exitCode = Object.values(goals).every(({ met }) => met) ? 0 : 1;
} finally {
  await closeAll(sessions);
  await copy.remove();
  await site.close();
  await collector.close();
}
