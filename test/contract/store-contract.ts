import { hash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Feature, SIGNALS } from '../../lib/protocol/vocabulary.ts';
import type { OfficialChange } from '../../server/official/official-word.ts';
import type { IncidentRow } from '../../server/store/incident-row.ts';
import type { Store, Vote, Weight } from '../../server/store/store.ts';
import { FAILED, OK, vote, weight } from './votes.ts';

/** An engine under test: an empty store, and the same store opened anew as after a restart. */
export interface Engine {
  open(): Promise<Store>;
  /** Closes what `open` gave and opens the same data again. */
  reopen(): Promise<Store>;
  /** Lets go of the data. */
  dispose(): Promise<void>;
}

const FIRST = SIGNALS[0] ?? 'page/http-5xx';
const SECOND = SIGNALS[1] ?? 'page/overloaded';
const FOREVER = { voices: 0, minutes: 0, transitions: 0, days: 0, incidents: 0, spent: 0 };

const always = (given: Weight) => (): Weight => given;

/** What every engine must do, whatever it is built on. */
export function storeContract(name: string, createEngine: () => Engine): void {
  describe(name, () => {
    let engine: Engine;
    let store: Store;

    beforeEach(async () => {
      engine = createEngine();
      store = await engine.open();
    });
    afterEach(() => engine.dispose());

    describe('adding votes', () => {
      it('counts each new voice by its weight', async () => {
        const weights = new Map([
          [0, OK],
          [1, FAILED],
          [2, weight()],
        ]);
        let next = 0;
        const stored = await store.add([vote('a'), vote('b'), vote('c')], () => {
          next += 1;
          return weights.get(next - 1) ?? OK;
        });
        expect(stored).toEqual(['new', 'new', 'new']);
        expect(await store.tally(1000, 1000)).toEqual([
          { service: 'alpha', tried: 2, failed: 1, voices: 3, signals: { [FIRST]: 1 }, said: {} },
        ]);
      });

      it('weighs only new voices, in order', async () => {
        await store.add([vote('b')], always(OK));
        const weighed: Vote[] = [];
        const votes = [vote('a'), vote('b'), vote('c')];
        const stored = await store.add(votes, (given) => {
          weighed.push(given);
          return OK;
        });
        expect(stored).toEqual(['new', 'known', 'new']);
        expect(weighed).toEqual([votes[0], votes[2]]);
      });

      it('lets the first word of a voice stand within one call', async () => {
        const weights = [FAILED, OK];
        const stored = await store.add([vote('a'), vote('a')], () => weights.shift() ?? OK);
        expect(stored).toEqual(['new', 'known']);
        expect((await store.tally(1000, 1000))[0]).toMatchObject({
          tried: 1,
          failed: 1,
          voices: 1,
        });
      });

      it('lets the first word of a voice stand over calls and restarts', async () => {
        await store.add([vote('a')], always(FAILED));
        expect(await store.add([vote('a')], always(OK))).toEqual(['known']);
        store = await engine.reopen();
        expect(await store.add([vote('a')], always(OK))).toEqual(['known']);
        expect((await store.tally(1000, 1000))[0]).toMatchObject({
          tried: 1,
          failed: 1,
          voices: 1,
        });
      });

      it('tells the same browser in another minute, service or feature apart', async () => {
        const votes = [
          vote('a'),
          vote('a', { minute: 1001 }),
          vote('a', { service: 'beta' }),
          vote('a', { feature: 'history' }),
          vote('a', { feature: 'files' }),
        ];
        expect(await store.add(votes, always(weight()))).toEqual(Array(5).fill('new'));
      });

      it('stores nothing of a call that fails, and works on', async () => {
        let calls = 0;
        const fails = store.add([vote('a'), vote('b')], () => {
          calls += 1;
          if (calls === 2) throw new Error('no weight');
          return OK;
        });
        await expect(fails).rejects.toThrow('no weight');
        expect(await store.tally(0, 2000)).toEqual([]);
        expect(await store.add([vote('a')], always(OK))).toEqual(['new']);
      });

      it('takes an empty call', async () => {
        expect(await store.add([], always(OK))).toEqual([]);
      });

      it('takes back what a later voice lowers', async () => {
        await store.add([vote('a')], always(FAILED));
        await store.add([vote('b')], always(weight({ failed: -1, raised: [1], lowered: [0] })));
        expect((await store.tally(1000, 1000))[0]).toMatchObject({
          tried: 1,
          failed: 0,
          voices: 2,
          signals: { [SECOND]: 1 },
        });
      });

      it('counts one-click reports by feature and apart from observations', async () => {
        const said = [
          vote('a', { feature: 'history' }),
          vote('b', { feature: 'history' }),
          vote('a', { feature: 'login' }),
        ];
        await store.add(said, always(weight({ said: 1 })));
        expect(await store.tally(1000, 1000)).toEqual([
          {
            service: 'alpha',
            tried: 0,
            failed: 0,
            voices: 0,
            signals: {},
            said: { history: 2, login: 1 },
          },
        ]);
        expect(await store.series('alpha', 0, 2000)).toEqual([]);
      });

      it('gives one-click reports of one service minute by minute', async () => {
        const at = (who: string, minute: number, feature: Feature, service = 'alpha') =>
          vote(who, { minute, feature, service });
        const said = [
          at('a', 1001, 'login'),
          at('a', 1000, 'history'),
          at('b', 1000, 'history'),
          at('a', 1000, 'files'),
          at('a', 1000, 'api', 'beta'),
        ];
        await store.add(said, always(weight({ said: 1 })));
        await store.add([at('c', 1000, 'page'), vote('a')], always(weight()));
        store = await engine.reopen();
        const first = { minute: 1000, said: { history: 2, files: 1 } };
        expect(await store.said('alpha', 990, 1001)).toEqual([
          first,
          { minute: 1001, said: { login: 1 } },
        ]);
        expect(await store.said('alpha', 1000, 1000)).toEqual([first]);
        expect(await store.said('unheard-of', 0, 2000)).toEqual([]);
        await store.prune({ ...FOREVER, voices: 1500, minutes: 1001 });
        expect(await store.said('alpha', 0, 2000)).toEqual([{ minute: 1001, said: { login: 1 } }]);
      });

      it('counts each voice once, however calls overlap, repeat and are interrupted', async () => {
        const voters = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 12 });
        const property = fc.asyncProperty(
          fc.array(fc.record({ voters, restart: fc.boolean() }), { maxLength: 6 }),
          fc.integer({ min: 1, max: 1_000_000 }),
          async (calls, minute) => {
            const seen = new Set<number>();
            for (const { voters: list, restart } of calls) {
              const votes = list.map((who) => vote(`${who}`, { service: 'many', minute }));
              await Promise.all([store.add(votes, always(OK)), store.add(votes, always(OK))]);
              for (const who of list) seen.add(who);
              if (restart) store = await engine.reopen();
            }
            const tally = (await store.tally(minute, minute)).find((row) => row.service === 'many');
            expect(tally?.tried ?? 0).toBe(seen.size);
            expect(tally?.voices ?? 0).toBe(seen.size);
            await store.prune({ ...FOREVER, voices: minute + 1, minutes: minute + 1 });
          },
        );
        await fc.assert(property, { numRuns: 25 });
      });
    });

    describe('spending values', () => {
      const bytes = (text: string) => hash('sha256', text, 'buffer').subarray(0, 16);
      const spending = (value: string, purpose = 'this') => ({
        value: bytes(value),
        purpose: bytes(purpose),
      });

      it('takes each value of an epoch for one purpose, also over a restart', async () => {
        const both = [spending('a'), spending('b')];
        expect(await store.spend('key-1', both, 1000)).toEqual(['new', 'new']);
        store = await engine.reopen();
        const again = [spending('b'), spending('a', 'that'), spending('c')];
        expect(await store.spend('key-1', again, 1000)).toEqual(['same', 'other', 'new']);
        expect(await store.spend('key-2', [spending('a', 'that')], 1000)).toEqual(['new']);
      });

      it('judges a value that is named twice in order', async () => {
        const three = [spending('a'), spending('a', 'that'), spending('a')];
        expect(await store.spend('key-1', three, 1000)).toEqual(['new', 'other', 'same']);
      });

      it('takes nothing of an empty list', async () => {
        expect(await store.spend('key-1', [], 1000)).toEqual([]);
      });

      it('lets one of many purposes win, however they race', async () => {
        const purposes = Array.from({ length: 30 }, (_, index) => `purpose ${index}`);
        const words = await Promise.all(
          purposes.map(async (purpose) => {
            const [word] = await store.spend('key-1', [spending('a', purpose)], 1000);
            return word;
          }),
        );
        expect(words.filter((word) => word === 'new')).toHaveLength(1);
        expect(words.filter((word) => word === 'other')).toHaveLength(29);
      });

      it('forgets an epoch when it is over, however many values it had, and no other', async () => {
        const many = Array.from({ length: 6_000 }, (_, index) => spending(`value ${index}`));
        await store.spend('key-1', many, 1000);
        await store.spend('key-2', [spending('a')], 1001);
        await store.prune({ ...FOREVER, spent: 1001 });
        const left = await store.spend('key-1', [spending('value 7', 'that')], 1002);
        expect(left).toEqual(['new']);
        expect(await store.spend('key-2', [spending('a')], 1001)).toEqual(['same']);
      });

      it('keeps an epoch as long as the longest was said', async () => {
        await store.spend('key-1', [spending('a')], 1005);
        await store.spend('key-1', [spending('b')], 1000);
        await store.prune({ ...FOREVER, spent: 1003 });
        expect(await store.spend('key-1', [spending('a')], 1005)).toEqual(['same']);
      });
    });

    describe('reading counts', () => {
      beforeEach(async () => {
        for (const minute of [1000, 1004, 1015]) {
          await store.add([vote('a', { minute }), vote('b', { minute })], always(OK));
        }
        await store.add([vote('a', { minute: 1004, service: 'alphabet' })], always(FAILED));
      });

      it('gives a series in order, without empty minutes, with both ends', async () => {
        expect(await store.series('alpha', 1000, 1015)).toEqual([
          { minute: 1000, tried: 2, failed: 0 },
          { minute: 1004, tried: 2, failed: 0 },
          { minute: 1015, tried: 2, failed: 0 },
        ]);
        expect(await store.series('alpha', 1001, 1014)).toHaveLength(1);
        expect(await store.series('unheard-of', 0, 2000)).toEqual([]);
      });

      it('keeps services apart whose names begin alike', async () => {
        const rows = await store.tally(1001, 1014);
        expect(rows.map(({ service, tried, failed }) => [service, tried, failed])).toEqual([
          ['alpha', 2, 0],
          ['alphabet', 1, 1],
        ]);
      });

      it('sums whole periods', async () => {
        expect(await store.periods(990, 1019, 15)).toEqual([
          { service: 'alpha', start: 990, tried: 4, failed: 0 },
          { service: 'alpha', start: 1005, tried: 2, failed: 0 },
          { service: 'alphabet', start: 990, tried: 1, failed: 1 },
        ]);
      });
    });

    describe('checkpoints and transitions', () => {
      const change = (minute: number, service = 'alpha') =>
        ({ service, minute, state: 'degraded', level: 'suspected', since: 1, rho: 0.025 }) as const;

      it('keeps the newest checkpoint of each service over a restart', async () => {
        const state = { learned: [0.1, null, 1e-300], text: 'ä' };
        const old = { service: 'alpha', from: 1, minute: 5, state: { old: true } };
        await store.saveCheckpoints([old], []);
        await store.saveCheckpoints(
          [
            { service: 'alpha', from: 6, minute: 6, state },
            { service: 'beta', from: 1, minute: 6, state: null },
          ],
          [],
        );
        store = await engine.reopen();
        const found = (await store.checkpoints()).toSorted((a, b) =>
          a.service.localeCompare(b.service),
        );
        expect(found).toEqual([
          { service: 'alpha', minute: 6, state },
          { service: 'beta', minute: 6, state: null },
        ]);
      });

      it('gives transitions from a minute on, and the last before it', async () => {
        await store.saveCheckpoints([], [change(1), change(5), change(9), change(3, 'beta')]);
        expect(await store.transitions(6)).toEqual([change(3, 'beta'), change(5), change(9)]);
        expect(await store.transitions(5)).toEqual([
          change(1),
          change(3, 'beta'),
          change(5),
          change(9),
        ]);
      });

      it('keeps one transition per service and minute', async () => {
        const end = { state: 'operational', level: null, since: null, rho: null } as const;
        const calm = { ...change(1), ...end };
        await store.saveCheckpoints([], [change(1)]);
        await store.saveCheckpoints([], [calm]);
        expect(await store.transitions(0)).toEqual([calm]);
      });

      it('puts what was folded again in the place of all that was found in those minutes before', async () => {
        const ghosts = [change(4), change(5), change(8), change(9), change(6, 'beta')];
        await store.saveCheckpoints([], ghosts);
        const again = { service: 'alpha', from: 5, minute: 8, state: null };
        await store.saveCheckpoints([again], [change(7)]);
        const left = [change(4), change(6, 'beta'), change(7), change(9)];
        expect(await store.transitions(0)).toEqual(left);
      });
    });

    describe('the door', () => {
      const sums = { several: 1, failedAll: 1, failedSome: 0 };
      const NONE = { several: 0, failedAll: 0, failedSome: 0 };

      it('adds up what new votes bring, within a window, and what later ones take back', async () => {
        expect(await store.door(0, 2000)).toEqual(NONE);
        const votes = [vote('a'), vote('b'), vote('a', { minute: 1003 }), vote('c')];
        const doors = [sums, { ...sums, failedAll: 0, failedSome: 1 }, sums, undefined];
        await store.add(votes, () => {
          const door = doors.shift();
          return door === undefined ? OK : weight({ tried: 1, door });
        });
        expect(await store.door(1000, 1002)).toEqual({ several: 2, failedAll: 1, failedSome: 1 });
        expect(await store.door(1000, 1003)).toEqual({ several: 3, failedAll: 2, failedSome: 1 });
        const back = { several: 0, failedAll: -1, failedSome: 1 };
        await store.add([vote('d')], always(weight({ door: back })));
        store = await engine.reopen();
        expect(await store.door(1000, 1000)).toEqual({ several: 2, failedAll: 0, failedSome: 2 });
      });

      it('counts a vote that is sent again once', async () => {
        const once = always(weight({ tried: 1, door: sums }));
        await store.add([vote('a')], once);
        store = await engine.reopen();
        await store.add([vote('a'), vote('a')], once);
        expect(await store.door(1000, 1000)).toEqual(sums);
      });

      it('forgets as soon as the voices', async () => {
        const once = always(weight({ tried: 1, door: sums }));
        await store.add([vote('a'), vote('a', { minute: 1001 })], once);
        await store.prune({ ...FOREVER, voices: 1001 });
        expect(await store.door(0, 2000)).toEqual(sums);
      });
    });

    it('sums the signals of one service, long after its voices are gone', async () => {
      const votes = [vote('a'), vote('b', { minute: 1001 }), vote('c', { minute: 1002 })];
      await store.add(votes, always(FAILED));
      await store.add([vote('d', { service: 'beta' })], always(weight({ raised: [1] })));
      await store.add([vote('e')], always(weight({ raised: [1] })));
      await store.add([vote('f')], always(weight({ lowered: [1] })));
      await store.prune({ ...FOREVER, voices: 1500 });
      expect(await store.signals('alpha', 1000, 1001)).toEqual({ [FIRST]: 2 });
      expect(await store.signals('beta', 1000, 1000)).toEqual({ [SECOND]: 1 });
      expect(await store.signals('unheard-of', 0, 2000)).toEqual({});
    });

    describe('announcements', () => {
      const told = (minute: number, since = 5) =>
        ({ service: 'alpha', since, level: 'confirmed', minute }) as const;

      it('lets the first word stand, for each beginning and level', async () => {
        const suspected = { ...told(9), level: 'suspected' } as const;
        await store.announce([told(10)]);
        store = await engine.reopen();
        await store.announce([told(11), suspected, told(12, 6), told(13, 6)]);
        expect(await store.announcements(0)).toEqual([suspected, told(10), told(12, 6)]);
        expect(await store.announcements(10)).toEqual([told(10), told(12, 6)]);
      });

      it('are forgotten before their horizon', async () => {
        await store.announce([told(10), told(12, 6)]);
        await store.prune({ ...FOREVER, incidents: 11 });
        expect(await store.announcements(0)).toEqual([told(12, 6)]);
      });
    });

    describe('incidents', () => {
      const incident = (opened: number, change: Partial<IncidentRow> = {}): IncidentRow => ({
        service: 'alpha',
        opened,
        confirmed: opened + 1,
        since: opened - 2,
        state: 'operational',
        worst: 'outage',
        level: 'confirmed',
        ended: opened + 30,
        end: 'recovered',
        updated: opened + 40,
        official: { posted: opened + 14, exact: true, resolved: null, title: 'Elevated “errors”' },
        lead: 13,
        tried: 900,
        failed: 500,
        peak: 0.71,
        features: [{ feature: 'history', share: 0.625 }],
        ...change,
      });

      it('come back as they were saved, oldest first, over a restart', async () => {
        const beta = incident(50, { service: 'beta', official: null, lead: null, peak: null });
        await store.saveIncidents([incident(100), beta]);
        store = await engine.reopen();
        expect(await store.incidents(0, 10)).toEqual([beta, incident(100)]);
        expect(await store.incidents(51, 10)).toEqual([incident(100)]);
        expect(await store.incidents(0, 1)).toEqual([incident(100)]);
      });

      it('take the place of what was saved of the same opening', async () => {
        await store.saveIncidents([incident(100)]);
        const later = incident(100, { ended: 140, tried: 1000 });
        await store.saveIncidents([later]);
        expect(await store.incidents(0, 10)).toEqual([later]);
      });

      it('are forgotten before their horizon', async () => {
        await store.saveIncidents([incident(100), incident(200)]);
        await store.prune({ ...FOREVER, incidents: 200 });
        expect(await store.incidents(0, 10)).toEqual([incident(200)]);
      });
    });

    describe('what vendors say', () => {
      const word = (minute: number, change: Partial<OfficialChange> = {}): OfficialChange => ({
        service: 'alpha',
        state: 'degraded',
        minute,
        incident: 'x1',
        title: 'Elevated errors',
        publishedMinute: minute - 1,
        ...change,
      });

      it('is kept as changes, one per minute, from a minute on and the last before it', async () => {
        const fine = word(2, { state: 'operational', incident: null, title: null });
        const unknown = word(4, { service: 'beta', state: 'unknown', publishedMinute: null });
        await store.saveOfficial([word(1), word(2), word(9), unknown]);
        await store.saveOfficial([fine]);
        store = await engine.reopen();
        expect(await store.official(5)).toEqual([fine, unknown, word(9)]);
        expect(await store.official(0)).toEqual([word(1), fine, unknown, word(9)]);
      });

      it('is forgotten before its horizon, but for the last word: it still holds', async () => {
        await store.saveOfficial([word(1), word(2), word(9)]);
        await store.prune({ ...FOREVER, incidents: 5 });
        expect(await store.official(0)).toEqual([word(2), word(9)]);
      });
    });

    it('keeps days, replacing equal ones', async () => {
      const day = { service: 'alpha', day: 20, tried: 5, failed: 1, state: 'outage' } as const;
      await store.saveDays([
        { ...day, tried: 4 },
        { ...day, day: 19 },
      ]);
      await store.saveDays([day]);
      store = await engine.reopen();
      expect(await store.days(20)).toEqual([day]);
      expect(await store.days(0)).toHaveLength(2);
    });

    describe('pruning', () => {
      it('forgets voices before their horizon and keeps the series', async () => {
        const old = vote('a', { minute: 1000 });
        const young = vote('a', { minute: 1001 });
        await store.add([old, young], always(FAILED));
        await store.prune({ ...FOREVER, voices: 1001 });
        expect((await store.tally(990, 1001))[0]).toMatchObject({ voices: 1 });
        expect(await store.series('alpha', 0, 2000)).toHaveLength(2);
        expect(await store.add([young], always(OK))).toEqual(['known']);
        expect(await store.add([old], always(weight()))).toEqual(['new']);
      });

      it('forgets many voices, whatever it takes', async () => {
        const votes = Array.from({ length: 12_000 }, (_, who) => vote(`${who}`));
        await store.add(votes, always(OK));
        await store.prune({ ...FOREVER, voices: 1001 });
        const again = await store.add(votes.slice(0, 3), always(weight()));
        expect(again).toEqual(['new', 'new', 'new']);
      });

      it('forgets minutes and days before their horizons', async () => {
        await store.add([vote('a', { minute: 1000 }), vote('a', { minute: 1001 })], always(FAILED));
        const day = { service: 'alpha', tried: 1, failed: 0, state: 'operational' } as const;
        await store.saveDays([
          { ...day, day: 1 },
          { ...day, day: 2 },
        ]);
        await store.prune({ ...FOREVER, minutes: 1001, days: 2 });
        expect(await store.series('alpha', 0, 2000)).toEqual([
          { minute: 1001, tried: 1, failed: 1 },
        ]);
        expect((await store.tally(1000, 1000))[0]?.signals).toEqual({});
        expect(await store.days(0)).toEqual([{ ...day, day: 2 }]);
      });

      it('keeps the last transition before the horizon: it says what still holds', async () => {
        const incident = { level: 'confirmed', since: 1, rho: 0.025 } as const;
        const change = (minute: number) =>
          ({ service: 'alpha', minute, state: 'outage', ...incident }) as const;
        await store.saveCheckpoints([], [change(1), change(2), change(8)]);
        await store.prune({ ...FOREVER, transitions: 5 });
        expect(await store.transitions(0)).toEqual([change(2), change(8)]);
      });
    });

    it('answers a ping while it is open, and none when closed', async () => {
      await expect(store.ping()).resolves.toBeUndefined();
      await store.close();
      await expect(store.ping()).rejects.toThrow();
    });
  });
}
