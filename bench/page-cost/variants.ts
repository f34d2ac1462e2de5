import { fileURLToPath } from 'node:url';
import type { Addition } from './chat-site.ts';

export const VARIANTS = ['plain', 'empty', 'outcry', 'sentry', 'naive'] as const;
export type Variant = (typeof VARIANTS)[number];

/** What each of them is, for the table. */
export const TITLES: Readonly<Record<Variant, string>> = {
  plain: '(a) no extension',
  empty: '(b) an empty content script',
  outcry: '(c) Outcry',
  sentry: '(d) @sentry/browser, default integrations',
  naive: '(e) a naive MutationObserver reading innerText',
};

/** What a variant puts into the page itself. */
export const ADDED: Readonly<Partial<Record<Variant, Addition>>> = {
  sentry: 'sentry',
  naive: 'naive',
};

export const EMPTY_EXTENSION = fileURLToPath(new URL('empty-extension', import.meta.url));
