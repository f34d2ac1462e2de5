import { describe, expect, it } from 'vitest';
import { type NetworkEvidence, networkOf } from '../../../lib/detect/network.ts';
import { settle } from '../../../lib/detect/settle.ts';
import type { Event } from '../../../lib/journal/event.ts';
import { buildEvent } from '../../support/build-view.ts';

const NOW = 1_770_000_000_000;
const ago = (seconds: number) => NOW - seconds * 1_000;

describe('networkOf', () => {
  const nothing: NetworkEvidence = { online: true, answeredAt: 0, servedAt: 0, unreachedAt: 0 };

  it.each<[string, Partial<NetworkEvidence>, string]>([
    ['nothing', {}, 'unknown'],
    ['the browser’s own word that it is offline', { online: false, answeredAt: NOW }, 'down'],
    ['a host that answered a minute ago', { answeredAt: ago(60) }, 'fine'],
    ['a host that answered longer ago', { answeredAt: ago(61) }, 'unknown'],
    ['a server that was read lately', { servedAt: ago(75) }, 'fine'],
    ['a server that was read longer ago', { servedAt: ago(76) }, 'unknown'],
    ['a server that cannot be reached', { unreachedAt: ago(5) }, 'down'],
    ['one that could be reached until now', { servedAt: ago(60), unreachedAt: ago(5) }, 'down'],
    ['one that can be reached again', { servedAt: ago(5), unreachedAt: ago(60) }, 'fine'],
    [
      'a host that answers though the server does not',
      { answeredAt: ago(9), unreachedAt: ago(5) },
      'fine',
    ],
    ['a failure long ago', { unreachedAt: ago(600) }, 'unknown'],
    ['times of a clock that was set back', { servedAt: NOW + 3_600_000 }, 'unknown'],
  ])('%s: %o', (_what, evidence, expected) => {
    expect(networkOf({ ...nothing, ...evidence }, NOW)).toBe(expected);
  });
});

describe('settle', () => {
  const event = (change: Partial<Event>): Event =>
    buildEvent({
      kind: 'network',
      evidence: ['connection'],
      at: ago(20),
      lastAt: ago(20),
      times: 1,
      ...change,
    });
  const fine = { network: 'fine' } as const;
  const down = { network: 'down' } as const;

  it.each<[string, Partial<Event>, Parameters<typeof settle>[1], number, Partial<Event>]>([
    [
      'makes a cut sure',
      { pending: 'cut', weak: true },
      fine,
      ago(30),
      { cause: 'service', pending: 'cut' },
    ],
    [
      'closes what a later answer has proved',
      { pending: 'cut' },
      fine,
      ago(5),
      { cause: 'service' },
    ],
    ['takes a cut back', { pending: 'cut' }, down, 0, { cause: 'unclear', pending: 'down' }],
    [
      'closes what a later answer proved, though nothing answers now',
      { pending: 'cut' },
      down,
      ago(17),
      { cause: 'service' },
    ],
    [
      'tells the reader’s own network',
      { pending: 'cut', weak: true },
      { ...down, othersCut: true },
      0,
      { cause: 'you', reason: 'offline', pending: 'down' },
    ],
    [
      'learns later that others were cut as well',
      { cause: 'unclear', pending: 'down' },
      { ...down, othersCut: true },
      0,
      { cause: 'you', reason: 'offline', pending: 'down' },
    ],
    [
      'does not blame the service once the network carries again',
      { cause: 'unclear', pending: 'down' },
      fine,
      ago(1),
      { cause: 'unclear' },
    ],
    [
      'keeps a lost name weak',
      { cause: 'unclear', weak: true, pending: 'name' },
      fine,
      ago(1),
      { cause: 'service', weak: true },
    ],
    [
      'keeps a lost name sure that was seen twice',
      { cause: 'unclear', pending: 'name' },
      fine,
      ago(1),
      { cause: 'service' },
    ],
    [
      'makes a silence sure',
      { kind: 'stall', evidence: ['stall'], weak: true, pending: 'silence' },
      fine,
      ago(1),
      { cause: 'service' },
    ],
  ])('%s', (_what, change, known, answeredAt, expected) => {
    const before = event(change);
    const { cause: _cause, weak: _weak, pending: _pending, ...rest } = before;
    expect(settle(before, known, answeredAt, NOW)).toEqual({ ...rest, ...expected });
  });

  it.each<[string, Partial<Event>, Parameters<typeof settle>[1]]>([
    ['is not open', {}, down],
    ['is open while nothing is known', { pending: 'cut', weak: true }, { network: 'unknown' }],
    ['happened too long ago', { pending: 'cut', at: ago(90), lastAt: ago(90) }, down],
    ['has been settled in the same way', { pending: 'cut' }, fine],
  ])('leaves alone what %s', (_what, change, known) => {
    const before = event(change);
    expect(settle(before, known, 0, NOW)).toBe(before);
  });
});
