import type { Answer, Ask } from './ask.ts';
import { PRIVATE_ADDRESS } from './ask.ts';
import { MAX_BODY_BYTES, readBody } from './read-body.ts';
import type { DocumentType } from './read-document.ts';
import { type Unread, unread } from './reading.ts';

/** The whole exchange, redirects and body included. Milliseconds. */
export const EXCHANGE_MS = 10_000;

const MAX_REDIRECTS = 5;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

const USER_AGENT = 'outcry-official-status/1 (reads public status pages once a minute)';

const ACCEPT: Readonly<Record<DocumentType, string>> = {
  json: 'application/json',
  xml: 'application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.8',
};

const TYPES: Readonly<Record<DocumentType, RegExp>> = {
  json: /^(?:application\/(?:[\w.-]+\+)?json|text\/json)$/,
  xml: /^(?:application\/(?:[\w.-]+\+)?xml|text\/xml)$/,
};

/** What lets a host answer that nothing has changed. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export const NO_VALIDATORS: Validators = { etag: null, lastModified: null };

export interface DocumentRequest {
  readonly url: string;
  readonly type: DocumentType;
  /** Origins, besides its own, that the document's host may send us on to. */
  readonly redirects: readonly string[];
  readonly validators: Validators;
}

export type Fetched =
  | { readonly type: 'body'; readonly bytes: Uint8Array; readonly validators: Validators }
  | { readonly type: 'unchanged' }
  | { readonly type: 'failed'; readonly reason: Unread['reason'] };

const failed = ({ reason }: Unread): Fetched => ({ type: 'failed', reason });

function headersOf({ type, validators }: DocumentRequest): Record<string, string> {
  const { etag, lastModified } = validators;
  return {
    accept: ACCEPT[type],
    'accept-encoding': 'gzip, br',
    'user-agent': USER_AGENT,
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
  };
}

/** A header that may be sent back: short, printable ASCII. */
function sendable(value: string | null): string | null {
  return value !== null && /^[\x20-\x7e]{1,200}$/.test(value) ? value : null;
}

function nextUrl(answer: Answer, from: URL, request: DocumentRequest): URL | null {
  const target = URL.parse(answer.header('location') ?? '', from.href);
  if (target === null || target.username !== '' || target.password !== '') return null;
  const isListed = [new URL(request.url).origin, ...request.redirects].includes(target.origin);
  return target.protocol === 'https:' && isListed ? target : null;
}

function refusalOf(status: number): Unread {
  if (status === 401 || status === 403 || status === 429) return unread('refused');
  if (status === 404 || status === 410) return unread('missing');
  return unread(status >= 500 ? 'server-error' : 'other-status');
}

function isRightType(answer: Answer, type: DocumentType): boolean {
  const [media = '', ...parameters] = (answer.header('content-type') ?? '')
    .toLowerCase()
    .split(';');
  const charset = parameters.map((one) => one.trim()).find((one) => one.startsWith('charset='));
  return TYPES[type].test(media.trim()) && /^(?:charset="?utf-?8"?)?$/.test(charset ?? '');
}

async function bodyOf(answer: Answer, request: DocumentRequest): Promise<Fetched> {
  if (!isRightType(answer, request.type)) return failed(unread('wrong-type'));
  if (Number(answer.header('content-length') ?? 0) > MAX_BODY_BYTES) {
    return failed(unread('too-long'));
  }
  const bytes = await readBody(answer);
  if ('reason' in bytes) return failed(bytes);
  const validators = {
    etag: sendable(answer.header('etag')),
    lastModified: sendable(answer.header('last-modified')),
  };
  return { type: 'body', bytes, validators };
}

async function exchange(ask: Ask, request: DocumentRequest, signal: AbortSignal): Promise<Fetched> {
  const headers = headersOf(request);
  let url = new URL(request.url);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const answer = await ask(url, headers, signal);
    try {
      const { status } = answer;
      if (status === 200) return await bodyOf(answer, request);
      if (status === 304) {
        const { etag, lastModified } = request.validators;
        const wasAsked = etag !== null || lastModified !== null;
        return wasAsked ? { type: 'unchanged' } : failed(unread('other-status'));
      }
      if (!REDIRECTS.has(status)) return failed(refusalOf(status));
      const next = nextUrl(answer, url, request);
      if (next === null) return failed(unread('redirect'));
      url = next;
    } finally {
      answer.body.destroy();
    }
  }
  return failed(unread('redirect'));
}

function reasonOf(error: unknown): Unread {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return unread(code === PRIVATE_ADDRESS ? 'private-address' : 'network');
}

/** Settles with the promise, or as soon as the signal does, whatever the promise is waiting for. */
async function orAborted<T>(promise: Promise<T>, signal: AbortSignal, aborted: T): Promise<T> {
  if (signal.aborted) return aborted;
  const { promise: stopped, resolve } = Promise.withResolvers<T>();
  const stop = () => resolve(aborted);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([promise, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/**
 * Asks for a document, follows redirects by hand to listed origins, and reads it within its bounds.
 * Never throws and never takes longer than the time it is given.
 * @param signal ends it early
 */
export async function fetchDocument(
  ask: Ask,
  request: DocumentRequest,
  signal: AbortSignal,
  exchangeMs = EXCHANGE_MS,
): Promise<Fetched> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(exchangeMs)]);
  const attempt = exchange(ask, request, limit).catch((error: unknown) =>
    limit.aborted ? failed(unread('timeout')) : failed(reasonOf(error)),
  );
  return orAborted(attempt, limit, failed(unread('timeout')));
}
