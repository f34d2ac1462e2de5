import { expect, it } from 'vitest';
import { createSteadyClock } from '../../server/steady-clock.ts';

const MINUTE = 60_000;
const START = 1_770_000_000_000;

function setUp() {
  const time = { wall: START, elapsed: 7 };
  const holds: number[] = [];
  const clock = createSteadyClock(
    () => time.wall,
    () => time.elapsed,
    (step) => holds.push(step),
  );
  const pass = (ms: number) => {
    time.wall += ms;
    time.elapsed += ms;
  };
  return { time, holds, clock, pass };
}

it('tells the time, and follows small corrections of it in both directions', () => {
  const { time, holds, clock, pass } = setUp();
  expect(clock()).toBe(START);
  pass(MINUTE);
  time.wall -= 900;
  expect(clock()).toBe(START + MINUTE - 900);
  time.wall += 1_800;
  expect(clock()).toBe(START + MINUTE + 900);
  expect(holds).toEqual([]);
});

it('goes on steadily while the clock is five minutes behind for a while', () => {
  const { time, holds, clock, pass } = setUp();
  time.wall -= 5 * MINUTE;
  for (let minute = 1; minute < 10; minute += 1) {
    pass(MINUTE);
    expect(clock()).toBe(START + minute * MINUTE);
  }
  time.wall += 5 * MINUTE;
  expect(clock()).toBe(START + 9 * MINUTE);
  expect(holds).toEqual([5 * MINUTE]);
});

it('believes a clock that stays behind', () => {
  const { time, clock, pass } = setUp();
  time.wall -= 5 * MINUTE;
  clock();
  pass(15 * MINUTE);
  expect(clock()).toBe(START + 10 * MINUTE);
  pass(MINUTE);
  expect(clock()).toBe(START + 11 * MINUTE);
});

it('follows a step ahead at once, as after a sleep, and holds on to it when it is taken back', () => {
  const { time, holds, clock, pass } = setUp();
  time.wall += 5 * MINUTE;
  expect(clock()).toBe(START + 5 * MINUTE);
  pass(MINUTE);
  time.wall -= 5 * MINUTE;
  expect(clock()).toBe(START + 6 * MINUTE);
  expect(holds).toEqual([5 * MINUTE]);
});
