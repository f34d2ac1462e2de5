import * as z from 'zod/mini';

// The last label holds a letter: an IP address is no host name.
const HOST = '(?:[a-z0-9-]+\\.)+[a-z0-9-]*[a-z][a-z0-9-]*';

const documentUrl = z
  .string()
  .check(z.maxLength(200), z.regex(new RegExp(`^https://${HOST}/[\\w./~-]*$`)));
const origin = z.string().check(z.maxLength(100), z.regex(new RegExp(`^https://${HOST}$`)));
const id = z.string().check(z.regex(/^[\w-]{1,64}$/));
const ids = z.array(id).check(z.minLength(1), z.maxLength(20));
const name = z.string().check(z.minLength(1), z.maxLength(80));
const names = z.array(name).check(z.minLength(1), z.maxLength(5));

/** What every readable page has: the document, and where else its host may send a reader. */
const document = {
  url: documentUrl,
  redirects: z.optional(z.array(origin).check(z.maxLength(5))),
};

/** Whose page it must be: hosts get reused, pages abandoned. Any of the names will do: vendors rename themselves. */
const page = z.strictObject({ id: z.optional(id), names });

/**
 * Where the vendor's own word about one service is read, and which part of the page is about it.
 * Parts are named by the vendor's ids.
 */
export const officialEntrySchema = z.discriminatedUnion('family', [
  /** Nothing that may be read by a program: only the link is shown. */
  z.strictObject({
    family: z.literal('none'),
    why: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  z.strictObject({
    ...document,
    family: z.literal('statuspage'),
    page,
    components: z.optional(ids),
    /** Where the id is not known: the name of the one component that has it. */
    named: z.optional(name),
  }),
  z.strictObject({ ...document, family: z.literal('incident-io'), page, components: ids }),
  z.strictObject({ ...document, family: z.literal('google'), products: ids }),
  z.strictObject({ ...document, family: z.literal('instatus'), page }),
  z.strictObject({
    ...document,
    family: z.literal('better-stack'),
    page,
    resources: z.optional(ids),
  }),
  z.strictObject({ ...document, family: z.literal('flashduty'), page, components: ids }),
  /** The entry's own name is its id on this page: none other stays. */
  z.strictObject({ ...document, family: z.literal('microsoft'), service: name }),
  z.strictObject({
    ...document,
    family: z.literal('rss'),
    page: z.strictObject({ names, self: z.optional(documentUrl) }),
    /** Which items are about the service: by the path of their link, or by an affected component they name. */
    items: z.union([
      z.strictObject({ path: z.string().check(z.regex(/^\/[\w./~-]{0,80}$/)) }),
      z.strictObject({ component: name }),
    ]),
  }),
]);

export type OfficialEntry = z.infer<typeof officialEntrySchema>;
export type OfficialFamily = OfficialEntry['family'];
export type OfficialEntryOf<F extends OfficialFamily> = Extract<OfficialEntry, { family: F }>;

/** An entry that names a document. */
export type ReadableEntry = Exclude<OfficialEntry, { family: 'none' }>;

/** @returns whether the document stands on the host of the page that people are sent to */
export function isOnStatusPage(entry: OfficialEntry, statusPage: string): boolean {
  return entry.family === 'none' || new URL(entry.url).host === new URL(statusPage).host;
}
