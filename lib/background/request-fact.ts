import * as z from 'zod/mini';
import { type ConnectionFact, factSchema, type ResponseFact } from '../detect/fact.ts';
import type { Service } from '../services/schema.ts';
import { belongsTo, serviceOfPage } from './hosts.ts';

/** What `webRequest.onErrorOccurred` and `onCompleted` say, as far as it is used. */
const detailsSchema = z.object({
  url: z.string(),
  type: z.string(),
  method: z.string(),
  error: z.optional(z.string()),
  statusCode: z.optional(z.number()),
  timeStamp: z.number(),
  /** Who asked: Chromium's and Firefox's word for it. */
  initiator: z.optional(z.nullable(z.string())),
  documentUrl: z.optional(z.nullable(z.string())),
});

type Details = z.infer<typeof detailsSchema>;

/**
 * Turns what the browser says of a request into a fact: a connection error, or an answer that is an error.
 * Address and tab are dropped here. A request counts for a service only when one of its own pages made it, so
 * that no other site can slander it; a document counts for the service whose page it is, wherever it was asked from.
 * @returns null when it concerns no service, or when the page itself sees it as well: a document's status
 */
export function requestFact(
  details: unknown,
  services: readonly Service[],
): { readonly fact: ConnectionFact | ResponseFact; readonly service: Service } | null {
  const parsed = z.safeParse(detailsSchema, details);
  if (!parsed.success || !URL.canParse(parsed.data.url)) return null;
  const { url, type, initiator, documentUrl } = parsed.data;
  const { hostname, pathname } = new URL(url);
  const navigation = type === 'main_frame';
  const service = navigation
    ? serviceOfPage(hostname, services, pathname)
    : serviceOfPage(hostOf(initiator ?? documentUrl), services);
  if (!service || !belongsTo(hostname, service)) return null;
  const asked = { host: hostname, path: pathname.slice(0, 512), navigation };
  const fact = z.safeParse(factSchema, factOf(parsed.data, asked));
  if (!fact.success) return null;
  const { data } = fact;
  return data.type === 'response' || data.type === 'connection' ? { fact: data, service } : null;
}

function factOf(
  { error, statusCode, method, timeStamp }: Details,
  asked: Pick<ConnectionFact, 'host' | 'path' | 'navigation'>,
): unknown {
  if (error !== undefined) {
    const named = { error: error.slice(0, 80), method: method.slice(0, 10) };
    return { type: 'connection', ...asked, ...named, at: timeStamp };
  }
  // Without the method, as the page's own observer sees it: both sights of one answer must mean the same.
  const isError = statusCode !== undefined && statusCode >= 400 && !asked.navigation;
  return isError ? { type: 'response', ...asked, status: statusCode, at: timeStamp } : null;
}

function hostOf(address: string | null | undefined): string | null {
  return address && URL.canParse(address) ? new URL(address).hostname : null;
}
