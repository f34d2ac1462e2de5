import { gzipSync } from 'node:zlib';
import { BODY_BYTES, type Seen } from '../../lib/protocol/reports.ts';
import { encodeBody, MAX_SEEN } from '../../lib/report/body.ts';
import { TAG_BYTES, tagOf } from '../../lib/report/tag.ts';
import { readServices } from '../../lib/services/read.ts';
import { POLL_EVERY_MS } from '../../lib/status/poll.ts';
import { statusOf } from '../../server/judge/status-of.ts';
import { MIDNIGHT, SERVICES } from './shape.ts';

/** The two sizes of a body. */
export const [SMALL_BYTES, LARGE_BYTES] = BODY_BYTES;

/** How long a browser is open in a day. Hours. */
export const OPEN_HOURS = 8;

function fits(count: number): boolean {
  const longest = SERVICES.reduce((one, other) => (one.length > other.length ? one : other));
  const seen = Array.from({ length: count }, (_, back): Seen => {
    const minute = MIDNIGHT - back;
    return { service: longest, minute, outcome: 'failed', signals: ['conversation/http-5xx'] };
  });
  const body = encodeBody(tagOf(new Uint8Array(TAG_BYTES)), seen, []);
  return body !== null && body.length <= SMALL_BYTES;
}

function mostFitting(): number {
  let count = 1;
  while (count < MAX_SEEN && fits(count + 1)) count += 1;
  return count;
}

/** Observations that the smaller body surely holds. */
export const SMALL_BATCH = mostFitting();

/** Bytes of the status file on its way, every chatbot used and failing a little. */
export function statusBytes(): number {
  const services = readServices();
  const now = MIDNIGHT * 60_000;
  const verdict = { state: 'degraded', level: 'suspected', since: MIDNIGHT - 9 } as const;
  const status = statusOf(services, {
    judgements: new Map(services.map(({ id }) => [id, { verdict, rho: 0, tail: [], changes: [] }])),
    tallies: services.map(({ id }, place) => ({
      service: id,
      ...{ tried: 97_000 + 317 * place, failed: 9_000 + 211 * place, voices: 0 },
      signals: { 'conversation/http-5xx': 4_000 + 13 * place, 'page/network': 700 + 7 * place },
      said: { conversation: 31 + place },
    })),
    ...{ now, notice: null, official: () => undefined, leads: new Map(), shared: [] },
  });
  return gzipSync(JSON.stringify({ ...status, at: new Date(now).toISOString() })).length;
}

/** Times a day that a browser asks for the status. */
export const POLLS = (OPEN_HOURS * 3_600_000) / POLL_EVERY_MS;
