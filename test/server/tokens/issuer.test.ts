import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { toBase64url } from '../../../lib/protocol/base64url.ts';
import {
  type IssuanceRequest,
  MAX_PROOF_TRIES,
  type Proof,
  proofPassword,
} from '../../../lib/protocol/issuance.ts';
import { makeBlanks } from '../../../lib/tokens/blank.ts';
import { solveProof } from '../../../lib/tokens/solve-proof.ts';
import {
  COUNTED_PER_NETWORK,
  createIssuer,
  type Issuer,
  REQUESTS_PER_NETWORK,
} from '../../../server/tokens/issuer.ts';
import { keyPairOf } from '../../../server/tokens/key-pair.ts';
import { CALM_REQUESTS, MIN_PROOF_TRIES, triesFor } from '../../../server/tokens/tries-for.ts';
import { EPOCH, randomBytes, someSecret, tokensOf } from './token-world.ts';

const key = keyPairOf(await someSecret(), EPOCH);
/** Signatures of one second: enough for each test, few enough to be quick. */
const ROOM = REQUESTS_PER_NETWORK + 5;
const nobody = new AbortController().signal;

/** Requests that cost nothing to make: the issuer cannot tell them from others. */
function madeUp(seed: number): IssuanceRequest {
  const block = new Uint8Array(256).fill(1);
  new DataView(block.buffer).setUint32(4, seed);
  const blinded = Array.from({ length: 4 }, () => toBase64url(block));
  return { v: 1, kid: key.kid, blinded, proof: null, pad: '' };
}

describe('triesFor', () => {
  const requests = fc.nat({ max: 10_000_000 });

  it('asks for nothing while it is calm, and never for more than a browser can do', () => {
    expect(triesFor(0)).toBe(0);
    expect(triesFor(CALM_REQUESTS)).toBe(0);
    expect(triesFor(CALM_REQUESTS + 1)).toBe(MIN_PROOF_TRIES);
    expect(triesFor(3 * CALM_REQUESTS)).toBe(3 * MIN_PROOF_TRIES);
    expect(triesFor(1e9)).toBe(MAX_PROOF_TRIES);
  });

  it('never falls as requests rise', () => {
    fc.assert(
      fc.property(requests, requests, (one, other) => {
        const [fewer, more] = [triesFor(Math.min(one, other)), triesFor(Math.max(one, other))];
        expect(fewer).toBeLessThanOrEqual(more);
        expect(Number.isInteger(more)).toBe(true);
      }),
    );
  });
});

