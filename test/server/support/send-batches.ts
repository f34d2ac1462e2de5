import type { Seen } from '../../../lib/protocol/reports.ts';
import { batch, networkOf, post, seen } from './batches.ts';

/** Sends one browser's batch about one service from a network of its own. */
export function sendBatch(
  url: string,
  who: number,
  minute: number,
  { signal, ...change }: Partial<Seen> & { readonly signal?: AbortSignal } = {},
): Promise<Response> {
  const body = batch(who, { seen: [seen({ minute, ...change })] });
  const request = post(body, { 'x-forwarded-for': networkOf(who) });
  return fetch(`${url}/v1/reports`, signal === undefined ? request : { ...request, signal });
}

/** What a server's gauge says of a service's voices in the last ten minutes, before the caps. */
export async function voicesOf(url: string, service = 'chatgpt'): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = new RegExp(`^outcry_voices\\{service="${service}"\\} (\\d+)$`, 'm').exec(text);
  return Number(line?.[1]);
}
