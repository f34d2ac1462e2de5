import { describe, expect, it } from 'vitest';
import { postBatch } from '../../../lib/report/report-client.ts';

const never = new AbortController().signal;

function answering(answer: Response | Error): typeof fetch {
  return async () => {
    if (answer instanceof Error) throw answer;
    return answer;
  };
}

function post(answer: Response | Error) {
  return postBatch(answering(answer), 'https://outcry.example', '{}', 0, never);
}

describe('postBatch', () => {
  it.each([
    ['an acceptance', Response.json({ next: 90 }, { status: 202 }), { nextSeconds: 90 }],
    ['an acceptance in strange words', new Response('ok', { status: 202 }), { nextSeconds: 60 }],
    [
      'an acceptance without end',
      new Response('x'.repeat(5000), { status: 202 }),
      { nextSeconds: 60 },
    ],
  ])('takes %s for one', async (_what, answer, expected) => {
    expect(await post(answer)).toEqual({ type: 'accepted', ...expected });
  });

  it.each([400, 413, 415, 422])('takes %i for a refusal', async (status) => {
    expect(await post(new Response('', { status }))).toEqual({
      type: 'refused',
      status,
      entry: null,
    });
  });

  it.each([200, 204, 403, 404, 429, 500, 503])('tries again after %i', async (status) => {
    expect(await post(new Response(null, { status }))).toMatchObject({ type: 'retry' });
  });

  it('tries again when nothing answers', async () => {
    expect(await post(new TypeError('Failed to fetch'))).toEqual({
      type: 'retry',
      retryAfterMs: null,
      left: false,
    });
  });

  it('reads how long to wait', async () => {
    const answer = new Response('', { status: 429, headers: { 'retry-after': '7' } });
    expect(await post(answer)).toEqual({ type: 'retry', retryAfterMs: 7000, left: true });
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const hanging: typeof fetch = (_input, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      });
    const outcome = postBatch(hanging, 'https://outcry.example', '{}', 0, stop.signal);
    stop.abort();
    expect(await outcome).toEqual({ type: 'retry', retryAfterMs: null, left: true });
  });
});
