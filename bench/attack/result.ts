import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { ATTACKS } from './attacks.ts';

const results = new URL('../results/attack.json', import.meta.url);

const costSchema = z.nullable(z.object({ minutes: z.number(), batches: z.number() }));

const outcomeSchema = z.object({
  name: z.enum(ATTACKS),
  crowd: z.number(),
  networks: z.number(),
  clients: z.number(),
  batches: z.number(),
  refused: z.number(),
  early: z.nullable(z.enum(['suspected', 'confirmed'])),
  suspected: costSchema,
  confirmed: costSchema,
  outage: costSchema,
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

/** What became of one attacker, as the benchmark wrote it down. */
export type WrittenOutcome = z.infer<typeof outcomeSchema>;

/** Minutes and batches until something was told; null when it never was. */
export type WrittenCost = z.infer<typeof costSchema>;

/** @throws Error when the benchmark has not been run */
export function readResult(): z.infer<typeof resultSchema> {
  return resultSchema.parse(JSON.parse(readFileSync(results, 'utf8')));
}
