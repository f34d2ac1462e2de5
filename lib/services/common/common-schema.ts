import * as z from 'zod/mini';
import { noticePlaceSchema, phraseSchema, selectorsSchema, signSchema } from '../notice-schema.ts';

/** What a word of the lexicon tells about a text that holds it. */
export const WORD_MEANINGS = [
  /** The user's own limit, of whatever sort. */
  'limit',
  /** A limit, unless the text speaks of the service's capacity. */
  'some-limit',
  'signed-out',
  'offline',
  'blocked',
  'challenge',
  'policy',
  /** No failure, whatever else is said: advice, announcements, questions, recovery, the user's own devices. */
  'fine',
  /** Something worked, unless the text speaks of a failure. */
  'success',
  /** A failure of no service's: a wrong input, a thing that is not there. */
  'harmless',
  /** Too many use the service. */
  'capacity',
  /** Other trouble that only a service has: maintenance, errors of its servers. */
  'outage',
  'timeout',
  /** Said by the page of a network that wants its user to sign in first. */
  'captive',
  /** Said by the page of a company's, a school's or a provider's filter. */
  'filter',
  /** The connection, of nobody's side in particular. */
  'network',
  'failure',
  /** What somebody is told to do about a failure. */
  'retry',
  /** What the text is about. */
  'about-files',
  'about-history',
  'about-projects',
  'about-login',
  'about-conversation',
] as const;

const word = z.string().check(z.minLength(2), z.maxLength(60));

/**
 * Words by meaning and language, for texts that no phrase knows. `*` stands for any letters of the same word, `~` for
 * other words of the same clause, a `?` at the end marks what settings and offers say as well.
 */
export const lexiconSchema = z
  .array(
    z.strictObject({
      meaning: z.enum(WORD_MEANINGS),
      words: z.record(z.string(), z.array(word).check(z.maxLength(160))),
    }),
  )
  .check(z.maxLength(30));

export const commonPhrasesSchema = z.array(phraseSchema).check(z.maxLength(80));

/** What holds on the pages of every service. */
export const commonNoticesSchema = z.strictObject({
  /** Text of the user's own or of none. */
  exclude: selectorsSchema,
  /** Never shown. */
  hidden: selectorsSchema,
  /** Where a line that nothing marks is no notice: navigation, links, buttons, lists. */
  lineExclude: selectorsSchema,
  notices: z.array(noticePlaceSchema).check(z.maxLength(30)),
  signs: z.array(signSchema).check(z.maxLength(30)),
  /** What marks a whole document as a gateway's or a bot wall's. */
  pageSigns: z.array(signSchema).check(z.maxLength(30)),
});

export type WordMeaning = (typeof WORD_MEANINGS)[number];
export type Lexicon = z.infer<typeof lexiconSchema>;
export type CommonNotices = z.infer<typeof commonNoticesSchema>;
