import { KEPT_SECONDS, serviceKeys } from '../keys.ts';
import { placeOf, secondsLeft } from './add-calls.ts';
import { callAll } from './call-all.ts';
import type { Link } from './link.ts';
import type { ScriptCall } from './run-scripts.ts';
import { RESTORE_HASH, RESTORE_VOICES } from './scripts.ts';
import type { CountChange } from './vote-changes.ts';

/** Calls that travel at once. */
const CALLS_AT_ONCE = 200;

/** A count as it was in another store. */
export interface RestoredCount extends Omit<CountChange, 'by'> {
  readonly service: string;
  readonly value: number;
}

/** Puts counts of another store in their places; doing it again changes nothing. */
export async function restoreCounts(
  link: Link,
  counts: readonly RestoredCount[],
  now: number,
): Promise<void> {
  const calls = new Map<
    string,
    { readonly call: ScriptCall; readonly args: (string | number)[] }
  >();
  for (const { service, hash, minute, field, value } of counts) {
    const { key, seconds } = placeOf(serviceKeys(service), hash, minute, now);
    let entry = calls.get(key);
    if (entry === undefined) {
      const args: (string | number)[] = [seconds];
      entry = { call: { tag: service, script: RESTORE_HASH, keys: [key], args }, args };
      calls.set(key, entry);
    }
    entry.args.push(field, value);
  }
  const all = [...calls.values()].map(({ call }) => call);
  for (let at = 0; at < all.length; at += CALLS_AT_ONCE) {
    await callAll(link, all.slice(at, at + CALLS_AT_ONCE), true);
  }
}

/**
 * Remembers voices of one minute for every service: a store that did not keep them apart cannot tell
 * whose they are, and a voice of one service is never one of another.
 */
export async function restoreVoices(
  link: Link,
  services: readonly string[],
  minute: number,
  voices: readonly Uint8Array[],
  now: number,
): Promise<void> {
  const text = Buffer.concat(voices);
  const seconds = secondsLeft(minute, KEPT_SECONDS.voices, now);
  const calls = services.map((service): ScriptCall => {
    const key = serviceKeys(service).voices(minute);
    return { tag: service, script: RESTORE_VOICES, keys: [key], args: [seconds, text] };
  });
  await callAll(link, calls, true);
}
