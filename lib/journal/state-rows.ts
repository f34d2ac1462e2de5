import * as z from 'zod/mini';
import { tagSchema } from '../protocol/reports.ts';
import { MAX_RULES_BYTES } from '../protocol/rules.ts';
import { minuteSchema, serviceIdSchema } from '../protocol/vocabulary.ts';
import { packMemorySchema } from '../rules/pack-memory.ts';
import { EMPTY_WALLET, walletSchema } from '../tokens/wallet.ts';
import type { Reading, Writing } from './migrations.ts';

const time = z.number();

const seconds = z.array(z.int().check(z.minimum(0), z.maximum(7_200))).check(z.maxLength(20));
const silencesSchema = z.record(
  serviceIdSchema,
  z.strictObject({ start: seconds, gap: seconds, thinking: seconds }),
);

/** The single rows of the `state` store: key, form, and what holds while there is none. */
const STATE = {
  /** The tag of one UTC day (whole days since the epoch). */
  tag: { schema: z.strictObject({ day: z.int(), tag: tagSchema }), fallback: null },
  /** Minutes up to this one have been taken into a batch: what is seen later belongs to a later minute. */
  frozenThrough: { schema: minuteSchema, fallback: 0 },
  /** When each job is due; null for not planned. */
  jobs: {
    schema: z.strictObject({ pollAt: time, expireAt: time, flushAt: z.nullable(time) }),
    fallback: { pollAt: 0, expireAt: 0, flushAt: null },
  },
  /** When the public history is asked for next. */
  historyDueAt: { schema: time, fallback: 0 },
  /** The services whose return the reader wants to be told of: see `Wish`. */
  wishes: {
    schema: z.record(serviceIdSchema, z.strictObject({ at: time, alone: z.boolean() })),
    fallback: {} as Record<string, { at: number; alone: boolean }>,
  },
  /** The server does not want the next batch before this. */
  nextWelcomeAt: { schema: time, fallback: 0 },
  /** Anonymous tokens, see `walletSchema`. */
  wallet: { schema: walletSchema, fallback: EMPTY_WALLET },
  /** Observations given up on one UTC day, because the queue was full, too old or refused. */
  dropped: {
    schema: z.strictObject({ day: z.int(), count: z.int() }),
    fallback: { day: 0, count: 0 },
  },
  /** What shows whether this browser's network carries: see `NetworkEvidence`; and when it was last asked on purpose. */
  network: {
    schema: z.strictObject({
      answeredAt: time,
      servedAt: time,
      unreachedAt: time,
      probedAt: time,
    }),
    fallback: { answeredAt: 0, servedAt: 0, unreachedAt: 0, probedAt: 0 },
  },
  /** How long the last answers of each service paused, by where the longest pause lay: see `learnSilences`. Seconds. */
  silences: { schema: silencesSchema, fallback: {} as z.infer<typeof silencesSchema> },
  /** The last readable status file, as received, and whether the last attempt could be read. */
  status: {
    schema: z.strictObject({
      text: z.nullable(z.string()),
      fetchedAt: time,
      readable: z.boolean(),
    }),
    fallback: { text: null, fetchedAt: 0, readable: false },
  },
  /** When the rule pack is asked for next: apart from the pack, which is read far more seldom. */
  rulesDueAt: { schema: time, fallback: 0 },
  /** The last rule pack that was taken, as received, and what later ones must follow. */
  rules: {
    schema: z.strictObject({
      text: z.nullable(z.string().check(z.maxLength(MAX_RULES_BYTES))),
      memory: packMemorySchema,
    }),
    fallback: { text: null, memory: [] as z.infer<typeof packMemorySchema> },
  },
} as const;

type StateKey = keyof typeof STATE;
type StateValue<K extends StateKey> = z.infer<(typeof STATE)[K]['schema']>;
type StateRead<K extends StateKey> = StateValue<K> | (typeof STATE)[K]['fallback'];

/** @returns the row, or what holds while there is none or it cannot be read */
export async function readState<K extends StateKey>(
  from: Pick<Reading, 'objectStore'>,
  key: K,
): Promise<StateRead<K>> {
  const parsed = z.safeParse(STATE[key].schema, await from.objectStore('state').get(key));
  return parsed.success ? (parsed.data as StateValue<K>) : STATE[key].fallback;
}

/** Replaces the row within the transaction. */
export async function writeState<K extends StateKey>(
  into: Pick<Writing, 'objectStore'>,
  key: K,
  value: StateValue<K>,
): Promise<void> {
  await into.objectStore('state').put(value, key);
}

/** Removes the row within the transaction. */
export async function removeState(
  into: Pick<Writing, 'objectStore'>,
  key: StateKey,
): Promise<void> {
  await into.objectStore('state').delete(key);
}
