import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../lib/detect/fact.ts';
import { createOutbound, type Told } from '../../../lib/watch/outbound.ts';

function outbound() {
  let time = 0;
  let tasks: { task: () => void; at: number }[] = [];
  const sent: Fact[][] = [];
  const out = createOutbound((facts) => sent.push(facts), {
    now: () => time,
    later: (task, ms) => tasks.push({ task, at: time + ms }),
  });
  const pass = (ms: number): void => {
    const until = time + ms;
    for (;;) {
      const next = tasks.toSorted((a, b) => a.at - b.at)[0];
      if (!next || next.at > until) break;
      tasks = tasks.filter((task) => task !== next);
      time = Math.max(time, next.at);
      next.task();
    }
    time = until;
  };
  return { ...out, pass, sent, tasks: () => tasks.length };
}

const fact = (text: string): Fact => ({
  type: 'notice',
  host: 'h',
  place: 'toast',
  text,
  marks: [],
  at: 0,
});

const turn: Fact = {
  type: 'turn',
  host: 'h',
  outcome: 'answered',
  silence: 1,
  during: 'start',
  at: 0,
};

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

  it('tells what works within seconds, then all of it together once a minute', () => {
    const out = outbound();
    for (let second = 0; second < 180; second += 1) {
      out.add(fact('ok'), used('conversation'));
      out.add(fact('ok'), used('page'));
      out.add(turn, used('conversation'));
      out.pass(1_000);
    }
    expect(out.sent.map(({ length }) => length)).toEqual([3, 3, 3]);
  });

  it('lets what a page asks by itself, and the answer that a request brought, travel with what is news', () => {
    const out = outbound();
    out.add(fact('page'), used('page'));
    out.pass(5_000);
    out.add(fact('poll'), polled('conversation'));
    out.pass(10_000);
    out.add({ ...fact('stream'), type: 'response' } as unknown as Fact, used('conversation'));
    out.pass(2_000);
    out.add(turn, used('conversation'));
    out.pass(5_000);
    expect(out.sent.map(({ length }) => length)).toEqual([1, 3]);
  });

  it('leaves no task behind when nothing happens any more', () => {
    const out = outbound();
    out.add(fact('ok'), used('conversation'));
    out.pass(5_000);
    out.pass(600_000);
    expect(out.sent).toHaveLength(1);
    expect(out.tasks()).toBe(0);
  });

  it('takes what works along with a failure', () => {
    const out = outbound();
    out.add(fact('ok'), used('conversation'));
    out.add(fact('a'), null);
    out.pass(0);
    expect(out.sent).toEqual([[fact('a'), fact('ok')]]);
  });

  it('tells within seconds that what failed works again', () => {
    const out = outbound();
    out.add(fact('ok'), used('conversation'));
    out.pass(5_000);
    out.add(fact('500'), { ...used('conversation'), worked: false });
    out.pass(2_000);
    out.add(fact('ok again'), used('conversation'));
    out.pass(5_000);
    expect(out.sent.flat().map((each) => 'text' in each && each.text)).toEqual([
      'ok',
      '500',
      'ok again',
    ]);
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
    out.pass(2_000);
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

  it('puts at most 50 facts into a message and 60 into a minute', () => {
    const out = outbound();
    for (let i = 0; i < 500; i += 1) out.add(fact(String(i)), null);
    out.flush();
    expect(out.sent.map(({ length }) => length)).toEqual([50, 10]);
    out.pass(60_000);
    out.add(fact('later'), null);
    out.flush();
    expect(out.sent.at(-1)).toEqual([fact('later')]);
  });

  it('wakes the background at most once a second however often a page fails', () => {
    const out = outbound();
    for (let i = 0; i < 3_000; i += 1) {
      out.add(fact(String(i)), null);
      out.pass(20);
    }
    expect(out.sent.length).toBeLessThanOrEqual(61);
    expect(out.sent.flat()).toHaveLength(60);
  });
});
