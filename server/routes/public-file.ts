import type { PublicFile } from '../http/public-file.ts';
import type { Handler } from '../middleware/observe.ts';

/** A route that gives everybody the same bytes: the status, the history, the feed, the pages. */
export function publicFileRoute(current: () => PublicFile): Handler {
  return (c) => current().answer(c.req.header('accept-encoding'), c.req.header('if-none-match'));
}
