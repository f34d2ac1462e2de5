import { readState, writeState } from '../journal/state-rows.ts';
import { change, reading } from '../journal/transact.ts';
import { type Back, backOf } from '../status/back.ts';
import type { View } from '../status/view.ts';
import type { Parts } from './parts.ts';

/** A wish that nothing grants is dropped after this. Milliseconds. */
const FORGOTTEN_AFTER_MS = 3 * 24 * 60 * 60_000;

/**
 * Notes or drops the wish to be told when a service is back.
 * @param alone whether it fails only in this browser
 */
export async function setWish(
  parts: Pick<Parts, 'database' | 'now' | 'services'>,
  service: string,
  wanted: boolean,
  alone: boolean,
): Promise<void> {
  if (!parts.services.some(({ id }) => id === service)) return;
  const at = parts.now();
  await change(await parts.database(), async (writing) => {
    const { [service]: _, ...others } = await readState(writing, 'wishes');
    await writeState(writing, 'wishes', wanted ? { ...others, [service]: { at, alone } } : others);
  });
}

/**
 * Tells of the services that are back. A wish leaves the list before it is granted: told once, or, if the background
 * dies in between, not at all, but never twice.
 * @returns whether the list has changed
 */
export async function grantWishes(
  parts: Pick<Parts, 'database' | 'tellBack'>,
  view: View,
): Promise<boolean> {
  if (!view.wishes?.length) return false;
  const database = await parts.database();
  const wishes = Object.entries(await readState(reading(database), 'wishes'));
  const over = wishes.flatMap(([service, wish]) => {
    const where = backOf(view, service, wish, view.at);
    const isOld = view.at - wish.at > FORGOTTEN_AFTER_MS;
    return where || isOld ? [{ service, where, at: wish.at }] : [];
  });
  if (over.length === 0) return false;
  const told: (readonly [string, Back])[] = [];
  await change(database, async (writing) => {
    const left = { ...(await readState(writing, 'wishes')) };
    for (const { service, where, at } of over) {
      if (left[service]?.at !== at) continue;
      delete left[service];
      if (where) told.push([service, where]);
    }
    await writeState(writing, 'wishes', left);
  });
  await Promise.all(told.map((back) => parts.tellBack(...back)));
  return true;
}
