import { hourOf, KEPT_SECONDS, serviceKeys } from '../keys.ts';
import type { Horizon } from '../store.ts';
import type { Link } from './link.ts';

/** Older keys have expired by themselves; these many minutes and hours are looked after by name. */
const VOICE_MINUTES = KEPT_SECONDS.voices / 60 + 1;
const COUNT_HOURS = 3;

/** The numbers before one, the nearest first. */
const before = (end: number, count: number) =>
  Array.from({ length: count }, (_, index) => end - 1 - index);

/**
 * Deletes what is before the horizon and has not expired yet. Every key expires by itself, so nothing
 * stays if this never runs; it keeps the ends sharp to the minute.
 */
export async function prune(
  link: Link,
  services: readonly string[],
  horizon: Horizon,
): Promise<void> {
  const pruneOne = async (service: string) => {
    const keys = serviceKeys(service);
    const minutes = before(horizon.voices, VOICE_MINUTES);
    const hour = hourOf(horizon.minutes);
    const gone = [
      ...minutes.flatMap((minute) => [keys.voices(minute), keys.recent(minute)]),
      ...before(hour, COUNT_HOURS).flatMap((old) => [keys.series(old), keys.details(old)]),
    ];
    await link.read((cluster) => cluster.unlink(...gone));
    for (const key of [keys.series(hour), keys.details(hour)]) {
      const fields = await link.read((cluster) => cluster.hkeys(key));
      const old = fields.filter(
        (field) => hour * 60 + Number.parseInt(field.replace('~', ''), 10) < horizon.minutes,
      );
      if (old.length > 0) await link.read((cluster) => cluster.hdel(key, ...old));
    }
    const plain = [
      [keys.incidents, horizon.incidents],
      [keys.days, horizon.days],
    ] as const;
    for (const [key, first] of plain) {
      await link.read((cluster) => cluster.zremrangebyscore(key, '-inf', `(${first}`));
    }
    // The last word before the horizon still holds.
    const holding = [
      [keys.transitions, horizon.transitions],
      [keys.official, horizon.incidents],
    ] as const;
    for (const [key, first] of holding) {
      const last = await link.read((cluster) =>
        cluster.zrevrangebyscore(key, `(${first}`, '-inf', 'WITHSCORES', 'LIMIT', 0, 1),
      );
      if (last[1] === undefined) continue;
      await link.read((cluster) => cluster.zremrangebyscore(key, '-inf', `(${last[1]}`));
      await link.read((cluster) => cluster.expire(key, KEPT_SECONDS.told));
    }
    const told = await link.read((cluster) => cluster.hgetall(keys.announcements));
    const old = Object.entries(told).filter(([, minute]) => Number(minute) < horizon.incidents);
    if (old.length > 0) {
      await link.read((cluster) => cluster.hdel(keys.announcements, ...old.map(([name]) => name)));
    }
  };
  await Promise.all(services.map(pruneOne));
}
