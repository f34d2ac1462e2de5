import type { XmlElement } from './read-xml.ts';

/** One entry of a feed, as written. */
export interface FeedItem {
  /** The same for every entry about one thing. */
  readonly id: string;
  readonly title: string;
  readonly link: string;
  readonly published: string;
  readonly categories: readonly string[];
  /** Often HTML. */
  readonly content: string;
}

/** What RSS 2.0 and Atom have in common. */
export interface Feed {
  readonly title: string;
  /** The feed's own address, if it tells. */
  readonly self: string | null;
  /** When the feed last changed, if it tells. */
  readonly updated: string | null;
  readonly items: readonly FeedItem[];
}

const MOST_ITEMS = 1_000;

function all(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** Text of the first child of one of these names that is there. */
function textOf(element: XmlElement, ...names: readonly string[]): string {
  const found = names.map((name) => all(element, name)[0]).find((child) => child !== undefined);
  return found?.text.trim() ?? '';
}

function linkOf(element: XmlElement, names: readonly string[], rel: string): string | null {
  const links = names.flatMap((name) => all(element, name));
  const found = links.find(({ attributes }) => (attributes.get('rel') ?? 'alternate') === rel);
  return found?.attributes.get('href') ?? null;
}

function fromRss(channel: XmlElement): Feed {
  return {
    title: textOf(channel, 'title'),
    self: linkOf(channel, ['atom:link', 'link'], 'self'),
    updated: textOf(channel, 'lastBuildDate') || null,
    items: all(channel, 'item').map((item) => ({
      id: textOf(item, 'guid', 'link'),
      title: textOf(item, 'title'),
      link: textOf(item, 'link'),
      published: textOf(item, 'pubDate'),
      categories: all(item, 'category').map(({ text }) => text.trim()),
      content: textOf(item, 'description', 'content:encoded'),
    })),
  };
}

function fromAtom(feed: XmlElement): Feed {
  return {
    title: textOf(feed, 'title'),
    self: linkOf(feed, ['link'], 'self'),
    updated: textOf(feed, 'updated') || null,
    items: all(feed, 'entry').map((entry) => ({
      id: textOf(entry, 'id'),
      title: textOf(entry, 'title'),
      link: linkOf(entry, ['link'], 'alternate') ?? '',
      published: textOf(entry, 'published', 'updated'),
      categories: all(entry, 'category').map(({ attributes }) => attributes.get('term') ?? ''),
      content: textOf(entry, 'content', 'summary'),
    })),
  };
}

/** @returns null when it is no feed, or one too long to be a status feed */
export function feedOf(root: XmlElement): Feed | null {
  const [channel] = root.name === 'rss' ? all(root, 'channel') : [];
  if (channel === undefined && root.name !== 'feed') return null;
  const feed = channel === undefined ? fromAtom(root) : fromRss(channel);
  return feed.items.length > MOST_ITEMS ? null : feed;
}
