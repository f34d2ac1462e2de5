import * as z from 'zod/mini';
import { eventSchema } from '../journal/event.ts';
import { statusSchema } from '../protocol/status.ts';
import { featureSchema, serviceIdSchema } from '../protocol/vocabulary.ts';

const time = z.number();

/** How this browser last fared with one service. Milliseconds since the epoch, null for never. */
const usageSchema = z.strictObject({
  /** Any sign of use, also a page that was just opened. */
  triedAt: time,
  okAt: z.nullable(time),
  failedAt: z.nullable(time),
  /** When each feature last worked; `page` with every other, because a page that works has loaded. */
  workedAt: z.optional(z.partialRecord(featureSchema, time)),
});

const saidSchema = z.strictObject({
  service: serviceIdSchema,
  feature: featureSchema,
  at: time,
  state: z.enum(['waiting', 'arrived', 'refused']),
});

const watchingSchema = z.strictObject({
  /** Of a core one `default` or, when it may not be looked at, `lost`; of the others `on` or `off`. */
  state: z.enum(['default', 'on', 'lost', 'off']),
  /** The hosts to ask the browser for next; some, when it is watched only in part. */
  ask: z.array(z.string().check(z.maxLength(100))).check(z.maxLength(20)),
  /** What is looked at there, where a host to ask for is shared with other things. */
  only: z.optional(z.array(z.string().check(z.maxLength(200))).check(z.maxLength(20))),
});

/**
 * All that popup, options and badge need, kept in `storage.local` under `VIEW_KEY` by the background
 * each time something changes, so that a page opens complete without waking the worker.
 */
export const viewSchema = z.strictObject({
  v: z.literal(1),
  at: time,
  online: z.boolean(),
  consent: z.enum(['unasked', 'given', 'declined']),
  server: z.strictObject({ origin: z.string(), access: z.boolean() }),
  /** Null until the first readable answer; `readable` is false while the last answer could not be read. */
  status: z.nullable(z.strictObject({ fetchedAt: time, body: statusSchema })),
  readable: z.boolean(),
  /** The service of the active tab, if it is one. */
  active: z.nullable(serviceIdSchema),
  /** Whether the browser lets each service be watched. */
  watching: z.optional(z.record(serviceIdSchema, watchingSchema)),
  /** Newest first. */
  events: z.array(eventSchema).check(z.maxLength(50)),
  used: z.record(serviceIdSchema, usageSchema),
  /** This browser's own last 24 hours: minutes in which a service was tried, and in which it failed. */
  lastDay: z.optional(
    z.record(serviceIdSchema, z.strictObject({ tried: z.int(), failed: z.int() })),
  ),
  /** The services whose return the reader wants to be told of. */
  wishes: z.optional(z.array(serviceIdSchema).check(z.maxLength(64))),
  said: z.array(saidSchema).check(z.maxLength(50)),
  queue: z.strictObject({ waiting: z.int(), droppedToday: z.int(), nextAt: z.nullable(time) }),
  /** The last batches, exactly as sent, newest first. */
  sent: z.array(z.strictObject({ at: time, body: z.string() })).check(z.maxLength(20)),
});

export type View = z.infer<typeof viewSchema>;
export type Watching = z.infer<typeof watchingSchema>;

export { VIEW_KEY } from './view-key.ts';
