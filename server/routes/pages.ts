import { errorAnswer } from '../http/error-answer.ts';
import type { PublicFile } from '../http/public-file.ts';
import type { Handler } from '../middleware/observe.ts';

/**
 * A route for a file that is rendered when it is first asked for.
 * @param find the file for the path's `id`, null when there is none
 */
export function pageRoute(find: (id: string) => Promise<PublicFile | null>): Handler {
  return async (c) => {
    const file = await find((c.req.param('id') ?? '').replace(/\.svg$/, ''));
    if (file === null) return errorAnswer('not-found');
    return file.answer(c.req.header('accept-encoding'), c.req.header('if-none-match'));
  };
}
