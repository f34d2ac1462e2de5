import { describe, expect, it } from 'vitest';
import { HEADROOM } from '../../../bench/scale/assumptions.ts';
import { costsOf } from '../../../bench/scale/costs.ts';
import { CACHE_SECONDS, demandOf } from '../../../bench/scale/demand.ts';
import { limitsOf } from '../../../bench/scale/limits.ts';
import { readMeasured } from '../../../bench/scale/measured.ts';
import { fitsOne, needsOf, oneThreadOf } from '../../../bench/scale/needs.ts';
import { live } from '../support/crowd.ts';
import { createTestServer } from '../support/test-server.ts';

const measured = readMeasured();
const { habits, peak, rush } = measured;

describe('the capacity plan', () => {
  it.each(['calm', 'outage'] as const)(
    'asks for ten times as much from ten times as many, but of a CDN’s origin: %s',
    (weather) => {
      const [one, ten] = [1e6, 1e7].map((users) => demandOf(users, weather, measured));
      expect(ten?.posts).toBeCloseTo(10 * (one?.posts ?? 0));
      expect(ten?.reads).toBeCloseTo(10 * (one?.reads ?? 0));
      expect(ten?.misses).toBeLessThan(3 * (one?.misses ?? 0));
      expect(ten?.hitRate).toBeGreaterThan(one?.hitRate ?? 1);
      expect(ten?.hitRate).toBeLessThan(1);
    },
  );

  it('counts reports as the crowd sent them', () => {
    const { meanPosts, posts } = demandOf(86_400, 'calm', measured);
    expect(meanPosts).toBeCloseTo(habits.reports);
    expect(posts).toBeCloseTo(habits.reports * peak.calm * rush);
    expect(demandOf(86_400, 'outage', measured).posts).toBeGreaterThan(posts);
  });

  it('never asks the origin more often than caches forget', () => {
    const { misses } = demandOf(1e12, 'calm', {
      ...measured,
      habits: { ...habits, reads: { status: 480, history: 0, rules: 0 } },
    });
    // The status in every place and form, and twelve pages.
    expect(misses).toBeLessThanOrEqual((13 * 300 * 2) / CACHE_SECONDS.status);
    expect(misses).toBeGreaterThan((12 * 300 * 2) / CACHE_SECONDS.status);
  });

  it('changes from one server to many where one thread is too busy, and has one to spare from then on', () => {
    const most = limitsOf(measured).find(({ what }) => what.includes('one server on SQLite'));
    const around = [0.98, 1.02].map((part) =>
      demandOf((most?.outage ?? 0) * part, 'outage', measured),
    );
    expect(around.map((demand) => oneThreadOf(demand, measured) <= HEADROOM.busy)).toEqual([
      true,
      false,
    ]);
    const [demand] = around;
    if (demand === undefined) return expect.unreachable();
    expect(fitsOne({ ...demand, issues: 0, redeems: 0 }, measured)).toBe(true);
    expect(needsOf(demand, measured, true)).toMatchObject({ nodes: 1, redisMachines: 0 });
    expect(needsOf(demand, measured, false).nodes).toBeGreaterThan(HEADROOM.spareNodes);
  });

  it('costs more for more users, and machines the least of it', () => {
    const costs = [1e6, 1e7, 1e8].map((users) => {
      const demand = demandOf(users, 'outage', measured);
      return costsOf(users, needsOf(demand, measured, fitsOne(demand, measured)), measured);
    });
    const sums = costs.map(({ machines, cdn }) => machines + cdn);
    expect(sums.toSorted((a, b) => a - b)).toEqual(sums);
    for (const { machines, cdn } of costs) expect(machines).toBeLessThan(cdn);
  });

  it.each([
    ['/v1/status.json', CACHE_SECONDS.status],
    ['/v1/history.json', CACHE_SECONDS.history],
    ['/', CACHE_SECONDS.pages],
  ])('takes caches to keep %s for as long as its answer says', async (path, seconds) => {
    const server = createTestServer();
    await live(server, 1, {});
    await server.archive.update();
    const { headers } = await server.request(path);
    expect(headers.get('cache-control')).toContain(`max-age=${seconds},`);
  });
});
