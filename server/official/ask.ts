import { lookup as lookUp } from 'node:dns';
import { type IncomingMessage, request as requestPlain } from 'node:http';
import { Agent, request as requestSecure } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './is-public-address.ts';

/** What a host answered; its body is still on its way. */
export interface Answer {
  readonly status: number;
  /** Of a header that came several times the first. */
  header(name: string): string | null;
  /** The body as it came, perhaps compressed. To be read to the end or destroyed. */
  readonly body: AsyncIterable<Uint8Array> & { destroy(): void };
}

/**
 * Asks one address once: no redirect is followed, nothing is decoded, no cookie sent or kept.
 * @throws Error whose `code` is `PRIVATE_ADDRESS` when the name leads into a private network
 */
export type Ask = (
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<Answer>;

export const PRIVATE_ADDRESS = 'PRIVATE_ADDRESS';

export interface AskOptions {
  /** `host:port` that is asked instead of every page, in plain HTTP with the page's own `Host`: for tests. */
  readonly standIn?: string | null;
  /** Which addresses a name may lead to. */
  readonly isAllowed?: (address: string) => boolean;
  readonly agent?: Agent;
}

/** Resolves a name to the allowed ones of its addresses. */
function guardedLookup(isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookUp(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '', 0);
      const allowed = found.filter(({ address }) => isAllowed(address));
      const [first] = allowed;
      if (first === undefined) {
        const refusal = Object.assign(new Error('a private address'), { code: PRIVATE_ADDRESS });
        return callback(refusal, '', 0);
      }
      if (options.all === true) return callback(null, allowed);
      return callback(null, first.address, first.family);
    });
  };
}

function answerOf(message: IncomingMessage): Answer {
  return {
    status: message.statusCode ?? 0,
    header: (name) => message.headersDistinct[name.toLowerCase()]?.[0] ?? null,
    body: message,
  };
}

/** The way to real hosts: HTTPS, public addresses only. */
export function createAsk({
  standIn = null,
  isAllowed = isPublicAddress,
  agent,
}: AskOptions = {}): Ask {
  const lookup = guardedLookup(isAllowed);
  const ownAgent = agent ?? new Agent({ keepAlive: false });
  return (url, headers, signal) =>
    new Promise((resolve, reject) => {
      const common = { headers, signal, path: `${url.pathname}${url.search}` };
      const base = standIn === null ? null : new URL(`http://${standIn}`);
      const request =
        base === null
          ? requestSecure({
              ...common,
              host: url.hostname,
              port: url.port || 443,
              lookup,
              agent: ownAgent,
            })
          : requestPlain({
              ...common,
              host: base.hostname,
              port: base.port,
              agent: false,
              headers: { ...headers, host: url.host },
            });
      request.once('error', reject);
      request.once('response', (message) => {
        // Errors of the body reach whoever reads it; nobody may be reading when it is cut off.
        message.on('error', () => undefined);
        resolve(answerOf(message));
      });
      request.end();
    });
}
