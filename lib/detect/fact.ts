import * as z from 'zod/mini';

const host = z.string().check(z.maxLength(253));
const path = z.string().check(z.maxLength(512));
const at = z.number().check(z.minimum(0));

/** A response that a page observed: never its body, never its query. `status` 0 is not reported, it proves nothing. */
const responseFact = z.strictObject({
  type: z.literal('response'),
  host,
  path,
  status: z.int().check(z.minimum(100), z.maximum(599)),
  navigation: z.boolean(),
  method: z.optional(z.string().check(z.maxLength(10))),
  at,
});

/** A connection error that the browser named (webRequest.onErrorOccurred): also pages that never loaded. */
const connectionFact = z.strictObject({
  type: z.literal('connection'),
  host,
  path,
  error: z.string().check(z.maxLength(80)),
  navigation: z.boolean(),
  method: z.optional(z.string().check(z.maxLength(10))),
  at,
});

/**
 * Where on the page an error text stood: its place decides what it may mean.
 * `line` is a line of its own that nothing marks, `answer` the whole of the last answer.
 */
export const PLACES = [
  'turn',
  'composer',
  'sidebar',
  'toast',
  'alert',
  'dialog',
  'page',
  'line',
  'answer',
] as const;

/**
 * What the markup says about a notice, whatever its language. `gateway` and `challenge`: the whole document is a
 * gateway's or a bot wall's. `heading`: the document says it in its first heading, or nothing else at all.
 */
export const MARKS = [
  'error',
  'warning',
  'success',
  'retry',
  'gateway',
  'challenge',
  'heading',
] as const;

/** A text that appeared in a place where errors appear. It is dropped after diagnosis, never kept, never sent. */
const noticeFact = z.strictObject({
  type: z.literal('notice'),
  host,
  place: z.enum(PLACES),
  text: z.string().check(z.maxLength(600)),
  marks: z.array(z.enum(MARKS)).check(z.maxLength(MARKS.length)),
  at,
});

/** How one turn of a conversation went, by what grew and what the page showed; never by its words. */
const turnFact = z.strictObject({
  type: z.literal('turn'),
  host,
  /** `stalled`: the page still waits after a silence that is too long for this service. */
  outcome: z.enum(['answered', 'stalled']),
  /** The longest silence while the page was shown and waited. Milliseconds. */
  silence: z.number().check(z.minimum(0), z.maximum(7_200_000)),
  /** Where that silence lay. */
  during: z.enum(['start', 'gap', 'thinking']),
  at,
});

/** What a watcher saw: the only thing that travels from a page to the background. Times are milliseconds since the epoch. */
export const factSchema = z.discriminatedUnion('type', [
  responseFact,
  connectionFact,
  noticeFact,
  turnFact,
]);

export type Fact = z.infer<typeof factSchema>;
export type ResponseFact = z.infer<typeof responseFact>;
export type ConnectionFact = z.infer<typeof connectionFact>;
export type NoticeFact = z.infer<typeof noticeFact>;
export type TurnFact = z.infer<typeof turnFact>;
export type Place = (typeof PLACES)[number];
