import type { Service } from '../services/schema.ts';

/** What the browser says of a message's sender. All of it is the browser's word, none the page's. */
export interface Sender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly origin?: string | undefined;
}

/** Ourselves: the extension's id and the address that its own pages begin with. */
export interface Self {
  readonly id: string;
  readonly base: string;
}

/** Who may speak to the background: our own pages, and our watcher on a chatbot's page. */
export type Speaker<S> =
  | { readonly type: 'ui' }
  | {
      readonly type: 'page';
      readonly service: S;
      readonly host: string;
      /** Of the document as it was loaded; apps move on without loading another. */
      readonly path: string;
    };

/**
 * Tells who sent a message. The origin decides before the address, because a frame without one of its own
 * (sandboxed, `about:blank`) is not the page that its address may name.
 * @returns null for everybody else, whose messages are not even answered
 */
export function speakerOf<S extends Pick<Service, 'hosts'>>(
  sender: Sender,
  self: Self,
  services: readonly S[],
): Speaker<S> | null {
  if (sender.id !== self.id || sender.url === undefined) return null;
  if (sender.url.startsWith(self.base)) return { type: 'ui' };
  const from = sender.origin ?? sender.url;
  const url = URL.canParse(from) && URL.canParse(sender.url) ? new URL(from) : null;
  if (url?.protocol !== 'https:') return null;
  const service = services.find(({ hosts }) => hosts.includes(url.hostname));
  const path = new URL(sender.url).pathname;
  return service ? { type: 'page', service, host: url.hostname, path } : null;
}
