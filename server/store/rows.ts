import * as z from 'zod/mini';
import { featureSchema, levelSchema, stateSchema } from '../../lib/protocol/vocabulary.ts';

export const minuteRow = z.object({ minute: z.int(), tried: z.int(), failed: z.int() });
export const periodRow = z.object({
  service: z.string(),
  start: z.int(),
  tried: z.int(),
  failed: z.int(),
});
export const countsRow = z.object({ service: z.string(), tried: z.int(), failed: z.int() });
export const voicesRow = z.object({ service: z.string(), voices: z.int() });
export const signalRow = z.extend(voicesRow, { signal: z.int() });
export const saidRow = z.extend(voicesRow, { feature: featureSchema });
export const pressRow = z.object({ minute: z.int(), feature: featureSchema, voices: z.int() });
export const serviceRow = z.object({ service: z.string() });
export const checkpointRow = z.object({ service: z.string(), minute: z.int(), state: z.string() });
export const transitionRow = z.object({
  service: z.string(),
  minute: z.int(),
  state: stateSchema,
  level: z.nullable(levelSchema),
  since: z.nullable(z.int()),
  rho: z.nullable(z.number()),
});
export const doorRow = z.object({ several: z.int(), failedAll: z.int(), failedSome: z.int() });
export const announcementRow = z.object({
  service: z.string(),
  since: z.int(),
  level: levelSchema,
  minute: z.int(),
});
export const purposeRow = z.object({ purpose: z.instanceof(Uint8Array) });
export const epochRow = z.object({ epoch: z.string() });
export const recordRow = z.object({ record: z.string() });
export const officialRow = z.object({
  service: z.string(),
  minute: z.int(),
  state: stateSchema,
  incident: z.nullable(z.string()),
  title: z.nullable(z.string()),
  publishedMinute: z.nullable(z.int()),
});
export const dayRow = z.object({
  service: z.string(),
  day: z.int(),
  tried: z.int(),
  failed: z.int(),
  state: stateSchema,
});
