/** Every error the server answers with: its HTTP status and what it tells people. Messages never contain foreign values. */
export const ERRORS = {
  'invalid-json': [400, 'The body is not JSON.'],
  'invalid-utf8': [400, 'The body is not valid UTF-8.'],
  'invalid-body': [400, 'The body does not fit the schema; see /v1/openapi.json.'],
  'bad-request': [400, 'The request is not valid HTTP.'],
  'cross-site': [403, 'Web pages cannot report for their visitors.'],
  'token-needed': [403, 'A batch needs a token here; see POST /v1/tokens.'],
  'token-expired': [403, 'The key of this token is not or no longer in use; take another token.'],
  'token-invalid': [403, 'This token was not signed here.'],
  'token-spent': [403, 'This token was spent with another batch.'],
  'not-found': [404, 'There is nothing here.'],
  'method-not-allowed': [405, 'This method is not allowed here; see the Allow header.'],
  timeout: [408, 'The request took too long to arrive.'],
  'unknown-key': [409, 'This key does not sign now; take the one in the newest rule pack.'],
  expired: [410, 'The rule pack has expired; use the rules that came with the extension.'],
  'too-large': [413, 'The body is longer than 4,096 bytes.'],
  'unsupported-type': [415, 'Send application/json, without content encoding.'],
  'too-many': [429, 'Too many requests from this network; see the Retry-After header.'],
  'headers-too-large': [431, 'The headers are too long.'],
  internal: [500, 'The server failed; it was logged.'],
  busy: [503, 'The server is full; see the Retry-After header.'],
  unavailable: [503, 'The store does not answer; see the Retry-After header.'],
} as const satisfies Record<string, readonly [status: number, message: string]>;

export type ErrorCode = keyof typeof ERRORS;
