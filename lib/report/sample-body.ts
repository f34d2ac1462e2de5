import { minuteOf } from '../protocol/vocabulary.ts';
import { encodeBody } from './body.ts';
import { TAG_BYTES, tagOf } from './tag.ts';

/**
 * An example of what is sent, made by the code that makes the real batches.
 * @param service the service of the example
 * @param now milliseconds since the epoch; the example speaks of the minute before
 */
export function sampleBody(service: string, now: number): string {
  const tag = tagOf(Uint8Array.from({ length: TAG_BYTES }, (_, index) => (index * 97 + 53) % 256));
  const minute = minuteOf(now) - 1;
  const seen = { service, minute, outcome: 'failed', signals: ['conversation/http-5xx'] } as const;
  return encodeBody(tag, [{ ...seen, signals: [...seen.signals] }], []) ?? '';
}
