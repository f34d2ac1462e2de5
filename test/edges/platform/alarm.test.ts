import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const alarms = vi.hoisted(() => ({
  create: vi.fn(async () => {}),
  get: vi.fn<() => Promise<object | undefined>>(async () => undefined),
  onAlarm: { addListener: vi.fn() },
}));
vi.mock('webextension-polyfill', () => ({ default: { alarms } }));

const { createAlarm, ensureAlarm } = await import('../../../lib/platform/alarm.ts');

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.clearAllMocks();
});

describe('the alarm', () => {
  it('rings again by itself, in case the background dies when it rings', async () => {
    await createAlarm(() => {})(1_090_000);
    expect(alarms.create).toHaveBeenCalledWith('tick', { when: 1_090_000, periodInMinutes: 1 });
  });

  it('is kept to the second by a timer when it is nearer than an alarm can be', async () => {
    const onTime = vi.fn();
    const wakeAt = createAlarm(onTime);
    await wakeAt(1_005_000);
    vi.advanceTimersByTime(4_999);
    expect(onTime).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onTime).toHaveBeenCalledTimes(1);
  });

  it('replaces the time before', async () => {
    const onTime = vi.fn();
    const wakeAt = createAlarm(onTime);
    await wakeAt(1_005_000);
    await wakeAt(1_060_000);
    vi.advanceTimersByTime(59_999);
    expect(onTime).not.toHaveBeenCalled();
  });

  it('hears its own alarm only', () => {
    const onTime = vi.fn();
    createAlarm(onTime);
    const [listener] = alarms.onAlarm.addListener.mock.lastCall as [(alarm: object) => void];
    listener({ name: 'other' });
    expect(onTime).not.toHaveBeenCalled();
    listener({ name: 'tick' });
    expect(onTime).toHaveBeenCalledTimes(1);
  });
});

describe('ensureAlarm', () => {
  it.each([
    ['sets one where there is none', undefined, 1],
    ['leaves one that is there', { name: 'tick' }, 0],
  ])('%s', async (_what, there, times) => {
    alarms.get.mockResolvedValueOnce(there);
    await ensureAlarm();
    expect(alarms.create).toHaveBeenCalledTimes(times);
  });
});
