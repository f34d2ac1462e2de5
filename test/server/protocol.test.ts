import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorSchema } from '../../lib/protocol/error.ts';
import { HISTORY_DAYS, HISTORY_QUARTERS, historySchema } from '../../lib/protocol/history.ts';
import { acceptedSchema } from '../../lib/protocol/reports.ts';
import { statusSchema } from '../../lib/protocol/status.ts';
import { ERRORS } from '../../server/http/error-codes.ts';
import {
  MOST_OPEN_BATCHES,
  MOST_WAITING_PER_SERVICE,
  MOST_WAITING_VOTES,
} from '../../server/intake/admission.ts';
import { post } from './support/batches.ts';
import { createTestServer } from './support/test-server.ts';

const page = readFileSync(new URL('../../docs/protocol.md', import.meta.url), 'utf8');

function example(name: string): unknown {
  const text = new RegExp(`\`\`\`json ${name}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1];
  if (text === undefined) throw new Error(`docs/protocol.md has no example "${name}"`);
  return JSON.parse(text);
}

describe('docs/protocol.md', () => {
  it('shows a request that the server accepts, counts and answers as shown', async () => {
    const server = createTestServer();
    const answer = await server.request('/v1/reports', post(example('request')));
    expect(answer.status).toBe(202);
    expect(acceptedSchema.parse(await answer.json())).toEqual(example('accepted'));
    await server.board.update();
    expect(server.board.status().services.chatgpt).toMatchObject({
      tried: 1,
      failed: 1,
      signals: { 'conversation/http-5xx': 1 },
      said: { history: 1 },
    });
    expect(server.board.status().services.claude).toMatchObject({ tried: 1, failed: 0 });
  });

  it('shows the error that the server gives', async () => {
    const server = createTestServer();
    const body = example('request') as { seen: { minute: unknown }[] };
    for (const entry of body.seen) entry.minute = 'now';
    const answer = await server.request('/v1/reports', post(body));
    expect(errorSchema.parse(await answer.json())).toEqual(example('error'));
  });

  it('shows a status and a history that fit their schemas', () => {
    statusSchema.parse(example('status'));
    const history = JSON.parse(JSON.stringify(example('history')), (_, value) => {
      if (!Array.isArray(value)) return value;
      const more = /^… (\d+) more$/.exec(String(value[0]))?.[1];
      return more === undefined ? value : [...Array(Number(more)).fill(null), ...value.slice(1)];
    });
    const { chatgpt } = historySchema.parse(history).services;
    expect(chatgpt?.quarters).toHaveLength(HISTORY_QUARTERS);
    expect(chatgpt?.days).toHaveLength(HISTORY_DAYS);
  });

  it.each(Object.entries(ERRORS))('lists the error %s with its status', (code, [status]) => {
    expect(page).toContain(`| ${status} | \`${code}\` |`);
  });

  it('lists no error that does not exist', () => {
    const listed = [...page.matchAll(/^\| \d{3} \| `([a-z0-9-]+)` \|/gm)].map(([, code]) => code);
    expect(listed.toSorted()).toEqual(Object.keys(ERRORS).toSorted());
  });

  it('names the ceilings as they are', () => {
    for (const limit of [MOST_OPEN_BATCHES, MOST_WAITING_PER_SERVICE, MOST_WAITING_VOTES]) {
      expect(page).toContain(limit.toLocaleString('en'));
    }
  });
});
