import { commonNoticesSchema, commonPhrasesSchema, lexiconSchema } from './common-schema.ts';
import lexiconFile from './lexicon.json' with { type: 'json' };
import noticesFile from './notices.json' with { type: 'json' };
import phrasesFile from './phrases.json' with { type: 'json' };

/** Phrases of gateways, bot walls and browsers: the same on every service. */
export const commonPhrases = commonPhrasesSchema.parse(phrasesFile);

/** Words by meaning, for texts that no phrase knows. */
export const lexicon = lexiconSchema.parse(lexiconFile);

/** Places and signs that hold on the pages of every service. */
export const commonNotices = commonNoticesSchema.parse(noticesFile);
