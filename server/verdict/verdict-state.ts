import * as z from 'zod/mini';
import { levelSchema, minuteSchema, stateSchema } from '../../lib/protocol/vocabulary.ts';
import { ROBUST_ALTERNATIVES } from './create-tests.ts';
import { ALTERNATIVES } from './detector.ts';
import { RECENT_MINUTES } from './recent.ts';
import { SEVERITIES } from './severity.ts';

const number = z.number();
const share = number.check(z.minimum(0), z.maximum(1));
const sum = number.check(z.minimum(0));
const evidence = z.array(sum).check(z.length(ALTERNATIVES));
const minutes = z.array(sum).check(z.length(RECENT_MINUTES));

/** What a block of ten minutes leaves behind to learn from: sums over its minutes of n, x, products and presses. */
const blockSchema = z.strictObject({
  index: z.int(),
  n: sum,
  x: sum,
  nn: sum,
  nx: sum,
  xx: sum,
  presses: sum,
});

/** Decaying sums; the letters are explained in baseline.ts. */
const baselineSchema = z.strictObject({
  failures: sum,
  voices: sum,
  excess: number,
  pairs: sum,
  presses: sum,
  drift: number,
  weight: sum,
  warm: z.boolean(),
  learnFrom: z.int(),
  blocks: z.array(blockSchema).check(z.maxLength(8)),
});

const incidentSchema = z.strictObject({
  since: minuteSchema,
  level: levelSchema,
  outage: z.boolean(),
  countFrom: minuteSchema,
  recoveringFrom: z.nullable(minuteSchema),
  recoveredBelow: share,
  peak: share,
  severity: z.array(sum).check(z.length(SEVERITIES)),
  fallen: sum,
  fallenFrom: z.nullable(minuteSchema),
  normal: sum,
  calmTrimmed: sum,
  doubtFrom: z.nullable(minuteSchema),
  own: z.strictObject({ from: minuteSchema, tried: sum, failed: sum }),
});

/** All that a fold remembers, as plain data. Another `v` is another arithmetic: fold the series again. */
export const verdictStateSchema = z.strictObject({
  v: z.literal(3),
  minute: z.nullable(minuteSchema),
  recent: z.strictObject({ tried: minutes, failed: minutes, presses: minutes }),
  silence: z.strictObject({
    lastVoice: z.nullable(minuteSchema),
    stale: z.boolean(),
    few: z.boolean(),
  }),
  baseline: baselineSchema,
  fast: evidence,
  robust: z.array(sum).check(z.length(ROBUST_ALTERNATIVES)),
  onset: z.strictObject({
    evidence,
    from: z.array(minuteSchema).check(z.length(ALTERNATIVES)),
  }),
  incident: z.nullable(incidentSchema),
  closed: z.nullable(z.strictObject({ since: minuteSchema, minute: minuteSchema })),
  verdict: z.strictObject({
    state: stateSchema,
    level: z.nullable(levelSchema),
    since: z.nullable(minuteSchema),
  }),
});

export type VerdictState = z.infer<typeof verdictStateSchema>;
export type Block = z.infer<typeof blockSchema>;
export type BaselineState = z.infer<typeof baselineSchema>;
export type IncidentState = z.infer<typeof incidentSchema>;

/**
 * Reads a stored state.
 * @returns null for another version or shape: then fold the series from its beginning instead
 */
export function parseVerdictState(value: unknown): VerdictState | null {
  const parsed = verdictStateSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
