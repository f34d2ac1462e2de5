import * as z from 'zod/mini';
import { issuerKeysSchema } from '../protocol/issuer-key.ts';
import { rulesHeadSchema } from '../protocol/rules.ts';
import { servicePatchSchema } from './patch-schema.ts';

/** The payload of a rule pack: data only, and nothing that is not here. */
export const rulePackSchema = z.strictObject({
  /** Form of what follows. */
  schema: z.int().check(z.minimum(1)),
  /** One more than the pack before it. */
  seq: rulesHeadSchema.shape.seq,
  issued: rulesHeadSchema.shape.issued,
  expires: rulesHeadSchema.shape.expires,
  /** The oldest extension that it is for. */
  minExt: z.string().check(z.regex(/^\d{1,5}(\.\d{1,5}){0,3}$/)),
  services: z.array(servicePatchSchema).check(
    z.maxLength(100),
    z.refine(
      (patches) => new Set(patches.map(({ id }) => id)).size === patches.length,
      'a service stands there twice',
    ),
  ),
  /** Public keys of the issuer of tokens: here, so that everybody has the same. */
  issuerKeys: issuerKeysSchema,
});

/** What somebody writes by hand before it is signed; the rest is added by whoever signs. */
export const rulesSourceSchema = z.strictObject({
  minExt: rulePackSchema.shape.minExt,
  services: rulePackSchema.shape.services,
});

export type RulePack = z.infer<typeof rulePackSchema>;
export type RulesSource = z.infer<typeof rulesSourceSchema>;
