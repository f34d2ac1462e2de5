import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IssuerKey } from '../../../lib/protocol/issuer-key.ts';
import { msOf } from '../../../lib/protocol/vocabulary.ts';
import {
  addTokens,
  EMPTY_WALLET,
  FIRST_SPREAD_MS,
  NEEDED_MS,
  planFetch,
  RESERVE,
  takeToken,
  type Wallet,
  walletSchema,
  withoutDead,
} from '../../../lib/tokens/wallet.ts';

const FIRST = 29_500_560;
const kidOf = (index: number) => index.toString(16).padStart(24, '0');
const keys: readonly IssuerKey[] = Array.from({ length: 8 }, (_, index) => {
  const from = FIRST + 360 * index;
  return { kid: kidOf(index), from, until: from + 720, spki: '' };
});
const tokenOf = (index: number) => index.toString(36).padStart(400, 'A');

/** Days of a browser: fetching when planned, batches at any time, now and then a server that asks for tokens. */
const acts = fc.array(
  fc.record({
    minutes: fc.integer({ min: 0, max: 200 }),
    act: fc.constantFrom('tick', 'tick', 'batch', 'batch', 'wanted', 'needed'),
    random: fc.double({ min: 0, max: 0.999, noNaN: true }),
  }),
  { maxLength: 80 },
);

describe('the wallet', () => {
  it('gives each token out once and only while its key lives, and asks each key once', () => {
    fc.assert(
      fc.property(acts, (days) => {
        let wallet: Wallet = EMPTY_WALLET;
        let now = msOf(FIRST);
        let made = 0;
        const given: string[] = [];
        const served: number[] = [];
        for (const { minutes, act, random } of days) {
          now = Math.min(now + minutes * 60_000, msOf(FIRST + 7 * 360));
          wallet = withoutDead(wallet, keys, now);
          const key = keys.findLast(({ from }) => msOf(from) <= now);
          if (key === undefined) throw new Error('some key signs at each time');
          if (act === 'batch') {
            const [token, left] = takeToken(wallet, now);
            if (token !== null) {
              const until = wallet.tokens.find((held) => held.token === token)?.until ?? 0;
              expect(msOf(until)).toBeGreaterThan(now);
              expect(given).not.toContain(token);
              given.push(token);
              const isWanted = wallet.wantedUntil > now;
              expect(left.tokens.length).toBeGreaterThanOrEqual(isWanted ? 0 : RESERVE);
            }
            wallet = left;
          } else if (act === 'tick') {
            wallet = planFetch(wallet, key, now, random);
            if (wallet.fetchAt !== null && wallet.fetchAt <= now) {
              expect(served).not.toContain(key.from);
              served.push(key.from);
              wallet = addTokens(
                wallet,
                [1, 2, 3, 4].map(() => tokenOf(++made)),
                key,
              );
            }
          } else {
            const until = now + NEEDED_MS;
            const needed = act === 'needed' ? { neededUntil: until } : {};
            wallet = { ...wallet, wantedUntil: until, ...needed };
          }
          expect(walletSchema.parse(wallet)).toEqual(wallet);
        }
      }),
    );
  });

  it('keeps some tokens back until the server turns batches without one away', () => {
    const now = msOf(FIRST);
    const [key] = keys as [IssuerKey];
    let wallet = addTokens(EMPTY_WALLET, [1, 2, 3, 4].map(tokenOf), key);
    const take = () => {
      const [token, left] = takeToken(wallet, now);
      wallet = left;
      return token;
    };
    expect([take(), take(), take()]).toEqual([tokenOf(1), tokenOf(2), null]);
    wallet = { ...wallet, wantedUntil: now + 1 };
    expect([take(), take(), take()]).toEqual([tokenOf(3), tokenOf(4), null]);
  });

  it('spends first what dies first', () => {
    const [early, late] = keys as [IssuerKey, IssuerKey];
    const both = addTokens(addTokens(EMPTY_WALLET, [tokenOf(1)], late), [2, 3].map(tokenOf), early);
    expect(takeToken(both, msOf(late.from))[0]).toBe(tokenOf(2));
  });

  it('fills itself soon when it is empty, and else at any time of the six hours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 359 }),
        fc.double({ min: 0, max: 0.9999, noNaN: true }),
        fc.boolean(),
        (minute, random, isEmpty) => {
          const [key, next] = keys as [IssuerKey, IssuerKey];
          const now = msOf(key.from + minute);
          const wallet = isEmpty ? EMPTY_WALLET : addTokens(EMPTY_WALLET, [tokenOf(1)], next);
          const { fetchAt } = planFetch({ ...wallet, servedFrom: 0 }, key, now, random);
          expect(fetchAt).toBeGreaterThanOrEqual(now);
          expect(fetchAt).toBeLessThan(msOf(key.from + 360));
          if (isEmpty) expect(fetchAt).toBeLessThan(now + FIRST_SPREAD_MS);
        },
      ),
    );
  });

  it('plans anew when the clock was set back', () => {
    const [early, late] = keys as [IssuerKey, IssuerKey];
    const planned = planFetch(EMPTY_WALLET, late, msOf(late.from + 100), 0.5);
    const again = planFetch(planned, early, msOf(early.from), 0.5);
    expect(again.fetchAt).toBeLessThan(msOf(early.from) + FIRST_SPREAD_MS);
  });

  it('forgets what was pending for a key that signs no more', () => {
    const block = 'A'.repeat(342);
    const blank = { nonce: 'A'.repeat(43), blinded: block, inverse: block };
    const pending = { kid: kidOf(0), blanks: [blank, blank, blank, blank] };
    const wallet = { ...EMPTY_WALLET, pending };
    expect(withoutDead(wallet, keys, msOf(FIRST)).pending).toEqual(pending);
    expect(withoutDead(wallet, keys, msOf(FIRST + 360)).pending).toBeNull();
  });

  it('is read as empty when what is stored is something else', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        const parsed = walletSchema.safeParse(anything);
        expect(parsed.success).toBe(false);
      }),
    );
    const many = {
      ...EMPTY_WALLET,
      tokens: Array.from({ length: 9 }, () => ({ token: tokenOf(1), until: 1 })),
    };
    expect(walletSchema.safeParse(many).success).toBe(false);
  });
});
