import * as z from 'zod/mini';
import type { OfficialEntryOf } from '../../../lib/services/official-schema.ts';
import { parseList } from '../parse-list.ts';
import { plainText } from '../plain-text.ts';
import { OPERATIONAL, type ReadIncident, type Reading, unread } from '../reading.ts';
import { timeOf } from '../time-of.ts';

const MOST_POSTS = 200;

/** The page renews its answer at each request; one this old comes from somewhere else. */
const STALE_AFTER_MS = 60 * 60_000;

/** For how long "service restored" means that it is recovering. */
const RESTORED_MS = 30 * 60_000;

const text = z.string().check(z.maxLength(20_000));

const postSchema = z.object({
  Id: z.optional(z.nullable(text)),
  ServiceDisplayName: z.optional(z.nullable(text)),
  Status: z.optional(z.nullable(text)),
  Title: z.optional(z.nullable(text)),
  Message: z.optional(z.nullable(text)),
  AuthoredDateTime: z.optional(z.unknown()),
  LastUpdatedTime: z.optional(z.unknown()),
});

/** Written `ServiceDegradation` in the page's code and `Service degradation` in its answers (September 2026). */
const STATES: ReadonlyMap<string, 'operational' | 'degraded' | 'recovering'> = new Map([
  ['available', 'operational'],
  ['operational', 'operational'],
  ['servicedegradation', 'degraded'],
  ['servicerestored', 'recovering'],
]);

/** Reads the posts on Microsoft's consumer services; the entry's name says which. */
export function readMicrosoft(
  body: unknown,
  entry: OfficialEntryOf<'microsoft'>,
  now: number,
): Reading {
  const posts = parseList(postSchema, body, MOST_POSTS);
  if (posts === null) return unread('wrong-shape');
  const ours = posts.filter((post) => post.ServiceDisplayName === entry.service);
  const [post] = ours;
  if (post === undefined) return unread('part-missing');
  if (ours.length > 1) return unread('wrong-shape');
  const updatedAt = timeOf(post.LastUpdatedTime, now);
  if (updatedAt === null) return unread('wrong-shape');
  if (now - updatedAt > STALE_AFTER_MS) return unread('abandoned');
  const state = STATES.get((post.Status ?? '').toLowerCase().replaceAll(/\s/g, ''));
  if (state === undefined) return unread('unknown-word');
  if (state === 'operational') return OPERATIONAL;
  const publishedAt = timeOf(post.AuthoredDateTime, now);
  const title = plainText(post.Title) || plainText(post.Message);
  const incident: ReadIncident = { id: plainText(post.Id) || title, title, publishedAt };
  const reading: Reading = { isRead: true, state, since: publishedAt, incident };
  return state === 'recovering' ? { ...reading, fadesAfter: RESTORED_MS } : reading;
}
