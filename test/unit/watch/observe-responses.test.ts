import { describe, expect, it } from 'vitest';
import { responseOf } from '../../../lib/watch/observe-responses.ts';
import { planOf } from '../../support/watched-page.ts';

const plan = planOf('chatgpt');
const see = (name: string, responseStatus: number | undefined, entryType = 'resource') =>
  responseOf(
    {
      name,
      entryType,
      responseEnd: 25.4,
      ...(responseStatus === undefined ? {} : { responseStatus }),
    },
    plan,
    1_000,
  );

describe('responseOf', () => {
  it('makes a fact of a known address, without its query', () => {
    expect(see('https://chatgpt.com/backend-api/conversations?offset=0&limit=28', 500)).toEqual({
      fact: {
        type: 'response',
        host: 'chatgpt.com',
        path: '/backend-api/conversations',
        status: 500,
        navigation: false,
        at: 1_025,
      },
      told: { feature: 'history', worked: false, use: false },
    });
  });

  it('says whether the user asked for it or the page did by itself', () => {
    const told = (...args: Parameters<typeof see>) => see(...args)?.told;
    expect(told('https://chatgpt.com/backend-api/f/conversation', 200)).toEqual({
      feature: 'conversation',
      worked: true,
      use: true,
    });
    expect(told('https://chatgpt.com/c/1', 200, 'navigation')).toEqual({
      feature: 'page',
      worked: true,
      use: true,
    });
    expect(told('https://chatgpt.com/backend-api/conversations', 200)).toEqual({
      feature: 'history',
      worked: true,
      use: false,
    });
  });

  it('tells of the stop button at once, as of a failure', () => {
    expect(see('https://chatgpt.com/backend-api/stop_conversation', 200)).toMatchObject({
      fact: { path: '/backend-api/stop_conversation', status: 200 },
      told: { worked: false },
    });
  });

  it.each([
    ['an unknown status', 'https://chatgpt.com/backend-api/f/conversation', 0],
    ['no status', 'https://chatgpt.com/backend-api/f/conversation', undefined],
    ['another host', 'https://example.com/backend-api/f/conversation', 500],
    ['telemetry', 'https://chatgpt.com/ces/v1/t', 500],
    ['a picture', 'https://chatgpt.com/logo.png', 500],
    ['no address', 'inline', 500],
  ])('drops %s', (_name, name, status) => {
    expect(see(name, status)).toBeNull();
  });
});
