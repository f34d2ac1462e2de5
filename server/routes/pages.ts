import { errorAnswer } from '../http/error-answer.ts';
import { isForwarded } from '../http/forwarding-headers.ts';
import { PRIVATE_HEADERS } from '../http/headers.ts';
import type { Answer, Handler, PlainRequest } from '../http/plain.ts';
import { languageOf } from '../pages/language/languages.ts';
import type { OriginOf } from '../pages/origin.ts';
import type { Ask, Find } from '../pages/public-pages.ts';

/** What stands behind a name in a path and is no part of it. */
const ENDING = /\.(?:svg|png)$/;

function askOf(request: PlainRequest, originOf: OriginOf): Ask {
  const part = (name: string) => (request.param(name) ?? '').replace(ENDING, '');
  return {
    language: languageOf(part('language')),
    // What a proxy passes on is somebody else's `Host`, and may be kept for all by a cache that does not look at it.
    origin: originOf(isForwarded(request.header) ? undefined : request.header('host')),
    id: part('id'),
    incident: part('incident'),
  };
}

/** Browsers that open an address say so; programs and pictures get the plain error. */
function isReader(request: PlainRequest): boolean {
  return request.header('accept')?.includes('text/html') ?? false;
}

async function missing(request: PlainRequest, find: Find, originOf: OriginOf): Promise<Answer> {
  const page = isReader(request) ? await find(askOf(request, originOf)) : null;
  const { status, headers, body } = page?.answer(undefined, undefined) ?? errorAnswer('not-found');
  if (page === null) return { status, headers, body };
  const { 'Cache-Control': cacheControl } = PRIVATE_HEADERS;
  const { ETag: _, ...others } = headers;
  return { status: 404, headers: { ...others, 'Cache-Control': cacheControl }, body };
}

/**
 * A route for a file that is made when it is first asked for.
 * @param none what people see where there is nothing
 */
export function pageRoute(find: Find, none: Find, originOf: OriginOf): Handler {
  return async (request) => {
    const file = await find(askOf(request, originOf));
    if (file === null) return missing(request, none, originOf);
    return file.answer(request.header('accept-encoding'), request.header('if-none-match'));
  };
}

/** What is answered where no route leads: a page for people, an error for programs. */
export function missingRoute(none: Find, originOf: OriginOf): Handler {
  return (request) => missing(request, none, originOf);
}
