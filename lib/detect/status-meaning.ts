import type { Meaning } from '../services/endpoint-schema.ts';

/**
 * What an HTTP status says about whose fault a response is, where the service's data says nothing else.
 * 429 decides nothing by itself: a personal limit and a full service both use it. 403 is mostly a bot wall.
 * 520 to 530 are Cloudflare's words for a broken origin, 529 Anthropic's for overload (platform.claude.com/docs/en/api/errors),
 * 460 a refused WebSocket handshake, 511 a captive portal (RFC 6585).
 * @param status 100 to 599
 */
export function meaningOf(status: number): Meaning | 'captive' {
  if (status < 400) return 'ok';
  if (status === 511) return 'captive';
  if (status === 529) return 'overloaded';
  if (status >= 500) return 'service';
  return MEANING_OF_4XX[status] ?? 'nothing';
}

const MEANING_OF_4XX: Readonly<Record<number, Meaning>> = {
  401: 'signed-out',
  402: 'limit',
  403: 'challenge',
  407: 'unclear',
  413: 'limit',
  429: 'unclear',
  451: 'policy',
  460: 'challenge',
};
