import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../lib/detect/fact.ts';
import { createOutbound, type Told } from '../../../lib/watch/outbound.ts';

function outbound() {
  let time = 0;
  let tasks: { task: () => void; at: number }[] = [];
  const sent: Fact[][] = [];
  const out = createOutbound(
    (facts) => sent.push(facts),
    () => time,
    (task, ms) => tasks.push({ task, at: time + ms }),
  );
  const pass = (ms: number): void => {
    time += ms;
    const due = tasks.filter(({ at }) => at <= time);
    tasks = tasks.filter(({ at }) => at > time);
    for (const { task } of due) task();
  };
  return { ...out, pass, sent };
}

const fact = (text: string): Fact => ({
  type: 'notice',
  host: 'h',
  place: 'toast',
  text,
  marks: [],
  at: 0,
});

const used = (feature: string): Told => ({ feature, worked: true, use: true });
const polled = (feature: string): Told => ({ feature, worked: true, use: false });

describe('createOutbound', () => {
  it('sends failures at once and together', () => {
    const out = outbound();
    out.add(fact('a'), null);
    out.add(fact('b'), null);
    out.pass(0);
    expect(out.sent).toEqual([[fact('a'), fact('b')]]);
  });

  it('sends a success of one feature once a minute', () => {
    const out = outbound();
    for (let second = 0; second < 59; second += 1) {
      out.add(fact('ok'), used('conversation'));
      out.pass(1_000);
    }
    expect(out.sent.flat()).toHaveLength(1);
    out.pass(1_000);
    out.add(fact('ok'), used('conversation'));
    out.add(fact('ok'), used('page'));
    out.pass(1_000);
    expect(out.sent.flat()).toHaveLength(3);
  });

  it('sends what a page asks by itself once, and once more after the feature failed', () => {
    const out = outbound();
    const poll = () => {
      out.add(fact('ok'), polled('history'));
      out.pass(60_000);
    };
    poll();
    poll();
    expect(out.sent.flat()).toHaveLength(1);
    out.add(fact('500'), { ...polled('history'), worked: false });
    poll();
    poll();
    expect(out.sent.flat().map((each) => 'text' in each && each.text)).toEqual(['ok', '500', 'ok']);
  });

  it('does not let a poll stand in for a use of the same feature', () => {
    const out = outbound();
    out.add(fact('poll'), polled('conversation'));
    out.add(fact('use'), used('conversation'));
    out.flush();
    expect(out.sent.flat()).toHaveLength(2);
  });

  it('drops the same fact seen twice within two seconds', () => {
    const out = outbound();
    out.add(fact('a'), null);
    out.add({ ...fact('a'), at: 9 }, null);
    out.pass(2_000);
    out.add(fact('a'), null);
    out.pass(0);
    expect(out.sent.flat()).toHaveLength(2);
  });

  it('puts at most 50 facts into a message and 120 into a minute', () => {
    const out = outbound();
    for (let i = 0; i < 500; i += 1) out.add(fact(String(i)), null);
    out.flush();
    expect(out.sent.map(({ length }) => length)).toEqual([50, 50, 20]);
    out.pass(60_000);
    out.add(fact('later'), null);
    out.flush();
    expect(out.sent.at(-1)).toEqual([fact('later')]);
  });
});