describe('the issuer', () => {
  let now = EPOCH * 60_000;
  let issuer: Issuer;
  const keys = { signing: () => key };

  beforeEach(() => {
    now = EPOCH * 60_000;
    issuer = createIssuer(keys, () => now, ROOM);
  });

  /** Lets so many requests come in one minute, each from another network, and waits for the next. */
  async function rush(requests: number, firstSeed: number): Promise<void> {
    for (let seed = 0; seed < requests; seed += 1) {
      await issuer.issue(madeUp(firstSeed + seed), 1 + seed);
    }
    now += 60_000;
  }
  async function challenged(request: IssuanceRequest, bucket = 0) {
    const issued = await issuer.issue(request, bucket);
    if (issued.kind !== 'answered' || !('challenge' in issued.answer)) {
      throw new Error(`answered with ${issued.kind}, not with a puzzle`);
    }
    return issued.answer.challenge;
  }
  async function solved(request: IssuanceRequest): Promise<Proof> {
    const proof = await solveProof(await challenged(request), proofPassword(request), nobody);
    if (proof === null) throw new Error('not solved');
    return proof;
  }
  const isSigned = async (request: IssuanceRequest, bucket = 0) => {
    const issued = await issuer.issue(request, bucket);
    return issued.kind === 'answered' && 'signed' in issued.answer;
  };

  it('signs blanks so that they become tokens', async () => {
    const pending = await makeBlanks(key, randomBytes);
    const blinded = pending.blanks.map((blank) => blank.blinded);
    const issued = await issuer.issue({ ...madeUp(0), blinded }, 0);
    if (issued.kind !== 'answered') throw new Error(issued.kind);
    const tokens = await tokensOf(pending, issued.answer, key);
    expect(new Set(tokens).size).toBe(4);
  });

  it('gives an equal request equal bytes, at no cost to its network', async () => {
    const first = await issuer.issue(madeUp(7), 0);
    for (let times = 0; times < 2 * REQUESTS_PER_NETWORK; times += 1) {
      expect(await issuer.issue(madeUp(7), 0)).toBe(first);
    }
    const both = await Promise.all([issuer.issue(madeUp(8), 0), issuer.issue(madeUp(8), 0)]);
    expect(both[0]).toEqual(both[1]);
  });

  it('knows only the key that signs now', async () => {
    const request = { ...madeUp(0), kid: '0'.repeat(24) };
    expect(await issuer.issue(request, 0)).toEqual({ kind: 'unknown-key' });
    const none = createIssuer({ signing: () => null }, () => now);
    expect(await none.issue(madeUp(0), 0)).toEqual({ kind: 'unknown-key' });
  });

  it('names a message that is no number below the modulus', async () => {
    const request = madeUp(0);
    const [first = '', second = '', third = ''] = request.blinded;
    const above = toBase64url(new Uint8Array(256).fill(255));
    const issued = await issuer.issue({ ...request, blinded: [first, second, third, above] }, 0);
    expect(issued).toEqual({ kind: 'not-below-modulus', index: 3 });
  });

  it('lets one network ask so often and then ever so slowly', async () => {
    for (let seed = 0; seed < REQUESTS_PER_NETWORK; seed += 1) {
      expect(await isSigned(madeUp(seed), 5)).toBe(true);
    }
    expect(await issuer.issue(madeUp(1000), 5)).toEqual({ kind: 'too-many', retryAfter: 90 });
    expect(issuer.wait(5)).toBe(90);
    expect(await isSigned(madeUp(1001), 6)).toBe(true);
    issuer.forget();
    expect(issuer.wait(5)).toBe(90);
    now += 90_000;
    expect(await isSigned(madeUp(1002), 5)).toBe(true);
  });

  it('knows nothing of who asked once buckets stand for other networks', async () => {
    for (let seed = 0; seed < REQUESTS_PER_NETWORK; seed += 1) await isSigned(madeUp(seed), 5);
    expect(issuer.wait(5)).toBe(90);
    issuer.clear();
    expect(issuer.wait(5)).toBe(0);
  });

  it('signs no more in a second than leaves room for reports', async () => {
    const narrow = createIssuer(keys, () => now, 2);
    const kinds = [];
    for (let seed = 0; seed < 3; seed += 1) kinds.push((await narrow.issue(madeUp(seed), 0)).kind);
    expect(kinds).toEqual(['answered', 'answered', 'busy']);
    now += 1000;
    expect((await narrow.issue(madeUp(2), 0)).kind).toBe('answered');
  });

  it('asks for no proof while it is calm', async () => {
    await rush(CALM_REQUESTS, 0);
    expect(await isSigned(madeUp(5000))).toBe(true);
  });

  describe('under attack', { timeout: 60_000 }, () => {
    beforeEach(() => rush(CALM_REQUESTS + 50, 0));

    it('asks for a proof, takes it, and takes the next request for none', async () => {
      const request = madeUp(5000);
      const { tries } = await challenged(request);
      expect(tries).toBe(triesFor(CALM_REQUESTS + 50));
      const proof = await solved(request);
      expect(await isSigned({ ...request, proof })).toBe(true);
      await challenged(madeUp(5001));
    });

    it('takes a proof for the messages it was made for, and for no others', async () => {
      const request = madeUp(5000);
      const proof = await solved(request);
      expect(await isSigned({ ...request, proof })).toBe(true);
      let taken = 0;
      for (let seed = 0; seed < 20; seed += 1) {
        if (await isSigned({ ...madeUp(6000 + seed), proof })) taken += 1;
      }
      // Each has one chance in 69 to be solved by it all the same: five are one case in 100,000.
      expect(taken).toBeLessThan(5);
    });

    it('takes a solution that is a minute late, but not two', async () => {
      const [request, later] = [madeUp(5000), madeUp(5001)];
      const proofs = [await solved(request), await solved(later)] as const;
      await rush(CALM_REQUESTS + 50, 10_000);
      expect(await isSigned({ ...request, proof: proofs[0] })).toBe(true);
      await rush(CALM_REQUESTS + 50, 20_000);
      await challenged({ ...later, proof: proofs[1] });
    });

    it('takes no proof that was made up', async () => {
      const request = madeUp(5000);
      const { salt } = await challenged(request);
      let taken = 0;
      for (let counter = 0; counter < 40; counter += 1) {
        if (await isSigned({ ...madeUp(6000 + counter), proof: { salt, counter: 4000 } }))
          taken += 1;
      }
      // Each has one chance in 69.
      expect(taken).toBeLessThan(6);
      const foreign = toBase64url(new Uint8Array(16));
      await challenged({ ...request, proof: { salt: foreign, counter: 0 } });
    });

    it('lets a network make up so many solutions and no more', async () => {
      const { salt } = await challenged(madeUp(5000));
      for (let seed = 0; seed < REQUESTS_PER_NETWORK; seed += 1) {
        await issuer.issue({ ...madeUp(6000 + seed), proof: { salt, counter: 4000 } }, 9000);
      }
      expect(issuer.wait(9000)).toBeGreaterThan(0);
      await challenged(madeUp(5000), 9001);
    });

    it('asks for nothing any more when only a few networks go on, however often they ask', async () => {
      const few = Math.floor(CALM_REQUESTS / COUNTED_PER_NETWORK) / 2;
      for (let seed = 0; seed < 4 * CALM_REQUESTS; seed += 1) {
        await challenged(madeUp(10_000 + seed), 9000 + (seed % few));
      }
      now += 60_000;
      expect(await isSigned(madeUp(5000))).toBe(true);
    });

    it('asks for nothing any more when it has been calm for a minute', async () => {
      now += 60_000;
      expect(await isSigned(madeUp(5000))).toBe(true);
    });

    it('lets all nodes with the same key take each other’s solutions', async () => {
      const request = madeUp(5000);
      const proof = await solved(request);
      const first = issuer;
      now -= 60_000;
      issuer = createIssuer(keys, () => now, ROOM);
      await rush(CALM_REQUESTS + 50, 0);
      expect(issuer).not.toBe(first);
      expect(await isSigned({ ...request, proof })).toBe(true);
    });
  });
});
