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

  const unclear429 = trouble({ ...status, kind: 'overloaded', cause: 'unclear' });
  const unclearEnd = trouble({ ...cut, cause: 'unclear', weak: true });

  it.each([
    ['a 429', unclear429, box],
    ['a 429', unclear429, toast],
    ['a 429', unclear429, limit],
    ['a connection that ended somehow', unclearEnd, box],
    ['a connection that ended somehow', unclearEnd, limit],
  ])('%s says what failed, whichever of the two is told first', (_what, hard, soft) => {
    const { feature, kind } = hard;
    const { cause } = soft;
    for (const troubles of [
      [hard, soft],
      [soft, hard],
    ]) {
      expect(fold(troubles)).toEqual([expect.objectContaining({ feature, kind, cause })]);
    }
  });

  it('keeps a failure of the service that the user then stops', () => {
    expect(fold([status, aborted])).toEqual([expect.objectContaining({ cause: 'service' })]);
  });

  it('sees a 503 after a stop as a failure of its own', () => {
    expect(fold([aborted, status]).map(({ cause }) => cause)).toEqual(['you', 'service']);
  });

  it('sees a silence after a stop as that of another tab', () => {
    const silence = trouble({ kind: 'stall', evidence: 'stall', weak: true });
    expect(fold([aborted, silence]).map(({ cause }) => cause)).toEqual(['you', 'service']);
  });

  it('keeps features apart that failed by their own statuses', () => {
    expect(fold([status, { ...status, feature: 'history' }])).toHaveLength(2);
  });

  it('keeps services apart, and what is further apart than the window', () => {
    expect(fold([status, { ...status, service: 'claude' }])).toHaveLength(2);
    expect(fold([status, { ...status, at: status.at + 15_001 }])).toHaveLength(2);
    expect(fold([status, { ...status, at: status.at + 15_000 }])).toHaveLength(1);
  });

  const retried = trouble({ ...status, kind: 'overloaded', weak: true });
  const vague = trouble({ feature: 'other', evidence: 'notice', weak: true });
  const stalled = trouble({ kind: 'stall', evidence: 'stall', weak: true });
  const later = (ms: number, given: Trouble) => ({ ...given, at: given.at + ms });

  it.each([
    ['a status that the page tries again after', [retried]],
    ['the same, told by page and browser', [retried, later(700, retried)]],
    ['a vague toast', [vague]],
    ['a vague toast that is drawn anew', [vague, later(1_500, vague)]],
    ['a silence', [stalled]],
    ['a silence that the user ends', [stalled, later(900, aborted)]],
  ])('%s is one weak sign', (_what, troubles) => {
    expect(fold(troubles)).toEqual([expect.objectContaining({ cause: 'service', weak: true })]);
  });

  it.each([
    ['the request failed again', [retried, later(8_000, retried)]],
    ['it failed again after a longer wait', [retried, later(40_000, retried)]],
    ['the page says so as well', [retried, later(900, vague)]],
    ['the page had said so before', [vague, later(900, retried)]],
    ['a box tells of it', [retried, box]],
    ['the silence ended in a cut connection', [stalled, later(30_000, cut)]],
    ['the toast came again later', [vague, later(6_000, vague)]],
  ])('a second sign makes it sure, from the first on: %s', (_what, troubles) => {
    const [event, ...more] = fold(troubles);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ cause: 'service', at: 100_000 });
    expect(event).not.toHaveProperty('weak');
  });

  it('waits for a second sign no longer than the page may try again', () => {
    const events = fold([retried, later(60_001, retried)]);
    expect(events.map(({ weak }) => weak)).toEqual([true, true]);
  });

  it('takes the user’s own side for no weak sign', () => {
    expect(fold([vague, later(100, limit)])).toEqual([expect.not.objectContaining({ weak: true })]);
    const silent = fold([stalled, later(100, { ...status, cause: 'you', reason: 'limit' })]);
    expect(silent).toEqual([expect.objectContaining({ cause: 'you', reason: 'limit' })]);
  });

  it('keeps the later of two ends of a limit, and none of anything else', () => {
    const ends = (until: number): Trouble => ({ ...limit, until });
    expect(fold([ends(5), limit, ends(9), ends(7)])).toEqual([
      expect.objectContaining({ until: 9 }),
    ]);
    const refused = { ...status, cause: 'you', reason: 'signed-out' } as const;
    expect(fold([ends(5), refused])[0]).not.toHaveProperty('until');
  });

  it('names the evidence first that the cause rests on', () => {
    expect(fold([toast, box, status])[0]?.evidence).toEqual(['status', 'error-box', 'notice']);
    expect(fold([trouble({ ...status, cause: 'unclear' }), box])[0]?.evidence).toEqual([
      'error-box',
      'status',
    ]);
  });

  it('stays open to news of the network until a status shows that it carried', () => {
    const open = trouble({ ...cut, pending: 'cut' });
    expect(fold([open])[0]).toMatchObject({ pending: 'cut' });
    expect(fold([open, status])[0]).not.toHaveProperty('pending');
    expect(fold([open, { ...offline, pending: 'down' }])[0]).toMatchObject({ pending: 'down' });
  });

  it('tells of a limit though the request before it was stopped', () => {
    expect(fold([aborted, limit])).toEqual([expect.objectContaining({ reason: 'limit' })]);
    expect(fold([limit, aborted])).toEqual([expect.objectContaining({ reason: 'limit' })]);
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
      weak: fc.boolean(),
      at: fc.integer({ min: 0, max: 100_000 }),
    })
    .map(
      ({ reason, weak, ...rest }): Trouble => ({
        type: 'trouble',
        ...rest,
        ...(rest.cause === 'you' ? { reason } : weak ? { weak } : {}),
      }),
    );

  /** What several observers tell of one failure: one of them at most has a hard reason to name a culprit. */
  const oneFailure = fc
    .tuple(
      fc.array(anyTrouble, { maxLength: 6 }),
      fc.option(anyTrouble, { nil: undefined }),
      fc.constantFrom(...FEATURES),
    )
    .map(([many, hard, feature]) => {
      const soft = many.map((each): Trouble => {
        const isHard = each.evidence === 'status' || each.evidence === 'connection';
        if (!isHard) return each;
        const { reason: _reason, ...rest } = each;
        return { ...rest, cause: 'unclear' };
      });
      return [...soft, ...(hard ? [hard] : [])]
        .filter(({ evidence, reason }) => evidence !== 'stall' && reason !== 'aborted')
        .map((each, index) => ({ ...each, service: 'chatgpt', feature, at: 50_000 + index * 700 }));
    });

  it('finds the same cause and the same doubt in whatever order the observers tell', () => {
    fc.assert(
      fc.property(
        oneFailure.chain((troubles) =>
          fc.tuple(
            fc.constant(troubles),
            fc.shuffledSubarray(troubles, { minLength: troubles.length }),
          ),
        ),
        ([troubles, shuffled]) => {
          const core = (events: readonly Event[]) =>
            events.map(({ cause, weak, at, lastAt }) => ({ cause, weak, at, lastAt }));
          expect(core(fold(shuffled))).toEqual(core(fold(troubles)));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('learns nothing from hearing the same again', () => {
    fc.assert(
      fc.property(oneFailure, (troubles) => {
        expect(fold([...troubles, ...troubles])).toEqual(fold(troubles));
      }),
      { numRuns: 500 },
    );
  });

  it('is never weak on the user’s side', () => {
    fc.assert(
      fc.property(fc.array(anyTrouble, { maxLength: 12 }), (troubles) => {
        for (const { cause, weak } of fold(troubles))
          if (cause === 'you') expect(weak).toBe(undefined);
      }),
    );
  });

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
