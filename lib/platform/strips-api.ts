import browser from 'webextension-polyfill';
import { STRIPS_KEY, type Strips } from '../status/strips.ts';

/** Keeps everyone's last 24 hours for the pages; null forgets them. */
export async function saveStrips(strips: Strips | null): Promise<void> {
  if (strips === null) await browser.storage.local.remove(STRIPS_KEY);
  else await browser.storage.local.set({ [STRIPS_KEY]: strips });
}
