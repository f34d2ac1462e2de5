import { namesClient } from '../http/forwarding-headers.ts';
import type { PlainRequest } from '../http/plain.ts';
import { plainAddress } from './address.ts';
import type { TrustedProxies } from './trusted-proxies.ts';

/** Whose request it is, as far as the server may believe it. */
export interface Client {
  readonly address: string;
  /** A forwarding header came from a peer that is not a trusted proxy, and was ignored. */
  readonly misled: boolean;
}

/**
 * The client behind trusted proxies: the last `X-Forwarded-For` hop that is not trusted. A hop that
 * is no address ends the walk: the proxy that passed it on stands for it. No other header is believed.
 */
export function clientAddress(
  { peer, header }: Pick<PlainRequest, 'peer' | 'header'>,
  isTrusted: TrustedProxies,
): Client {
  let address = plainAddress(peer ?? '') ?? '0.0.0.0';
  if (!isTrusted(address)) return { address, misled: namesClient(header) };
  const hops = header('x-forwarded-for')?.split(',') ?? [];
  for (let at = hops.length - 1; at >= 0; at -= 1) {
    const hop = plainAddress(hops[at] ?? '');
    if (hop === null) break;
    address = hop;
    if (!isTrusted(address)) break;
  }
  return { address, misled: false };
}
