import { errorAnswer } from '../http/error-answer.ts';
import type { Handler } from '../http/plain.ts';
import type { PublicFile } from '../http/public-file.ts';

/** Finds a file by the named parts of the path; null when there is none. */
type Find = (id: string, incident: string) => Promise<PublicFile | null>;

/** A route for a file that is rendered when it is first asked for. */
export function pageRoute(find: Find): Handler {
  return async (request) => {
    const id = (request.param('id') ?? '').replace(/\.svg$/, '');
    const file = await find(id, request.param('incident') ?? '');
    if (file === null) return errorAnswer('not-found');
    return file.answer(request.header('accept-encoding'), request.header('if-none-match'));
  };
}
