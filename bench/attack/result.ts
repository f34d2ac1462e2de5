import * as z from 'zod/mini';
import { readResultFile } from '../result-files.ts';
import { ATTACKS } from './attacks.ts';

const costSchema = z.nullable(z.object({ minutes: z.number(), batches: z.number() }));

const outcomeSchema = z.object({
  name: z.enum(ATTACKS),
  crowd: z.number(),
  networks: z.number(),
  clients: z.number(),
  /** What it sent in all, and what of it was answered with 429 or 503. */
  batches: z.number(),
  refused: z.number(),
  /** Told before its success is timed: the drip has given itself away. */
  early: z.nullable(z.enum(['suspected', 'confirmed'])),
  suspected: costSchema,
  confirmed: costSchema,
  outage: costSchema,
  /** Minutes from the end of a real fault until everybody was told that it works. */
  lasted: z.nullable(z.number()),
});

const resultSchema = z.object({
  attacks: z.array(z.object({ name: z.enum(ATTACKS), what: z.string() })),
  outcomes: z.array(outcomeSchema),
  slow: z.object({
    connections: z.number(),
    ended: z.number(),
    seconds: z.number(),
    honest: z.number(),
    acknowledged: z.number(),
    slowest: z.number(),
  }),
});

/** What became of one attacker, as the benchmark writes it down. */
export type Outcome = z.infer<typeof outcomeSchema>;

/** Minutes and batches until something was told; null when it never was. */
export type Cost = z.infer<typeof costSchema>;

/** @throws Error when the benchmark has not been run */
export function readResult(): z.infer<typeof resultSchema> {
  return readResultFile('attack', resultSchema);
}
