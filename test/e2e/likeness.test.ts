import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveConsent } from '../support/browsers/consent.ts';
import { BROWSERS, type BrowserName } from '../support/browsers/engine.ts';
import { launch } from '../support/browsers/launch.ts';
import { type Call, type Collector, isReport, startCollector } from '../support/collector.ts';
import { TEST_PORTS, testBuild } from '../support/extension/test-build.ts';
import { STAND_IN_HOSTS, type StandIn, startStandIn } from '../support/stand-in/stand-in.ts';
import { failConversation, failSurely, passMinute } from './expectations.ts';

const MINUTE_MS = 60_000;

interface Install {
  readonly status: Call;
  /** The same, once more: asked by a reader who was given a number by the first answer. */
  readonly statusAgain: Call;
  readonly report: Call;
  /** What was asked after the permission for the server had been taken away. */
  readonly withoutAccess: readonly Call[];
}

/** Two people's browsers, fresh from the installation: the server must not be able to tell them apart. */
describe.each(BROWSERS)('P3: two installs in %s look alike', (browser: BrowserName) => {
  let standIn: StandIn;
  let collector: Collector;
  const installs: Install[] = [];

  async function install(reader: number): Promise<Install> {
    const extensionDir = testBuild(browser, collector.origin);
    const { port } = standIn;
    collector.clear();
    collector.mark(reader);
    await standIn.reset();
    const session = await launch({ browser, extensionDir, hosts: STAND_IN_HOSTS, port });
    try {
      const stage = { session, standIn, collector };
      await session.firstRun();
      const isStatus = ({ path }: Call) => path === '/v1/status.json';
      const status = await collector.next(isStatus);
      await giveConsent(session);
      await failConversation(stage);
      await passMinute(stage);
      const report = await collector.next(isReport);
      const statusAgain = await collector.next((call) => isStatus(call) && call !== status);
      await session.viewWhen('an empty queue', ({ queue }) => queue.waiting === 0);
      const { protocol, hostname } = new URL(collector.origin);
      await session.engine.revoke(`${protocol}//${hostname}`);
      await session.viewWhen('the loss of the server', ({ server }) => !server.access);
      collector.clear();
      let { at } = await failSurely(stage, 'claude.ai');
      for (const minutes of [2, 10]) {
        const next = at + minutes * MINUTE_MS;
        await session.shiftClock(minutes * MINUTE_MS);
        await session.ring();
        // The view is written when all that was due has been tried.
        ({ at } = await session.viewWhen(
          `a look at what is due after ${minutes} minutes`,
          (view) => view.at >= next,
        ));
      }
      return { status, statusAgain, report, withoutAccess: collector.calls };
    } finally {
      await session.close();
    }
  }

  beforeAll(async () => {
    standIn = await startStandIn();
    collector = await startCollector(TEST_PORTS);
    installs.push(await install(1), await install(2));
  });
  afterAll(async () => {
    await standIn?.close();
    await collector?.close();
  });

  const both = <T>(part: (install: Install) => T): readonly T[] => installs.map(part);

  it('in the headers of what they read', () => {
    const [one, other] = both(({ status }) => status.rawHeaders);
    expect(one?.join(' ')).toContain('outcry/1');
    expect(other).toEqual(one);
  });

  it('in what they read again, after a server has marked each by what it sent', () => {
    const [one, other] = both(({ statusAgain }) => [statusAgain.path, ...statusAgain.rawHeaders]);
    expect(one).toEqual(['/v1/status.json', ...(installs[0]?.status.rawHeaders ?? [])]);
    expect(other).toEqual(one);
  });

  it('in the headers and the size of what they send', () => {
    const [one, other] = both(({ report }) => report.rawHeaders);
    expect(one?.join(' ')).toContain('outcry/1');
    expect(other).toEqual(one);
    expect(both(({ report }) => report.body.length)).toEqual([1024, 1024]);
  });

  it('and without permission for the server, which evens them out, ask nothing of it', () => {
    expect(both(({ withoutAccess }) => withoutAccess)).toEqual([[], []]);
  });
});
