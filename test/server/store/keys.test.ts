import { describe, expect, it } from 'vitest';
import { leaseKey, serviceKeys, slotOf, spentKey } from '../../../server/store/keys.ts';

describe('keys', () => {
  it.each([
    // https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#hash-tags
    ['123456789', 0x31c3],
    ['chatgpt', 10_874],
    ['', 0],
  ])('of the tag %j belong to slot %i', (tag, slot) => {
    expect(slotOf(tag)).toBe(slot % 16_384);
  });

  it('of a service have one hash tag and a version', () => {
    const keys = serviceKeys('claude');
    const all = [
      keys.voices(1),
      keys.recent(1),
      keys.estimate(1, 'series:1:tried', '+'),
      keys.series(2),
      keys.details(2),
      keys.attempt('a'),
      ...[keys.checkpoint, keys.transitions, keys.incidents, keys.official],
      ...[keys.days, keys.announcements, keys.word],
    ];
    expect(new Set(all).size).toBe(all.length);
    for (const key of all) expect(key).toMatch(/^outcry:1:\{claude\}:/);
  });

  it('of other things carry their own tag', () => {
    expect(spentKey('key-1', 3)).toEqual({ tag: 'spent:key-1:3', key: 'outcry:1:{spent:key-1:3}' });
    expect(leaseKey('official').key).toBe('outcry:1:{lease:official}');
  });
});
