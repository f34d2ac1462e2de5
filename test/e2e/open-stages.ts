import { BROWSERS, type BrowserName } from '../support/browsers/engine.ts';
import { launch } from '../support/browsers/launch.ts';
import type { Session } from '../support/browsers/session.ts';
import { type Collector, startCollector } from '../support/collector.ts';
import { TEST_PORTS, testBuild } from '../support/extension/test-build.ts';
import { STAND_IN_HOSTS, type StandIn, startStandIn } from '../support/stand-in/stand-in.ts';

/** Everything that a case plays on: a browser with the extension, the chatbots' sites, the server. */
export interface Stage {
  readonly session: Session;
  readonly standIn: StandIn;
  readonly collector: Collector;
}

/** At most one stage for each browser. */
export interface Stages {
  /** @returns the browser's stage, opened when it is asked for first, or when its browser has ended */
  of(browser: BrowserName): Promise<Stage>;
  /** Closes one, or all of them. */
  close(browser?: BrowserName): Promise<void>;
}

/** @returns stages of which none is open yet */
export function openStages(): Stages {
  const open = new Map<BrowserName, Stage>();

  async function close(browser: BrowserName): Promise<void> {
    const stage = open.get(browser);
    open.delete(browser);
    await stage?.session.close();
    await stage?.standIn.close();
    await stage?.collector.close();
  }

  return {
    async of(browser) {
      const known = open.get(browser);
      if (known?.session.browser.connected) return known;
      await close(browser);
      const stage = await openStage(browser);
      open.set(browser, stage);
      return stage;
    },
    async close(browser) {
      for (const each of browser ? [browser] : BROWSERS) await close(each);
    },
  };
}

async function openStage(browser: BrowserName): Promise<Stage> {
  const collector = await startCollector(TEST_PORTS);
  const standIn = await startStandIn();
  const extensionDir = testBuild(browser, collector.origin);
  const { port } = standIn;
  const session = await launch({ browser, extensionDir, hosts: STAND_IN_HOSTS, port });
  await session.firstRun();
  return { session, standIn, collector };
}
