import * as z from 'zod/mini';
import { featureSchema, minuteSchema, serviceIdSchema } from '../protocol/vocabulary.ts';
import { SIGNAL_BITS_END } from './signal-bits.ts';

/**
 * What one service came to in one minute in this browser: whether something worked, and how it failed through the
 * service's fault, as bits. A minute with neither has no row: nothing was tried.
 */
export const minuteRowSchema = z.strictObject({
  service: serviceIdSchema,
  minute: minuteSchema,
  ok: z.boolean(),
  signals: z.int().check(z.minimum(0), z.maximum(SIGNAL_BITS_END - 1)),
});
export type MinuteRow = z.infer<typeof minuteRowSchema>;

/** When this browser last used a service, how it fared and which features worked when. Milliseconds since the epoch, null for never. */
export const usageRowSchema = z.strictObject({
  service: serviceIdSchema,
  triedAt: z.number(),
  okAt: z.nullable(z.number()),
  failedAt: z.nullable(z.number()),
  workedAt: z.partialRecord(featureSchema, z.number()),
});
export type UsageRow = z.infer<typeof usageRowSchema>;

/** @returns the rows that fit the schema: older versions and damaged rows are passed over, never a reason to fail */
export function readable<T extends z.ZodMiniType>(
  schema: T,
  rows: readonly unknown[],
): z.output<T>[] {
  return rows.flatMap((row) => {
    const parsed = z.safeParse(schema, row);
    return parsed.success ? [parsed.data] : [];
  });
}
