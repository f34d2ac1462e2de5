import browser from 'webextension-polyfill';
import { CONSENT_KEY, type Consent, type ConsentChoice, consentOf } from '../report/consent.ts';

/** @returns what the reader has decided, as of now: it is asked anew each time */
export async function readConsent(): Promise<Consent> {
  const stored = await browser.storage.local.get(CONSENT_KEY);
  return consentOf(stored[CONSENT_KEY], await dataCollection());
}

/** Keeps the reader's choice. On Firefox the browser's own answer goes before it. */
export async function saveConsent(choice: ConsentChoice): Promise<void> {
  await browser.storage.local.set({ [CONSENT_KEY]: choice });
}

async function dataCollection(): Promise<readonly string[] | null> {
  if (!import.meta.env.FIREFOX) return null;
  return (await browser.permissions.getAll()).data_collection ?? [];
}
