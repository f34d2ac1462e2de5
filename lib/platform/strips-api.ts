import browser from 'webextension-polyfill';
import { isStrips, STRIPS_KEY, type Strips } from '../status/strips.ts';

/** @returns everyone's last 24 hours as kept for the pages, null when nothing is kept that can be read */
export async function readStrips(): Promise<Strips | null> {
  const { [STRIPS_KEY]: stored } = await browser.storage.local.get(STRIPS_KEY);
  return isStrips(stored) ? stored : null;
}

/** Keeps everyone's last 24 hours for the pages; null forgets them. */
export async function saveStrips(strips: Strips | null): Promise<void> {
  if (strips === null) await browser.storage.local.remove(STRIPS_KEY);
  else await browser.storage.local.set({ [STRIPS_KEY]: strips });
}
