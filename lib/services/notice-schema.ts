import * as z from 'zod/mini';
import { MARKS, PLACES } from '../detect/fact.ts';
import { featureSchema, kindSchema, reasonSchema } from '../protocol/vocabulary.ts';

const markSchema = z.enum(MARKS);
const placeSchema = z.enum(PLACES);

/** Tags, classes, ids, attributes, combinators and `:not()` of these: nothing that costs or runs. */
const PLAIN_SELECTOR = /^(?:[\w\s.#[\]=^$*~|>+,@-]|:not\(|\))+$/;
const QUOTED = /'[^'"]*'|"[^'"]*"/g;

/** A CSS selector of the plain sort. One that a browser still refuses matches nothing there. */
export const selectorSchema = z.string().check(
  z.minLength(1),
  z.maxLength(200),
  z.refine((text) => PLAIN_SELECTOR.test(text.replace(QUOTED, '')), 'not a plain selector'),
);

export const selectorsSchema = z.array(selectorSchema).check(z.maxLength(30));

/** A narrow place where notices appear. Earlier entries win over later ones that hold the same element. */
export const noticePlaceSchema = z.strictObject({
  place: placeSchema,
  selector: selectorSchema,
  marks: z.optional(z.array(markSchema).check(z.maxLength(4))),
});

/** A selector that says something about the notice in, at or around which it matches. */
export const signSchema = z.strictObject({ selector: selectorSchema, mark: markSchema });

const language = z.string().check(z.regex(/^[a-z]{2}(-[A-Za-z0-9]{2,4})?$/));
const text = z.string().check(z.minLength(3), z.maxLength(300));

/**
 * Texts of one meaning. `<…>` in a text stands for anything short: a name, a time, a number.
 * Case, quotes, dots, dashes, accents and widths do not matter.
 */
export const phraseSchema = z.strictObject({
  /** `none`: no failure at all, whatever it looks like. */
  cause: z.enum(['service', 'you', 'unclear', 'none']),
  feature: z.optional(featureSchema),
  kind: z.optional(kindSchema),
  reason: z.optional(reasonSchema),
  /** A: the vendor's code or article. B: copied from a page. C: second hand. */
  trust: z.enum(['A', 'B', 'C']),
  /** Short and said everywhere: proves nothing in an unmarked place, nor as the title of a page. */
  generic: z.optional(z.boolean()),
  /** Only there; without it anywhere but as an answer. */
  places: z.optional(z.array(placeSchema).check(z.maxLength(9))),
  texts: z.record(language, z.array(text).check(z.minLength(1), z.maxLength(40))),
});

export type Mark = z.infer<typeof markSchema>;
export type NoticePlace = z.infer<typeof noticePlaceSchema>;
export type Sign = z.infer<typeof signSchema>;
export type PhraseData = z.infer<typeof phraseSchema>;
