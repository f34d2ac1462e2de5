import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { BrowserName } from '../support/browsers/engine.ts';
import { launch } from '../support/browsers/launch.ts';
import { makeFresh } from '../support/browsers/make-fresh.ts';
import type { Session } from '../support/browsers/session.ts';
import { type Collector, startCollector } from '../support/collector.ts';
import { TEST_PORTS, testBuild } from '../support/extension/test-build.ts';
import { quietStatus } from '../support/quiet-status.ts';
import { STAND_IN_HOSTS, type StandIn, startStandIn } from '../support/stand-in/stand-in.ts';

/** Everything that a case plays on: a browser with the extension, the chatbots' sites, the server. */
export interface Stage {
  readonly session: Session;
  readonly standIn: StandIn;
  readonly collector: Collector;
}

/**
 * Builds the stage once for the tests of a block, and makes it as good as new before each of them.
 * @returns the stage, to be used within tests only
 */
export function useStage(browser: BrowserName): Stage {
  const parts: { -readonly [Part in keyof Stage]?: Stage[Part] } = {};
  const ready = <Part extends keyof Stage>(part: Part): Stage[Part] => {
    const found = parts[part];
    if (!found) throw new Error(`The ${part} is there only while tests run.`);
    return found;
  };

  beforeAll(async () => {
    const collector = await startCollector(TEST_PORTS);
    parts.collector = collector;
    const standIn = await startStandIn();
    parts.standIn = standIn;
    const extensionDir = testBuild(browser, collector.origin);
    const { port } = standIn;
    parts.session = await launch({ browser, extensionDir, hosts: STAND_IN_HOSTS, port });
    await parts.session.firstRun();
  });
  afterAll(async () => {
    await parts.session?.close();
    await parts.standIn?.close();
    await parts.collector?.close();
  });
  beforeEach(async () => {
    await ready('standIn').reset();
    await ready('collector').set('up');
    ready('collector').say(quietStatus());
    ready('collector').offer(null);
    await makeFresh(ready('session'));
    ready('collector').clear();
  });

  return {
    get session() {
      return ready('session');
    },
    get standIn() {
      return ready('standIn');
    },
    get collector() {
      return ready('collector');
    },
  };
}
