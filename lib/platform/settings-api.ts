import browser from 'webextension-polyfill';
import { STRIPS_KEY } from '../status/strips.ts';
import { VIEW_KEY } from '../status/view-key.ts';

/** @returns what the reader has chosen: everything in the storage but what is made from other data */
export async function readSettings(): Promise<Readonly<Record<string, unknown>>> {
  const {
    [VIEW_KEY]: _view,
    [STRIPS_KEY]: _strips,
    ...settings
  } = await browser.storage.local.get();
  return settings;
}

/** Empties the storage. */
export async function eraseSettings(): Promise<void> {
  await browser.storage.local.clear();
}
