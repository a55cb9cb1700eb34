import { type Extension, type Item, Feed as PackageFeed } from 'feed';
import type { Feed } from '../feed/feed.ts';
import type { Extension as OwnExtension, Person } from '../site.ts';
import { type DocumentLink, pageUrl } from './addresses.ts';
import { type CleanEnclosure, type CleanEntry, type CleanHead, cleanHead, documentDate } from './base.ts';
import { extensionObjects } from './extensions.ts';
import { pieceMemory } from './pieces.ts';

/** A key that `feed` lacks, or writes as version 1 does. Without value JSON leaves it out. */
const key = (name: string, value: unknown): Extension => ({ name, objects: value as Extension['objects'] });

/** JSON Feed 1.1, extensions: custom objects. */
const extensionKeys = (extensions: readonly OwnExtension[]): readonly Extension[] =>
  extensions.length === 0
    ? []
    : Object.entries(extensionObjects(extensions)).map(([name, value]) => key(name, value));

const absentWhenEmpty = <T>(items: readonly T[]): readonly T[] | undefined =>
  items.length > 0 ? items : undefined;

/** JSON Feed 1.1, authors: name and url. */
const authors = (people: readonly Person[]): readonly object[] | undefined =>
  absentWhenEmpty(people.map(({ name, url }) => ({ name, url })));

/** JSON Feed 1.1, attachments. */
const attachment = ({ url, type, length, durationSeconds, title }: CleanEnclosure): object => ({
  url,
  mime_type: type,
  title,
  size_in_bytes: length,
  duration_in_seconds: durationSeconds,
});

/** JSON Feed 1.1, items: what `feed` has no field for. */
const itemKeys = (entry: CleanEntry): Extension[] => [
  // One of content_html and content_text is required.
  key('content_text', entry.html === '' ? entry.description : undefined),
  key('authors', authors(entry.authors)),
  key('language', entry.language),
  key('external_url', entry.origin?.url),
  key('tags', absentWhenEmpty(entry.categories)),
  key('attachments', absentWhenEmpty(entry.enclosures.map(attachment))),
  ...extensionKeys(entry.extensions),
];

const packageItem = (entry: CleanEntry): Item => {
  const published = documentDate(entry.published);
  return {
    id: entry.id,
    link: entry.link,
    title: entry.title,
    date: entry.updated === undefined ? published : documentDate(entry.updated),
    published,
    ...(entry.html !== '' && { content: entry.html, description: entry.summary }),
    ...(entry.image && { image: entry.image.url }),
    extensions: itemKeys(entry),
  };
};

/** JSON Feed 1.1, hubs. */
const hubs = (links: readonly DocumentLink[]): readonly object[] =>
  links.filter(({ rel }) => rel === 'hub').map(({ href }) => ({ type: 'WebSub', url: href }));

/** JSON Feed 1.1, top level: the next address is that of the newest document with older entries. */
const feedKeys = ({ site }: Feed, head: CleanHead, links: readonly DocumentLink[]): Extension[] => [
  key('version', 'https://jsonfeed.org/version/1.1'),
  key('icon', head.image ?? head.icon),
  key('favicon', head.icon),
  key('language', head.language),
  key('authors', authors(head.authors)),
  key('next_url', links.find(({ rel }) => rel === 'prev-archive')?.href),
  key('hubs', absentWhenEmpty(hubs(links))),
  ...extensionKeys(site.extensions),
];

/** The document as `feed` writes it, with these items. */
const writeDocument = (
  feed: Feed,
  links: readonly DocumentLink[],
  entries: readonly CleanEntry[],
): string => {
  const { site, definition } = feed;
  const head = cleanHead(site, definition);
  const document = new PackageFeed({
    title: head.title,
    link: pageUrl(site, definition.scope.path),
    feedLinks: { json: links.find(({ rel }) => rel === 'self')!.href },
    ...(head.description !== '' && { description: head.description }),
  });
  document.extensions = feedKeys(feed, head, links);
  document.items = entries.map(packageItem);
  return document.json1();
};

/** How `feed` indents. No string in JSON has a line feed, so nothing in one looks like that. */
const itemsStart = '\n    "items": [';
const itemsEnd = '\n    ]\n}';
const [itemStart, itemEnd] = ['\n        {', '\n        }'] as const;

/** The items of a document that `feed` wrote, one after the other. */
const cutItems = (text: string, count: number): readonly string[] => {
  let end = text.indexOf(itemsStart);
  return Array.from({ length: count }, () => {
    const start = text.indexOf(itemStart, end);
    end = text.indexOf(itemEnd, start) + itemEnd.length;
    // Joined, an item is memory of its own; a slice would keep the whole text alive.
    return [text.slice(start, end - 1), '}'].join('');
  });
};

const itemPieces = pieceMemory();

/**
 * A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), written by `feed`, whose version 1 is brought up
 * by extensions. It writes the items that are new; those that another document has are put in. `links` are those of
 * the document.
 */
export const renderJsonFeed = (feed: Feed, links: readonly DocumentLink[]): string => {
  const { missing, keepUncut, all } = itemPieces(feed.entries, feed.site);
  const text = writeDocument(feed, links, missing);
  const { length } = missing;
  if (length > 0) keepUncut(() => cutItems(text, length));
  if (length === feed.entries.length) return `${text}\n`;
  const parts = [text.slice(0, text.indexOf(itemsStart) + itemsStart.length)];
  for (const [at, item] of all().entries()) parts.push(at === 0 ? '' : ',', item);
  parts.push(itemsEnd, '\n');
  return parts.join('');
};
