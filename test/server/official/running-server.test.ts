import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { statusSchema } from '../../../lib/protocol/status.ts';
import { documentsOf } from '../../../server/official/documents-of.ts';
import { openOfficial } from '../../../server/open-official.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { createTestServer, temporaryFolder } from '../support/test-server.ts';
import { fixture } from './fixtures.ts';
import { type StandInPage, startStandInPage } from './stand-in-page.ts';

let page: StandInPage;
let folder: ReturnType<typeof temporaryFolder>;
let server: ServerProcess | null;

beforeEach(async () => {
  page = await startStandInPage();
  folder = temporaryFolder();
  server = null;
});

afterEach(async () => {
  await server?.end('SIGKILL');
  await page.stop();
  folder.dispose();
});

async function start(settings: Record<string, string>): Promise<ServerProcess> {
  server = await startServer({
    OUTCRY_DB: `${folder.path}/outcry.db`,
    OUTCRY_OFFICIAL_STAND_IN: page.address,
    ...settings,
  });
  return server;
}

async function officialOf(url: string, service: string) {
  const { services } = statusSchema.parse(await (await fetch(`${url}/v1/status.json`)).json());
  return services[service]?.official;
}

/** The page in the hand of a vendor who is down, and of one who only shows a challenge. */
function openPages(): void {
  page.handle(({ headers }, response) => {
    if (headers.host === 'status.openai.com') {
      const body = fixture('incident-io', 'full-outage.json');
      response.writeHead(200, { 'content-type': 'application/json', etag: '"1"' }).end(body);
    } else {
      response
        .writeHead(403, { 'content-type': 'text/html' })
        .end('<title>Just a moment...</title>');
    }
  });
}

describe('the operator’s switch', () => {
  it.each([
    [true, 'each document has a job'],
    [false, 'there is nothing to ask anybody with'],
  ])('%s: %s', (official) => {
    const signal = new AbortController().signal;
    const random = () => 0;
    const { services, store, log, metrics } = createTestServer();
    const parts = { services, store, log, metrics, signal, random, clock: Date.now };
    const opened = openOfficial({ official, officialStandIn: null }, parts);
    expect(opened?.documents.length ?? 0).toBe(official ? documentsOf(services).length : 0);
  });
});

describe('a running server', () => {
  it('shows the vendor’s word beside its own, says what it could not read, and stops at once', async () => {
    openPages();
    const { url, end, output } = await start({ OUTCRY_OFFICIAL: 'on' });
    await expect
      .poll(() => officialOf(url, 'chatgpt'), { timeout: 15_000 })
      .toMatchObject({ state: 'outage', url: 'https://status.openai.com' });
    expect(await officialOf(url, 'claude')).toMatchObject({ state: 'unknown', checked: null });
    await expect.poll(output, { timeout: 10_000 }).toContain('"service":"claude"');
    const log = output();
    expect(log).toMatch(/"event":"official-readable","service":"chatgpt","family":"incident-io"/);
    expect(log).toMatch(/"official-unreadable","service":"claude",.*"reason":"refused"/);
    expect(log).not.toContain('Just a moment');
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain(
      'outcry_official_polls_total{family="incident-io",result="read"} 1\n',
    );
    expect(page.seen.filter(({ headers }) => headers.host === 'status.openai.com')).toHaveLength(1);
    expect(await end('SIGTERM')).toBe(0);
    expect(output()).not.toContain('job-failed');
    const store = createSqliteStore(`${folder.path}/outcry.db`);
    expect(await store.official(0)).toMatchObject([
      { service: 'chatgpt', state: 'outage', title: 'Elevated errors across ChatGPT' },
      { service: 'openai-platform', state: 'operational', title: null },
    ]);
    await store.close();
  });

  it('stops within its five seconds while a page keeps it waiting', async () => {
    page.handle(() => undefined);
    const { end } = await start({ OUTCRY_OFFICIAL: 'on' });
    await expect.poll(() => page.seen.length, { timeout: 15_000 }).toBeGreaterThan(0);
    const asked = performance.now();
    expect(await end('SIGTERM')).toBe(0);
    expect(performance.now() - asked).toBeLessThan(5_000);
  });
});
