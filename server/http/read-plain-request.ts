import { MAX_BODY_BYTES } from '../../lib/protocol/reports.ts';

/** The two routes that nearly all requests ask for, by their first lines. */
const FIRST_LINES = {
  reports: Buffer.from('POST /v1/reports HTTP/1.1\r\n'),
  status: Buffer.from('GET /v1/status.json HTTP/1.1\r\n'),
} as const;

export type BusyRoute = keyof typeof FIRST_LINES;

/** A whole request in its plainest form. */
export interface PlainBytes {
  readonly route: BusyRoute;
  /** By name in lower case, each sent once. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
  /** Where the next request begins. */
  readonly end: number;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** A longer head is Node's to refuse. Bytes. */
const MOST_HEAD_BYTES = 8_192;

/** Lines of a name and a value in ASCII (RFC 9110, 5.1 and 5.5), without folding or lone line ends. */
const HEADER_LINES = /^(?:[\w!#$%&'*+.^`|~-]+:[\t\x20-\x7e]*\r\n)*$/;

const PLAIN_LENGTH = /^(?:0|[1-9]\d{0,3})$/;

/** Headers that change how a message is read or what becomes of its connection. */
const NOT_PLAIN = new Set(['transfer-encoding', 'trailer', 'te', 'upgrade', 'expect']);

/** @returns null when a header is not plain, or came twice */
function readHeaders(lines: string): Map<string, string> | null {
  if (!HEADER_LINES.test(lines)) return null;
  const headers = new Map<string, string>();
  for (let at = 0; at < lines.length; ) {
    const colon = lines.indexOf(':', at);
    const end = lines.indexOf('\r\n', colon);
    const name = lines.slice(at, colon).toLowerCase();
    if (headers.has(name) || NOT_PLAIN.has(name)) return null;
    headers.set(name, lines.slice(colon + 1, end).trim());
    at = end + 2;
  }
  return headers;
}

/** @returns the length of the body, or null when this way of saying it is not plain */
function bodyLength(route: BusyRoute, headers: ReadonlyMap<string, string>): number | null {
  const connection = headers.get('connection');
  if (connection !== undefined && connection.toLowerCase() !== 'keep-alive') return null;
  const text = headers.get('content-length');
  if (route === 'status') return text === undefined ? 0 : null;
  if (text === undefined || !PLAIN_LENGTH.test(text)) return null;
  const length = Number(text);
  return length > MAX_BODY_BYTES ? null : length;
}

/** @returns the route whose first line stands here; `more` while it may still become one */
function routeAt(bytes: Buffer, from: number): BusyRoute | 'more' | null {
  const route = bytes[from] === FIRST_LINES.status[0] ? 'status' : 'reports';
  const line = FIRST_LINES[route];
  const length = Math.min(line.length, bytes.length - from);
  if (bytes.compare(line, 0, length, from, from + length) !== 0) return null;
  return length < line.length ? 'more' : route;
}

/**
 * Recognises one of the two busiest requests in the one form that can be read in one way only: each
 * header once and in plain ASCII, the body's length in plain digits, nothing about the connection.
 * It refuses nothing: what it does not recognise is for Node's own parser to judge.
 * @param from where the request begins
 * @returns `more` while the bytes are the beginning of such a request, `other` when they are not
 */
export function readPlainRequest(bytes: Buffer, from: number): PlainBytes | 'more' | 'other' {
  const route = routeAt(bytes, from);
  if (route === 'more') return 'more';
  if (route === null) return 'other';
  const linesAt = from + FIRST_LINES[route].length;
  // The first line's own end is the beginning of the end when there are no headers.
  const headEnd = bytes.indexOf(HEAD_END, linesAt - 2);
  if (headEnd < 0) return bytes.length - from > MOST_HEAD_BYTES ? 'other' : 'more';
  if (headEnd - from > MOST_HEAD_BYTES) return 'other';
  const headers = readHeaders(bytes.toString('latin1', linesAt, headEnd + 2));
  const length = headers === null ? null : bodyLength(route, headers);
  if (headers === null || length === null) return 'other';
  const bodyAt = headEnd + HEAD_END.length;
  const end = bodyAt + length;
  if (end > bytes.length) return 'more';
  return { route, headers, body: bytes.subarray(bodyAt, end), end };
}
