import { reading } from '../journal/transact.ts';
import type { Status } from '../protocol/status.ts';
import { buildView } from '../status/build-view.ts';
import { parseStatus } from '../status/status-client.ts';
import type { View } from '../status/view.ts';
import { serviceOfPage } from './hosts.ts';
import type { Parts } from './parts.ts';
import { grantWishes } from './wishes.ts';

/**
 * @returns a function that builds the view anew, sets the badge from it, stores it for the pages and tells the reader
 * of services that are back
 */
export function createViewWriter(parts: Parts): () => Promise<void> {
  const parse = rememberLast(parseStatus);
  async function build(): Promise<View> {
    const database = await parts.database();
    const [consent, access, activeHost, watching] = await Promise.all([
      parts.consent(),
      parts.access(),
      parts.activeHost(),
      parts.watching(),
    ]);
    return buildView(
      reading(database),
      {
        at: parts.now(),
        online: parts.online(),
        consent,
        server: { origin: parts.origin, access },
        active: serviceOfPage(activeHost, parts.services)?.id ?? null,
        watching,
      },
      parse,
    );
  }
  return async () => {
    const view = await build();
    await Promise.all([parts.showBadge(view), parts.saveView(view)]);
    if (await grantWishes(parts, view)) await parts.saveView(await build());
  };
}

// The file changes once a minute at most; the view is built at every failure, which shall reach the badge at once.
function rememberLast(parse: (text: string) => Status | null): (text: string) => Status | null {
  let last: { readonly text: string; readonly status: Status | null } | null = null;
  return (text) => {
    if (last?.text !== text) last = { text, status: parse(text) };
    return last.status;
  };
}
