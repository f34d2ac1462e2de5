import * as z from 'zod/mini';
import { factSchema } from '../detect/fact.ts';
import { featureSchema, serviceIdSchema } from '../protocol/vocabulary.ts';

/** From a watched page to the background: facts, in the past tense. Identity comes from the sender, never from here. */
export const pageMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('watchStarted') }),
  z.strictObject({
    type: z.literal('factsSeen'),
    online: z.boolean(),
    facts: z.array(factSchema).check(z.minLength(1), z.maxLength(50)),
  }),
]);

/** From the extension's own pages to the background: requests. */
export const uiMessageSchema = z.discriminatedUnion('type', [
  /** The view is wanted fresh; also counts an open chatbot tab as use. */
  z.strictObject({ type: z.literal('refreshView') }),
  z.strictObject({ type: z.literal('report'), service: serviceIdSchema, feature: featureSchema }),
  /** Chromium only: on Firefox the browser itself keeps the answer. */
  z.strictObject({ type: z.literal('setConsent'), given: z.boolean() }),
  z.strictObject({ type: z.literal('clearHistory') }),
  /** All that is kept in this browser, to take along or to be rid of. */
  z.strictObject({ type: z.literal('exportData') }),
  z.strictObject({ type: z.literal('eraseData') }),
  /** Talks to another server from now on, if it answers; null for the build's. */
  z.strictObject({
    type: z.literal('useServer'),
    origin: z.nullable(z.string().check(z.maxLength(200))),
  }),
  /** To be told once that a service is back, or no more. */
  z.strictObject({
    type: z.literal('wishForReturn'),
    service: serviceIdSchema,
    wanted: z.boolean(),
    /** Whether it fails only in this browser. */
    alone: z.boolean(),
  }),
  /** The language of all that is said; null for the browser's. */
  z.strictObject({
    type: z.literal('setLanguage'),
    tag: z.nullable(z.string().check(z.maxLength(35))),
  }),
  /** Gives back the hosts of a chatbot that was allowed by a click. */
  z.strictObject({ type: z.literal('stopWatching'), service: serviceIdSchema }),
]);

export type PageMessage = z.infer<typeof pageMessageSchema>;
export type UiMessage = z.infer<typeof uiMessageSchema>;

/** What the background answers to each message: a result, never an exception. */
export interface Replies {
  /** What to watch on this host; null when the host is not (or no longer) a service's. */
  watchStarted: { readonly plan: unknown; readonly stop?: true };
  /** With `stop` the page's host is no longer allowed: the watcher ends. */
  factsSeen: { readonly ok: boolean; readonly stop?: true };
  refreshView: { readonly ok: boolean };
  report: { readonly result: 'queued' | 'repeated' | 'not-used' | 'no-access' };
  setConsent: { readonly ok: boolean };
  clearHistory: { readonly ok: boolean };
  exportData: { readonly text: string };
  eraseData: { readonly ok: boolean };
  useServer: { readonly result: 'used' | 'refused' | 'silent' };
  wishForReturn: { readonly ok: boolean };
  setLanguage: { readonly ok: boolean };
  stopWatching: { readonly ok: boolean };
}
