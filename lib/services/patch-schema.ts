import * as z from 'zod/mini';
import { serviceIdSchema } from '../protocol/vocabulary.ts';
import { endpointSchema, MEANINGS, patternSchema } from './endpoint-schema.ts';
import {
  noticePlaceSchema,
  phraseSchema,
  selectorSchema,
  selectorsSchema,
  signSchema,
} from './notice-schema.ts';

/** A name of a rule: see `ruleNames`. */
const name = z.string().check(z.minLength(1), z.maxLength(320));
const names = z.optional(z.array(name).check(z.maxLength(60)));

/** At least one segment is fixed: no pattern of a pack means every address. */
const patchPattern = patternSchema.check(
  z.refine((pattern) => hasFixedSegment(pattern), 'no part of the path is fixed'),
);
const patterns = z.optional(z.array(patchPattern).check(z.maxLength(30)));

/** The last element that a selector names has a mark of its own: a class, an id, an attribute, a tag with a hyphen. */
const narrowSelector = selectorSchema.check(z.refine(isNarrow, 'a selector that fits too much'));
const selectors = z.optional(selectorsSchema);
const narrow = z.optional(z.array(narrowSelector).check(z.maxLength(30)));

const meanings = z.record(z.string().check(z.regex(/^[45]\d\d$/)), z.enum(MEANINGS));
const endpoints = z.optional(
  z
    .array(z.extend(endpointSchema, { path: patchPattern, statuses: z.optional(meanings) }))
    .check(z.maxLength(60)),
);
const notice = z.extend(noticePlaceSchema, { selector: narrowSelector });
const sign = z.extend(signSchema, { selector: narrowSelector });
const seconds = z.int().check(z.minimum(5), z.maximum(1_800));

/** Rules that no longer hold, each by its name. What keeps the reader's own words out is not among them. */
const offSchema = z.strictObject({
  endpoints: names,
  pages: names,
  stop: names,
  turns: names,
  notices: names,
  signs: names,
  busy: names,
  thinking: names,
  phrases: names,
});

/** Rules that are new, or stand for the one of the same name. */
const putSchema = z.strictObject({
  endpoints,
  pages: endpoints,
  ignore: patterns,
  stop: patterns,
  user: selectors,
  assistant: selectors,
  turns: selectors,
  composer: selectors,
  exclude: selectors,
  lineExclude: selectors,
  notices: z.optional(z.array(notice).check(z.maxLength(30))),
  signs: z.optional(z.array(sign).check(z.maxLength(20))),
  busy: narrow,
  thinking: narrow,
  usual: z.optional(z.strictObject({ start: seconds, gap: seconds, thinking: seconds })),
  phrases: z.optional(z.array(phraseSchema).check(z.maxLength(80))),
});

/**
 * What a rule pack changes about one chatbot. It knows no hosts, names, addresses of pages or of the vendor: these
 * come with the extension only.
 */
export const servicePatchSchema = z.strictObject({
  id: serviceIdSchema,
  /** The whole service is not watched, until a later pack says otherwise. */
  switchedOff: z.optional(z.literal(true)),
  off: z.optional(offSchema),
  put: z.optional(putSchema),
});

export type ServicePatch = z.infer<typeof servicePatchSchema>;
export type Off = z.infer<typeof offSchema>;
export type Put = z.infer<typeof putSchema>;

function hasFixedSegment(pattern: string): boolean {
  const path = pattern.slice(pattern.indexOf('/') + 1);
  return path.split('/').some((segment) => /^[\w.~:@$-]+$/.test(segment) && /\w/.test(segment));
}

/** Attributes that so many elements have that their presence says nothing. */
const COMMON_ATTRIBUTES = /\[\s*(?:class|id|style|href|src|dir|lang)\s*\]/g;

/** A class, an id, an attribute that is there, one with a value of at least three letters, a tag with a hyphen. */
const OWN_MARK = /[.#][\w-]+|\[[\w-]+\s*\]|\[[\w-]+\s*[$^*~|]?=\s*["']?[\w-]{3,}|^[a-z]+-[a-z-]+/;

function isNarrow(list: string): boolean {
  const plain = list.replace(/'[^']*'|"[^"]*"/g, (quoted) => quoted.replace(/[^\w'"]/g, '_'));
  return withoutNegations(plain)
    .split(',')
    .every((selector) => {
      const bare = selector.replace(COMMON_ATTRIBUTES, '').trim();
      // A combinator within brackets is part of an attribute's operator.
      const last = bare.split(/[\s>+~]+(?![^[]*\])/).at(-1) ?? '';
      return OWN_MARK.test(last);
    });
}

function withoutNegations(selector: string): string {
  const next = selector.replace(/:not\([^()]*\)/g, '');
  return next === selector ? next : withoutNegations(next);
}
