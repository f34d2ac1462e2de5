import * as z from 'zod/mini';
import {
  featureSchema,
  levelSchema,
  serviceIdSchema,
  signalSchema,
  stateSchema,
} from './vocabulary.ts';

const count = z.int().check(z.minimum(0), z.maximum(1_000_000_000));
/** A UTC time as `Date.prototype.toISOString` writes it. */
export const isoTime = z
  .string()
  .check(z.maxLength(30), z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/));
const share = z.tuple([
  z.number().check(z.minimum(0), z.maximum(1)),
  z.number().check(z.minimum(0), z.maximum(1)),
]);

/** What the vendor's own status page says, read by the server. `unknown` until read. */
export const officialSchema = z.strictObject({
  state: stateSchema,
  since: z.nullable(isoTime),
  url: z.string().check(z.maxLength(200), z.startsWith('https://')),
  checked: z.nullable(isoTime),
});

/** Everyone's state of one service, over the last 10 minutes. */
export const serviceStatusSchema = z.strictObject({
  state: stateSchema,
  level: z.nullable(levelSchema),
  since: z.nullable(isoTime),
  tried: count,
  failed: count,
  share: z.nullable(share),
  signals: z.partialRecord(signalSchema, count),
  said: z.partialRecord(featureSchema, count),
  official: officialSchema,
  lead: z.nullable(z.int()),
  shared: z.optional(z.array(serviceIdSchema).check(z.maxLength(64))),
});

/** The operator's word about the count itself, for example that reports are paused. */
export const noticeSchema = z.strictObject({
  code: z.enum(['paused', 'flooded']),
  message: z.string().check(z.maxLength(200)),
});

/** The body of `GET /v1/status.json`: one file for everybody. */
export const statusSchema = z.strictObject({
  v: z.literal(1),
  at: isoTime,
  notice: z.optional(noticeSchema),
  services: z.record(serviceIdSchema, serviceStatusSchema),
});

export type Official = z.infer<typeof officialSchema>;
export type ServiceStatus = z.infer<typeof serviceStatusSchema>;
export type Status = z.infer<typeof statusSchema>;

/** A client refuses a longer status file. Bytes, uncompressed. */
export const MAX_STATUS_BYTES = 262_144;
