import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVIDENCE, type Trouble } from '../../../lib/detect/finding.ts';
import { mergeFinding } from '../../../lib/detect/merge-finding.ts';
import { type Event, eventSchema } from '../../../lib/journal/event.ts';
import { CAUSES, FEATURES, KINDS, REASONS } from '../../../lib/protocol/vocabulary.ts';

const trouble = (given: Partial<Trouble> = {}): Trouble => ({
  type: 'trouble',
  service: 'chatgpt',
  feature: 'conversation',
  kind: 'banner',
  cause: 'service',
  evidence: 'error-box',
  at: 100_000,
  ...given,
});

const status = trouble({ kind: 'http-5xx', evidence: 'status' });
const box = trouble();
const toast = trouble({ feature: 'other', evidence: 'notice' });
const unclear = trouble({ cause: 'unclear', evidence: 'notice', kind: 'network' });
const cut = trouble({ kind: 'network', evidence: 'connection' });
const offline = trouble({
  kind: 'network',
  evidence: 'connection',
  cause: 'you',
  reason: 'offline',
});
const aborted = trouble({
  kind: 'network',
  evidence: 'connection',
  cause: 'you',
  reason: 'aborted',
});
const limit = trouble({ cause: 'you', reason: 'limit' });

function fold(troubles: readonly Trouble[]): Event[] {
  const events = new Map<string, Event>();
  for (const next of troubles) {
    const { event } = mergeFinding([...events.values()], next, () => `e${events.size}`);
    events.set(event.id, event);
  }
  return [...events.values()];
}

describe('mergeFinding', () => {
  it.each([
    ['a status, its box and its toast', [status, box, toast], 'http-5xx'],
    ['the same, seen the other way round', [toast, box, status], 'http-5xx'],
    ['a cut stream and "network error"', [cut, unclear], 'network'],
    ['"network error" and a cut stream', [unclear, cut], 'network'],
    [
      'an unclear 429 and a sentence of the service',
      [trouble({ ...status, kind: 'overloaded', cause: 'unclear' }), box],
      'overloaded',
    ],
  ])('%s are one failure of the service', (_name, troubles, kind) => {
    expect(fold(troubles)).toEqual([
      expect.objectContaining({ feature: 'conversation', cause: 'service', kind, times: 1 }),
    ]);
  });

  it.each([
    ['stop, then the box it leaves', [aborted, box], 'aborted'],
    ['stop, then a toast', [aborted, toast], 'aborted'],
    ['an own limit and a red box', [limit, box], 'limit'],
    ['a red box and an own limit', [box, limit], 'limit'],
    ['a cut connection, then none at all', [cut, offline], 'offline'],
    ['no network, then a cut connection and a box', [offline, cut, box], 'offline'],
    [
      'a box, then its 401',
      [box, trouble({ evidence: 'status', cause: 'you', reason: 'signed-out' })],
      'signed-out',
    ],
  ])('%s stay the user’s side', (_name, troubles, reason) => {
    expect(fold(troubles)).toEqual([expect.objectContaining({ cause: 'you', reason })]);
  });

  it('keeps a failure of the service that the user then stops', () => {
    expect(fold([status, aborted])).toEqual([expect.objectContaining({ cause: 'service' })]);
  });

  it('sees a 503 after a stop as a failure of its own', () => {
    expect(fold([aborted, status]).map(({ cause }) => cause)).toEqual(['you', 'service']);
  });

  it('keeps features apart that failed by their own statuses', () => {
    expect(fold([status, { ...status, feature: 'history' }])).toHaveLength(2);
  });

  it('keeps services apart, and what is further apart than the window', () => {
    expect(fold([status, { ...status, service: 'claude' }])).toHaveLength(2);
    expect(fold([status, { ...status, at: status.at + 15_001 }])).toHaveLength(2);
    expect(fold([status, { ...status, at: status.at + 15_000 }])).toHaveLength(1);
  });

  it('counts the failure again when the same observer saw another', () => {
    const [event] = fold([status, { ...status, at: status.at + 9_000 }, box]);
    expect(event).toMatchObject({ times: 2, at: status.at, lastAt: status.at + 9_000 });
  });

  it('lets no failure last for ever', () => {
    const retries = Array.from({ length: 60 }, (_, i) => ({
      ...status,
      at: status.at + i * 10_000,
    }));
    expect(fold(retries).length).toBeGreaterThan(1);
  });

  const anyTrouble = fc
    .record({
      service: fc.constantFrom('chatgpt', 'claude'),
      feature: fc.constantFrom(...FEATURES),
      kind: fc.constantFrom(...KINDS),
      cause: fc.constantFrom(...CAUSES),
      reason: fc.constantFrom(...REASONS),
      evidence: fc.constantFrom(...EVIDENCE),
      at: fc.integer({ min: 0, max: 100_000 }),
    })
    .map(
      ({ reason, ...rest }): Trouble => ({
        type: 'trouble',
        ...rest,
        ...(rest.cause === 'you' ? { reason } : {}),
      }),
    );

  it('makes valid events of any troubles, with a reason exactly when it is the user’s side', () => {
    fc.assert(
      fc.property(fc.array(anyTrouble, { maxLength: 12 }), (troubles) => {
        for (const event of fold(troubles)) {
          expect(eventSchema.safeParse(event).success).toBe(true);
          expect(event.reason !== undefined).toBe(event.cause === 'you');
          expect(event.lastAt).toBeGreaterThanOrEqual(event.at);
        }
      }),
    );
  });

  it('never lets an unclear notice change what is known', () => {
    fc.assert(
      fc.property(anyTrouble, (known) => {
        fc.pre(known.cause !== 'unclear');
        const [event] = fold([known, { ...unclear, service: known.service, at: known.at }]);
        expect(event).toMatchObject({
          cause: known.cause,
          kind: known.kind,
          feature: known.feature,
        });
      }),
    );
  });
});
