import type { Handler } from '../http/plain.ts';
import type { PublicFile } from '../http/public-file.ts';

/** A route that gives everybody the same bytes: the status, the history, the feed, the pages. */
export function publicFileRoute(current: () => PublicFile): Handler {
  return (request) =>
    current().answer(request.header('accept-encoding'), request.header('if-none-match'));
}
