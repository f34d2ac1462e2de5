import * as z from 'zod/mini';
import type { View } from '../status/view.ts';
import { DATA_COLLECTION } from './data-collection.ts';

/** The version of the text that consent was given to. A new text asks again: raise it with every change of meaning. */
export const CONSENT_TEXT_VERSION = 1;

/** The choice as it is kept in `storage.local` under `CONSENT_KEY`. */
export const consentChoiceSchema = z.strictObject({
  choice: z.enum(['given', 'declined']),
  text: z.int(),
});

export type ConsentChoice = z.infer<typeof consentChoiceSchema>;
export type Consent = View['consent'];

/** Where the choice is kept in `storage.local`. */
export const CONSENT_KEY = 'consent';

/**
 * Whether anything automatic may be sent: the one place that decides it.
 * @param stored the content of `CONSENT_KEY`, whatever it is
 * @param dataCollection what Firefox was allowed to collect; null on browsers that keep no such answer
 */
export function consentOf(stored: unknown, dataCollection: readonly string[] | null): Consent {
  const parsed = z.safeParse(consentChoiceSchema, stored);
  const choice =
    parsed.success && parsed.data.text === CONSENT_TEXT_VERSION ? parsed.data.choice : 'unasked';
  if (dataCollection === null) return choice;
  // Firefox's own answer is the truth, because the reader can change it in about:addons.
  if (DATA_COLLECTION.every((kind) => dataCollection.includes(kind))) return 'given';
  return choice === 'unasked' ? 'unasked' : 'declined';
}
