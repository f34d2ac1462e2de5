import { describe, expect, it } from 'vitest';
import { requestPlan } from '../../../lib/watch/request-plan.ts';
import { planOf } from '../../support/watched-page.ts';

const plan = planOf('claude');

async function request(replies: readonly (() => unknown)[]) {
  let asked = 0;
  let waited = 0;
  const ask = async () => replies[asked++]?.();
  const wait = async (ms: number) => {
    waited += ms;
  };
  const given = await requestPlan(ask, wait, new AbortController().signal);
  return { given, asked, waited };
}

const fail = () => {
  throw new Error('Could not establish connection. Receiving end does not exist.');
};

describe('requestPlan', () => {
  it('takes the first answer', async () => {
    expect(await request([() => ({ plan })])).toEqual({ given: plan, asked: 1, waited: 0 });
  });

  it('asks again while the background is not ready', async () => {
    expect(await request([fail, () => undefined, () => ({ plan })])).toMatchObject({
      given: plan,
      asked: 3,
    });
  });

  it('takes no for an answer, and a plan of another version for none', async () => {
    expect(await request([() => ({ plan: null })])).toMatchObject({ given: null, asked: 1 });
    expect(await request([() => ({ plan: { ...plan, v: 1 } })])).toMatchObject({
      given: null,
      asked: 1,
    });
  });

  it('gives up after five tries', async () => {
    expect(await request(Array(99).fill(fail))).toEqual({ given: null, asked: 5, waited: 40_500 });
  });

  it('asks nothing once it is stopped', async () => {
    const ask = () => Promise.reject(new Error('asked'));
    expect(await requestPlan(ask, async () => {}, AbortSignal.abort())).toBeNull();
  });
});
