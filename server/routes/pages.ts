import { errorAnswer } from '../http/error-answer.ts';
import type { Handler } from '../http/plain.ts';
import type { PublicFile } from '../http/public-file.ts';

/**
 * A route for a file that is rendered when it is first asked for.
 * @param find the file for the path's `id`, null when there is none
 */
export function pageRoute(find: (id: string) => Promise<PublicFile | null>): Handler {
  return async (request) => {
    const file = await find((request.param('id') ?? '').replace(/\.svg$/, ''));
    if (file === null) return errorAnswer('not-found');
    return file.answer(request.header('accept-encoding'), request.header('if-none-match'));
  };
}
