import { describe, expect, it } from 'vitest';
import { createDuties } from '../../../server/lease/duties.ts';
import { createLease, LEASE_MS } from '../../../server/lease/lease.ts';

/** A store in which a job belongs to whoever claimed it last, until its time is over. */
function setUp() {
  const time = { now: 1_000, isAway: false };
  let owner: { holder: string; until: number } | null = null;
  const peers = {
    async claim(_job: string, holder: string, forMs: number) {
      if (time.isAway) throw new Error('away');
      if (owner !== null && owner.until > time.now && owner.holder !== holder) return false;
      owner = { holder, until: time.now + forMs };
      return true;
    },
    async release(_job: string, holder: string) {
      if (owner?.holder === holder) owner = null;
    },
  };
  const changes: string[] = [];
  const leaseOf = (holder: string, own: typeof peers | null = peers) =>
    createLease({
      peers: own,
      job: 'official',
      holder,
      elapsed: () => time.now,
      onChange: (held) => changes.push(`${holder} ${held}`),
    });
  return { time, peers, changes, leaseOf };
}

describe('a lease', () => {
  it('has one holder at a time, and goes on while it is kept', async () => {
    const { time, changes, leaseOf } = setUp();
    const [a, b] = [leaseOf('a'), leaseOf('b')];
    for (let round = 0; round < 10; round += 1) {
      await a.keep();
      await b.keep();
      expect([a.held(), b.held()]).toEqual([true, false]);
      time.now += LEASE_MS - 1;
      expect([a.held(), b.held()]).toEqual([true, false]);
    }
    expect(changes).toEqual(['a true']);
  });

  it('passes on when its holder is silent, and the holder knows without being told', async () => {
    const { time, leaseOf } = setUp();
    const [a, b] = [leaseOf('a'), leaseOf('b')];
    await a.keep();
    time.now += LEASE_MS;
    expect(a.held()).toBe(false);
    await b.keep();
    await a.keep();
    expect([a.held(), b.held()]).toEqual([false, true]);
  });

  it('is kept through a short absence of the store, and no longer', async () => {
    const { time, changes, leaseOf } = setUp();
    const a = leaseOf('a');
    await a.keep();
    time.isAway = true;
    time.now += LEASE_MS - 1;
    await expect(a.keep()).rejects.toThrow('away');
    expect(a.held()).toBe(true);
    time.now += 1;
    await expect(a.keep()).rejects.toThrow('away');
    expect(a.held()).toBe(false);
    expect(changes).toEqual(['a true', 'a false']);
  });

  it('is free at once when it is given back', async () => {
    const { leaseOf } = setUp();
    const [a, b] = [leaseOf('a'), leaseOf('b')];
    await a.keep();
    await a.release();
    expect(a.held()).toBe(false);
    await b.keep();
    expect(b.held()).toBe(true);
  });

  it('belongs to a lone server without asking', async () => {
    const { time, changes, leaseOf } = setUp();
    const lone = leaseOf('a', null);
    time.now += 10 * LEASE_MS;
    await lone.keep();
    expect(lone.held()).toBe(true);
    await lone.release();
    expect(changes).toEqual([]);
  });
});

describe('duties', () => {
  it('do what this node has, and never what it cannot do', async () => {
    const { peers, time } = setUp();
    const done: string[] = [];
    const duties = createDuties({
      ...{ peers, holder: 'a', jobs: ['retention'], elapsed: () => time.now },
      onChange: (job, held) => done.push(`${job} ${held}`),
    });
    const prune = duties.only('retention', async (what: string) => void done.push(what));
    const poll = duties.only('official', async () => void done.push('poll'));
    await prune('too early');
    await duties.keep();
    await prune('prune');
    await poll();
    await duties.release();
    await prune('too late');
    expect(done).toEqual(['retention true', 'prune', 'retention false']);
  });
});

describe('the duties of a node', () => {
  it('are kept one without another, when the store of one is away', async () => {
    const time = { now: 0 };
    const duties = createDuties({
      peers: {
        async claim(job) {
          if (job === 'official') throw new Error('away');
          return true;
        },
        async release() {},
      },
      jobs: ['official', 'retention'],
      holder: 'a',
      elapsed: () => time.now,
      onChange: () => {},
    });
    await expect(duties.keep()).rejects.toThrow('away');
    expect([duties.has('official'), duties.has('retention')]).toEqual([false, true]);
  });
});
