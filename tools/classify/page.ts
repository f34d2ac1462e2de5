import * as z from 'zod/mini';

z.config(z.locales.en());

/** Longer pages are refused. Characters. */
const MAX_HTML_LENGTH = 20_000_000;

const address = z.string().check(z.maxLength(8_000));

const requestSchema = z.object({
  url: address,
  method: z.nullish(z.string().check(z.maxLength(20))),
  status: z.nullish(z.int().check(z.minimum(0), z.maximum(999))),
  error: z.nullish(z.string().check(z.maxLength(300))),
  type: z.nullish(z.enum(['navigation', 'request'])),
});

const pageSchema = z.object({
  url: address,
  html: z.nullish(z.string().check(z.maxLength(MAX_HTML_LENGTH))),
  requests: z.nullish(z.array(requestSchema).check(z.maxLength(10_000))),
});

/** A saved page and what its requests came to. */
export type Page = z.infer<typeof pageSchema>;
export type PageRequest = z.infer<typeof requestSchema>;

/** Says what is wrong with a line and where. */
export class BadPage extends Error {
  readonly path: string;

  constructor(message: string, path = '') {
    super(path ? `"${path}": ${message}` : message);
    this.name = 'BadPage';
    this.path = path;
  }
}

/**
 * @param text one line of input
 * @throws BadPage
 */
export function parsePage(text: string): Page {
  const parsed = pageSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new BadPage(issue?.message ?? 'not understood', issue?.path.join('.') || 'line');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadPage('not JSON; each line is {"url", "html"?, "requests"?}');
  }
}
