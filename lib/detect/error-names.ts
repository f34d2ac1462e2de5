import type { Reason } from '../protocol/vocabulary.ts';

/**
 * Whose fault a connection error is: the service's, the user's side with the reason, nobody's yet, or no error at all.
 * `name`: the host's name or address was not found, which is nobody's yet either.
 */
export type ErrorMeaning = 'service' | 'unclear' | 'name' | 'nothing' | Reason;

/**
 * Chromium: net/base/net_error_list.h, without `net::ERR_`. Firefox: xpcom/base/ErrorList.py, without `NS_`, and NSS names.
 * Parts of names, the first that fits decides.
 */
const MEANINGS: ReadonlyArray<readonly [ErrorMeaning, readonly string[]]> = [
  ['nothing', ['CACHE_MISS', 'ERROR_CACHE', 'HTTP_RESPONSE_CODE_FAILURE', 'UPLOAD_FILE_CHANGED']],
  [
    'blocked',
    [
      'BLOCKED',
      'TRACKING_URI',
      'MALWARE_URI',
      'PHISHING_URI',
      'UNWANTED_URI',
      'HARMFUL_URI',
      'CSP',
      'BAD_URI',
      'UNSAFE_PORT',
    ],
  ],
  ['blocked', ['PROXY', 'TUNNEL_CONNECTION', 'SOCKS_CONNECTION', 'MANDATORY_PROXY', 'PAC_']],
  [
    'offline',
    [
      'INTERNET_DISCONNECTED',
      'NETWORK_CHANGED',
      'NETWORK_IO_SUSPENDED',
      'NETWORK_ACCESS_DENIED',
      'ERROR_OFFLINE',
    ],
  ],
  [
    'captive',
    [
      'CERT_AUTHORITY_INVALID',
      'CERT_COMMON_NAME_INVALID',
      'CAPTIVE',
      'SEC_ERROR_UNKNOWN_ISSUER',
      'BAD_CERT_DOMAIN',
      'CA_CERT_INVALID',
      'PINNED_KEY',
    ],
  ],
  [
    'unclear',
    [
      'CONNECTION_ABORTED',
      // Firefox 153 says so of a request whose HTTP/2 connection was reset; a page's own abort is NS_BINDING_ABORTED.
      'NS_ERROR_ABORT',
      'CERT',
      'SSL_',
      'SEC_ERROR',
      'SECURITY',
      'REDIRECT',
      'ADDRESS_IN',
    ],
  ],
  ['name', ['NAME_', 'DNS', 'UNKNOWN_HOST', 'ADDRESS_UNREACHABLE']],
  ['aborted', ['ABORT']],
  [
    'service',
    [
      'CONNECTION_',
      'NET_RESET',
      'NET_TIMEOUT',
      'NET_INTERRUPT',
      'NET_PARTIAL_TRANSFER',
      'NET_EMPTY_RESPONSE',
      'EMPTY_RESPONSE',
      'TIMED_OUT',
      'INCOMPLETE_CHUNKED',
      'CONTENT_LENGTH_MISMATCH',
      'HTTP2',
      'SPDY',
      'QUIC',
      'HTTP3',
      'INVALID_HTTP_RESPONSE',
      'INVALID_CHUNKED',
      'INVALID_RESPONSE',
      'RESPONSE_HEADERS',
      'INVALID_CONTENT_ENCODING',
      'CONTENT_DECODING',
      'NET_ERROR_RESPONSE',
    ],
  ],
];

/**
 * The browsers' "something": a page that aborts its own fetch gets `ERR_ABORTED` or, as often, this
 * (seen in Chromium 156), and so does a request that the page was not allowed to make.
 */
const NAMELESS: ReadonlySet<string> = new Set([
  'NET::ERR_FAILED',
  'ERR_FAILED',
  'NS_ERROR_FAILURE',
]);

/**
 * @param name the browser's own, such as `net::ERR_CONNECTION_RESET` or `NS_ERROR_NET_RESET`
 * @returns `unclear` for a name it does not know and for what a page's script sees ("Failed to fetch")
 */
export function errorMeaning(name: string): ErrorMeaning {
  const upper = name.toUpperCase();
  if (NAMELESS.has(upper)) return 'nothing';
  const isKnownForm = /^(NET::|ERR_|NS_|SEC_ERROR|SSL_ERROR|MOZILLA_PKIX)/.test(upper);
  if (!isKnownForm) return /\babort/i.test(name) ? 'aborted' : 'unclear';
  const found = MEANINGS.find(([, parts]) => parts.some((part) => upper.includes(part)));
  return found?.[0] ?? 'unclear';
}
