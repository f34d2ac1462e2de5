import * as z from 'zod/mini';
import { noticePlaceSchema, phraseSchema, selectorsSchema, signSchema } from '../notice-schema.ts';

/** What a word of the lexicon tells about a text that holds it. */
export const WORD_MEANINGS = [
  'limit',
  /** A limit, unless the text speaks of the service's capacity. */
  'some-limit',
  'signed-out',
  'offline',
  'blocked',
  'challenge',
  'policy',
  'harmless',
  'capacity',
  /** The connection, of nobody's side in particular. */
  'network',
  'failure',
  /** What somebody is told to do about a failure. */
  'retry',
] as const;

const word = z.string().check(z.minLength(2), z.maxLength(60));

/** Words by meaning and language, for texts that no phrase knows. A final `*` stands for any ending. */
export const lexiconSchema = z
  .array(
    z.strictObject({
      meaning: z.enum(WORD_MEANINGS),
      words: z.record(z.string(), z.array(word).check(z.maxLength(120))),
    }),
  )
  .check(z.maxLength(20));

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
