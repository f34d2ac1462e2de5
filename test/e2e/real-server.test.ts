import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statusSchema } from '../../lib/protocol/status.ts';
import { openChat } from '../support/browsers/chat.ts';
import { giveConsent } from '../support/browsers/consent.ts';
import { BROWSERS } from '../support/browsers/engine.ts';
import { launch } from '../support/browsers/launch.ts';
import type { Session } from '../support/browsers/session.ts';
import { TEST_PORTS, testBuild } from '../support/extension/test-build.ts';
import { STAND_IN_HOSTS, type StandIn, startStandIn } from '../support/stand-in/stand-in.ts';
import { type StartedServer, startServerOn } from '../support/start-server.ts';

const MINUTE_AND_SPREAD_MS = 95_000;

describe.each(BROWSERS)('%s and the real server', (browser) => {
  let server: StartedServer;
  let standIn: StandIn;
  let session: Session;

  beforeAll(async () => {
    server = await startServerOn(TEST_PORTS);
    standIn = await startStandIn();
    const extensionDir = testBuild(browser, server.origin);
    session = await launch({ browser, extensionDir, hosts: STAND_IN_HOSTS, port: standIn.port });
    await (await session.firstRun()).close();
  });
  afterAll(async () => {
    await session?.close();
    await standIn?.close();
    await server?.stop();
  });

  it('carry a failure from the page to everybody', async () => {
    await giveConsent(session);
    standIn.set({ conversation: { status: 503 } });
    const chat = await openChat(session, 'chatgpt.com');
    await chat.ask('Are you well?');
    await session.viewWhen('the failure', ({ events }) => events[0]?.evidence.length === 2);
    await session.shiftClock(MINUTE_AND_SPREAD_MS);
    await session.ring();
    await session.viewWhen('an acknowledged batch', ({ sent }) => sent.length === 1);
    await expect
      .poll(async () => (await readStatus(server)).services.chatgpt, { timeout: 20_000 })
      .toMatchObject({ tried: 1, failed: 1, signals: { 'conversation/http-5xx': 1 } });
    await session.shiftClock(MINUTE_AND_SPREAD_MS);
    await session.ring();
    const view = await session.viewWhen('its own voice among all', ({ status }) => {
      return status?.body.services.chatgpt?.failed === 1;
    });
    // One voice is no crowd.
    expect(view.status?.body.services.chatgpt?.state).toBe('unknown');
  });
});

async function readStatus(server: StartedServer) {
  const response = await fetch(`${server.origin}/v1/status.json`);
  return statusSchema.parse(await response.json());
}
