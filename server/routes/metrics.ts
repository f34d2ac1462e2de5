import { minuteOf } from '../../lib/protocol/vocabulary.ts';
import { errorAnswer } from '../http/error-answer.ts';
import { isForwarded } from '../http/forwarding-headers.ts';
import { PRIVATE_HEADERS } from '../http/headers.ts';
import type { Handler, PlainRequest } from '../http/plain.ts';
import { plainAddress } from '../intake/address.ts';
import { windowAt } from '../judge/status-of.ts';
import type { Metrics } from '../metrics.ts';
import type { Store } from '../store/store.ts';

const HEADERS = {
  ...PRIVATE_HEADERS,
  'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
} as const;

function isLocal(request: PlainRequest): boolean {
  const peer = plainAddress(request.peer ?? '') ?? '';
  if (peer !== '::1' && !peer.startsWith('127.')) return false;
  return !isForwarded(request.header);
}

/** `GET /metrics`: for a collector on this machine only; to anyone else it does not exist. */
export function metricsRoute(
  store: Pick<Store, 'tally'>,
  metrics: Metrics,
  serviceIds: readonly string[],
  clock: () => number,
): Handler {
  return async (request) => {
    if (!isLocal(request)) return errorAnswer('not-found');
    const tallies = await store.tally(...windowAt(minuteOf(clock())));
    const voices = new Map(tallies.map((tally) => [tally.service, tally.voices]));
    const gauges = serviceIds.map((service) => ({ service, voices: voices.get(service) ?? 0 }));
    return { status: 200, headers: HEADERS, body: metrics.render(gauges) };
  };
}
