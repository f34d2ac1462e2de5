import browser from 'webextension-polyfill';

const ALARM = 'tick';

/** It rings again after this, so that there is an alarm even if the background dies before it sets the next. */
const AGAIN_MINUTES = 1;

/** Chromium rings no alarm earlier than this; a worker lives at least as long after its last event. Milliseconds. */
const SHORTEST_ALARM_MS = 30_000;

/**
 * The one alarm. For a time that is nearer than an alarm can be there is a timer as well, so that it is kept while
 * the background lives; the alarm then stands by for its death. Neither keeps it alive.
 * @param onTime what to do; it may be called early and more than once
 * @returns a function that sets the alarm to a time, milliseconds since the epoch
 */
export function createAlarm(onTime: () => void): (time: number) => Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === ALARM) onTime();
  });
  return async (time) => {
    clearTimeout(timer);
    const delay = time - Date.now();
    if (delay < SHORTEST_ALARM_MS) timer = setTimeout(onTime, Math.max(0, delay));
    const when = Math.max(time, Date.now());
    await browser.alarms.create(ALARM, { when, periodInMinutes: AGAIN_MINUTES });
  };
}

/** Sets the alarm if there is none, before anything else that could fail. */
export async function ensureAlarm(): Promise<void> {
  const alarm = await browser.alarms.get(ALARM);
  if (!alarm) {
    const when = Date.now() + AGAIN_MINUTES * 60_000;
    await browser.alarms.create(ALARM, { when, periodInMinutes: AGAIN_MINUTES });
  }
}
