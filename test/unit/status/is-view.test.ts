import { describe, expect, it } from 'vitest';
import { isView } from '../../../lib/status/is-view.ts';
import { viewSchema } from '../../../lib/status/view.ts';
import { ago, buildEvent, buildView, withStatus } from '../../support/build-view.ts';

const full = buildView({
  ...withStatus({
    chatgpt: {
      state: 'outage',
      level: 'confirmed',
      since: '2026-02-03T21:02:00Z',
      signals: { 'conversation/http-5xx': 3 },
      said: { history: 1 },
      lead: 4,
      shared: ['chatgpt', 'claude'],
    },
  }),
  active: 'chatgpt',
  watching: { grok: { state: 'on', ask: ['x.com'], only: ['x.com/i/grok'] } },
  events: [
    buildEvent({ cause: 'you', reason: 'limit', weak: true, pending: 'cut', until: ago(-9) }),
  ],
  used: {
    chatgpt: {
      triedAt: ago(1),
      okAt: ago(1),
      failedAt: ago(2),
      workedAt: { conversation: ago(1) },
    },
  },
  lastDay: { chatgpt: { tried: 40, failed: 2 } },
  wishes: ['chatgpt'],
  said: [{ service: 'chatgpt', feature: 'history', at: ago(1), state: 'arrived' }],
  queue: { waiting: 1, droppedToday: 0, nextAt: ago(-1) },
  sent: [{ at: ago(1), body: '{}' }],
});

type Path = readonly string[];

/** Every place in a value, from the top down. */
function placesOf(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, each]) => placesOf(each, [...at, key]))];
}

/** @returns a copy of a value whose content at a place is another, or is missing */
function changed(value: unknown, place: Path, by: string): unknown {
  const copy: unknown = structuredClone(value);
  const parent = place.slice(0, -1).reduce((each, key) => Reflect.get(Object(each), key), copy);
  const key = place.at(-1) ?? '';
  if (by === 'missing') Reflect.deleteProperty(Object(parent), key);
  else Reflect.set(Object(parent), key, JSON.parse(by));
  return JSON.parse(JSON.stringify(copy));
}

const CHANGES = ['missing', 'null', 'true', '7', '"nonsense"', '[]', '{}'];
const cases = placesOf(full)
  .slice(1)
  .flatMap((place) => CHANGES.map((by) => ({ place, by, value: changed(full, place, by) })));

describe('isView', () => {
  it('takes what the schema takes', () => {
    expect(viewSchema.safeParse(full).error).toBeUndefined();
    expect(isView(full)).toBe(true);
    expect(isView(buildView())).toBe(true);
    expect(isView(buildView({ status: null }))).toBe(true);
  });

  it.each([
    [undefined],
    [null],
    [''],
    [0],
    [[]],
    [{}],
    [{ v: 1 }],
    [{ ...full, v: 2 }],
    [{ ...full, events: [{}] }],
    [{ ...full, consent: 'maybe' }],
    [{ ...full, at: Number.NaN }],
  ])('refuses %j', (stored) => {
    expect(isView(stored)).toBe(false);
  });

  it('takes every changed view that the schema takes', () => {
    const taken = cases.filter(({ value }) => viewSchema.safeParse(value).success);
    expect(taken.length).toBeGreaterThan(50);
    expect(taken.filter(({ value }) => !isView(value)).map(nameOf)).toEqual([]);
  });

  it('refuses every change of a type or of a closed word that the schema refuses', () => {
    const refused = cases.filter(({ value }) => viewSchema.safeParse(value).success === false);
    expect(refused.length).toBeGreaterThan(300);
    expect(refused.filter(({ value }) => isView(value)).map(nameOf)).toEqual(ONLY_BOUNDS);
  });
});

function nameOf({ place, by }: (typeof cases)[number]): string {
  return `${place.join('.')} = ${by}`;
}

/** Where the guards are content with the type: patterns and lengths are the writer's affair, and nothing hangs on them. */
const ONLY_BOUNDS = [
  'status.body.services.chatgpt.share.0 = 7',
  'status.body.services.chatgpt.share.1 = 7',
  'status.body.services.chatgpt.official.url = "nonsense"',
  'events.0.evidence = []',
];
