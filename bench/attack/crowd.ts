import { randomBytes } from 'node:crypto';
import type { Seen } from '../../lib/protocol/reports.ts';
import type { Sent } from '../../test/support/driven-server/sender.ts';
import type { Random } from '../../test/support/random.ts';

/** What usually fails, without any outage. */
export const USUAL_SHARE = 0.02;

/** An address in the `index`th /24 of a block of IPv4 addresses, which nobody else in the bench uses. */
export function addressOf(block: number, index: number): string {
  return `${block}.${Math.floor(index / 256)}.${index % 256}.9`;
}

/** What a browser saw of one service. */
export function seenOf(service: string, minute: number, isFailed: boolean): Seen {
  return isFailed
    ? { service, minute, outcome: 'failed', signals: ['conversation/http-5xx'] }
    : { service, minute, outcome: 'ok', signals: [] };
}

/** A batch of a browser that nobody has heard of: a tag of its own. */
export function batchFrom(from: string, seen: readonly Seen[]): Sent {
  const tag = randomBytes(16).toString('base64url');
  return { from, body: JSON.stringify({ v: 1, tag, seen, said: [] }) };
}

/**
 * One minute of an honest crowd: each browser in a network of its own, each using every service.
 * @param shareOf how much of a service fails for them
 */
export function honestMinute(
  voices: number,
  services: readonly string[],
  minute: number,
  shareOf: (service: string) => number,
  random: Random,
): readonly Sent[] {
  return Array.from({ length: voices }, (_, index) =>
    batchFrom(
      addressOf(20, index),
      services.map((service) => seenOf(service, minute, random.uniform() < shareOf(service))),
    ),
  );
}
