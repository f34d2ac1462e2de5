import { hash } from 'node:crypto';
import type { Reports, Seen } from '../../../lib/protocol/reports.ts';

/** A browser's tag of the day, by its name in the test. */
export function tagOf(who: string | number): string {
  return hash('sha256', `tag of ${who}`, 'buffer').subarray(0, 16).toString('base64url');
}

/** A network's address by number: each in a /24 of its own. */
export function networkOf(index: number): string {
  return `${20 + Math.floor(index / 65_536)}.${Math.floor(index / 256) % 256}.${index % 256}.7`;
}

type Entry = Partial<Seen> & Pick<Seen, 'minute'>;

/** An observation of the service that all tests know. */
export function seen({ minute, service = 'chatgpt', outcome = 'ok', signals = [] }: Entry): Seen {
  return { service, minute, outcome, signals };
}

/** An observation that failed. */
export function failed(minute: number, service = 'chatgpt'): Seen {
  return seen({ minute, service, outcome: 'failed', signals: ['conversation/http-5xx'] });
}

/** A whole batch. */
export function batch(who: string | number, change: Partial<Reports> = {}): Reports {
  return { v: 1, tag: tagOf(who), seen: [], said: [], ...change };
}

/** How a batch is sent. */
export function post(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}
