import type { OfficialEntryOf } from '../../../lib/services/official-schema.ts';
import { type FeedItem, feedOf } from '../feed.ts';
import { judgeParts, type OpenIncident, type PartState } from '../judge-parts.ts';
import { plainText } from '../plain-text.ts';
import type { XmlElement } from '../read-xml.ts';
import { type Reading, unread } from '../reading.ts';
import { isAbandoned, timeOf } from '../time-of.ts';

type Entry = OfficialEntryOf<'rss'>;

const CLOSED = new Set(['resolved', 'postmortem', 'completed', 'scheduled']);
const OPEN = new Set([
  'active',
  'identified',
  'in_progress',
  'investigating',
  'monitoring',
  'ongoing',
  'update',
  'updated',
  'verifying',
]);

/** What a severity, or without one the title, calls an outage. */
const OUTAGE = /\b(?:outage|unavailable|down)\b/i;
const PARTIAL = /\bpartial/i;

const MAX_CONTENT = 20_000;

/** An item as far as we understand it. */
interface Told {
  readonly item: FeedItem;
  readonly publishedAt: number | null;
  readonly content: string;
  /** Null when no word on record says how it stands. */
  readonly status: string | null;
}

function flat(html: string): string {
  return html
    .slice(0, MAX_CONTENT)
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

/** The value of a line such as "Status: RESOLVED"; the first one is the newest. */
function lineOf(content: string, label: string): string | null {
  const found = new RegExp(`\\b${label}\\s*:\\s*([A-Za-z][A-Za-z _-]{0,30}?)(?=\\s|$|[.,;])`, 'i');
  return found.exec(content)?.[1]?.toLowerCase() ?? null;
}

const isKnown = (word: string) => CLOSED.has(word) || OPEN.has(word);

/** Its own line says how it stands, else a category; words that contradict each other say nothing. */
function statusOf(item: FeedItem, content: string): string | null {
  const line = lineOf(content, 'status');
  if (line !== null && !isKnown(line)) return null;
  const categories = item.categories.map((word) => word.toLowerCase()).filter(isKnown);
  const words = line === null ? categories : [line, ...categories];
  const isOpen = new Set(words.map((word) => OPEN.has(word)));
  return isOpen.size === 1 ? (words[0] ?? null) : null;
}

function concerns({ item, content }: Told, { items, url }: Entry): boolean {
  if ('component' in items) {
    const [, affected] = content.split(/\baffected components\s*:?/i);
    return affected === undefined || affected.includes(items.component);
  }
  const link = URL.parse(item.link);
  return link?.host === new URL(url).host && link.pathname.startsWith(items.path);
}

function stateOf({ item, content }: Told): PartState {
  const severity = lineOf(content, 'severity') ?? item.title;
  return OUTAGE.test(severity.replaceAll('_', ' ')) && !PARTIAL.test(severity)
    ? 'outage'
    : 'degraded';
}

const isClosed = ({ status }: Told) => status !== null && CLOSED.has(status);

/** Whether an item takes the place of another about the same thing. Without times, one that is closed closes nothing. */
function isNewer(told: Told, before: Told): boolean {
  if (told.publishedAt === null || before.publishedAt === null) return isClosed(before);
  return told.publishedAt > before.publishedAt;
}

function newestOfEach(items: readonly Told[]): readonly Told[] {
  const newest = new Map<string, Told>();
  for (const told of items) {
    const key = `${told.item.id} ${told.item.link}`;
    const before = newest.get(key);
    if (before === undefined || isNewer(told, before)) newest.set(key, told);
  }
  return [...newest.values()];
}

/**
 * Reads a feed that lists incidents only: `operational` means that all of ours are closed. An item
 * that no word on record describes makes the whole unknown, never green.
 */
export function readRss(root: XmlElement, entry: Entry, now: number): Reading {
  const feed = feedOf(root);
  if (feed === null) return unread('wrong-shape');
  const { names, self } = entry.page;
  if (!names.includes(feed.title)) return unread('wrong-page');
  if (self !== undefined && feed.self !== null && feed.self !== self) return unread('wrong-page');
  if (isAbandoned(feed.updated, now)) return unread('abandoned');

  const told = feed.items.map((item): Told => {
    const content = flat(item.content);
    const publishedAt = timeOf(item.published, now);
    return { item, content, publishedAt, status: statusOf(item, content) };
  });
  const ours = newestOfEach(told.filter((one) => concerns(one, entry)));
  const states: PartState[] = ['operational'];
  const incidents: OpenIncident[] = [];
  for (const one of ours) {
    if (isClosed(one)) continue;
    const state = one.status === null ? 'unknown' : stateOf(one);
    states.push(state);
    if (one.status === null) continue;
    incidents.push({
      id: plainText(one.item.id),
      title: plainText(one.item.title),
      publishedAt: one.publishedAt,
      isMonitoring: one.status === 'monitoring',
      gravity: state === 'outage' ? 2 : 1,
    });
  }
  return judgeParts(states, incidents);
}
