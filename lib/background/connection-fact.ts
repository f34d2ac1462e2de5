import * as z from 'zod/mini';
import { type ConnectionFact, factSchema } from '../detect/fact.ts';
import type { Service } from '../services/schema.ts';
import { belongsTo, serviceOfPage } from './hosts.ts';

/** What `webRequest.onErrorOccurred` says, as far as it is used. */
const errorDetailsSchema = z.object({
  url: z.string(),
  type: z.string(),
  method: z.string(),
  error: z.string(),
  timeStamp: z.number(),
  /** Who asked: Chromium's and Firefox's word for it. */
  initiator: z.optional(z.nullable(z.string())),
  documentUrl: z.optional(z.nullable(z.string())),
});

/**
 * Turns a connection error that the browser reported into a fact; address and tab are dropped here.
 * A request counts for a service only when one of its own pages made it, so that no other site can
 * slander it; a document counts for the host that it was asked from.
 * @returns null when it concerns no service
 */
export function connectionFact(
  details: unknown,
  services: readonly Service[],
): { readonly fact: ConnectionFact; readonly service: Service } | null {
  const parsed = z.safeParse(errorDetailsSchema, details);
  if (!parsed.success || !URL.canParse(parsed.data.url)) return null;
  const { url, type, method, error, timeStamp, initiator, documentUrl } = parsed.data;
  const { hostname, pathname } = new URL(url);
  const navigation = type === 'main_frame';
  const asker = navigation ? hostname : hostOf(initiator ?? documentUrl);
  const service = serviceOfPage(asker, services) ?? null;
  if (!service || !belongsTo(hostname, service)) return null;
  const fact = z.safeParse(factSchema, {
    type: 'connection',
    host: hostname,
    path: pathname.slice(0, 512),
    error: error.slice(0, 80),
    navigation,
    method: method.slice(0, 10),
    at: timeStamp,
  });
  return fact.success && fact.data.type === 'connection' ? { fact: fact.data, service } : null;
}

function hostOf(address: string | null | undefined): string | null {
  return address && URL.canParse(address) ? new URL(address).hostname : null;
}
