import axe from 'axe-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { documentOf } from '../../support/dom.ts';
import { live } from '../support/crowd.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  const checked = '2026-02-03T19:00:00.000Z';
  const url = 'https://status.example.com';
  const incident = { id: 'x', title: 'Elevated errors', publishedAt: checked };
  const said = { state: 'degraded', since: checked, url, checked, incident } as const;
  server = createTestServer({ official: () => said });
  await live(server, 5, { failing: 36, services: ['chatgpt', 'claude', 'gemini'] });
  await server.archive.update();
});

/** Colours need a browser that draws: the style sheet states its own contrast. */
const RULES = { 'color-contrast': { enabled: false } };

describe('for everyone', () => {
  it.each([
    '/',
    '/s/chatgpt',
    '/s/perplexity',
    '/s/chatgpt/incident/2026-02-03-1901',
    '/how',
    '/data',
    '/fr/',
    '/fr/s/chatgpt',
  ])(
    '%s breaks no rule of axe',
    async (path) => {
      const answer = await server.request(path);
      expect(answer.status).toBe(200);
      const page = documentOf(await answer.text()).documentElement;
      const { passes, violations } = await axe.run(page, { rules: RULES });
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      expect(passes.length).toBeGreaterThan(10);
    },
    60_000,
  );
});
