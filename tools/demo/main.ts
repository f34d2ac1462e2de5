// `npm run demo`: the evening of 3 February 2026, replayed in real time with the real extension, server and browser.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BROWSERS, type BrowserName } from '../../test/support/browsers/engine.ts';
import { launch } from '../../test/support/browsers/launch.ts';
import { testBuild } from '../../test/support/extension/test-build.ts';
import { STAND_IN_HOSTS, startStandIn } from '../../test/support/stand-in/stand-in.ts';
import { startServer } from '../../test/support/start-server.ts';
import { HOST } from './acts.ts';
import { Chronicle } from './chronicle.ts';
import { createCrowd } from './crowd.ts';
import { startEvening } from './evening.ts';
import { playEvening, SERVICE } from './play-evening.ts';
import { writeQuietHours } from './quiet-hours.ts';
import { createScreens } from './screens.ts';

const CROWD = 2_464;
const PORT = 18_790;
const MINUTES_AT_MOST = 14;

function chosenBrowser(): BrowserName {
  const { values } = parseArgs({ options: { browser: { type: 'string', default: 'chromium' } } });
  const name = BROWSERS.find((candidate) => candidate === values.browser);
  if (name) return name;
  console.error(`outcry: --browser is chromium or firefox, not "${values.browser}".`);
  process.exit(2);
}

const browser = chosenBrowser();
const output = fileURLToPath(new URL('../../demo-output', import.meta.url));
const origin = `http://127.0.0.1:${PORT}`;
const chronicle = new Chronicle(Date.now, (line) => console.log(line));
const folder = await mkdtemp(join(tmpdir(), 'outcry-demo-'));
const over = new AbortController();
const tooLong = AbortSignal.timeout(MINUTES_AT_MOST * 60_000);
const cleanUp: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
let failure: unknown = null;
const interrupted = once(process, 'SIGINT').then(() => {
  throw new Error('interrupted');
});
interrupted.catch(() => {});

try {
  console.log(
    `3 February 2026 again, in ${browser}, in real time: this takes about eight minutes.`,
  );
  const extensionDir = testBuild(browser, origin);
  const dbFile = join(folder, 'outcry.db');
  await writeQuietHours(dbFile, SERVICE, Date.now());
  const server = await startServer({
    OUTCRY_PORT: String(PORT),
    OUTCRY_DB: dbFile,
    OUTCRY_TRUST_PROXY: '127.0.0.1',
  });
  cleanUp.unshift(server.stop);
  const standIn = await startStandIn();
  cleanUp.unshift(standIn.close);
  const session = await launch({
    browser,
    extensionDir,
    hosts: STAND_IN_HOSTS,
    port: standIn.port,
  });
  cleanUp.unshift(() => session.close());
  chronicle.say(`a stand-in for ${HOST}, the server, ${browser} with the extension: all up`);

  const crowd = createCrowd(origin, SERVICE, CROWD);
  const evening = startEvening(crowd, Date.now);
  cleanUp.unshift(() => evening.end());
  const screens = createScreens(session, output, origin);
  const stage = { session, standIn, evening, screens, chronicle, origin, signal: over.signal };
  const ended = once(tooLong, 'abort').then(() => {
    throw new Error(`not over after ${MINUTES_AT_MOST} minutes`);
  });
  await Promise.race([playEvening(stage), ended, interrupted]);
  chronicle.say(`${crowd.acknowledged()} reports of ${CROWD} reporters acknowledged`);
} catch (error) {
  failure = error;
} finally {
  over.abort();
  for (const step of cleanUp) {
    await Promise.race([step(), setTimeout(15_000)]).catch((error: unknown) => {
      failure ??= error;
    });
  }
}

const faults = [...chronicle.faults(), ...(failure ? [String(failure)] : [])];
console.log(`Screenshots: ${output}`);
for (const fault of faults) console.error(`outcry: ${fault}`);
console.log(faults.length === 0 ? 'Everything was seen, in order.' : 'The demo failed.');
process.exit(faults.length === 0 ? 0 : 1);
