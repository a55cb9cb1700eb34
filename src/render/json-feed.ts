import { type Extension, type Item, Feed as PackageFeed } from 'feed';
import type { Feed } from '../feed/feed.ts';
import type { Person } from '../site.ts';
import { type DocumentLink, pageUrl } from './addresses.ts';
import { type CleanEnclosure, type CleanEntry, cleanHead, DocumentDate } from './base.ts';
import { extensionObjects } from './extensions.ts';
import { oncePerEntry } from './pieces.ts';

/** Keys that `feed` lacks, or writes as version 1 does; those without value are left out. */
const keys = (values: Readonly<Record<string, unknown>>): Extension[] =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, objects]) => ({ name, objects: objects as Extension['objects'] }));

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
const itemKeys = (entry: CleanEntry): Extension[] =>
  keys({
    // One of content_html and content_text is required.
    content_text: entry.html === '' ? entry.description : undefined,
    authors: authors(entry.authors),
    language: entry.language,
    external_url: entry.origin?.url,
    tags: absentWhenEmpty(entry.categories),
    attachments: absentWhenEmpty(entry.enclosures.map(attachment)),
    ...extensionObjects(entry.extensions),
  });

const itemsStart = '"items": [';
const itemsEnd = ']\n}';

const packageItem = (entry: CleanEntry): Item => ({
  id: entry.id,
  link: entry.link,
  title: entry.title,
  date: new DocumentDate(entry.updated ?? entry.published),
  published: new DocumentDate(entry.published),
  ...(entry.html !== '' && { content: entry.html, description: entry.summary }),
  ...(entry.image && { image: entry.image.url }),
  extensions: itemKeys(entry),
});

/** Between items as `feed` indents them. No string in JSON has a line feed, so nothing else can look like that. */
const [itemEnd, itemStart] = ['\n        }', '\n        {'] as const;

const writeItems = oncePerEntry((entries) => {
  const document = new PackageFeed({ title: '' });
  document.items = entries.map(packageItem);
  const text = document.json1();
  const start = text.indexOf(itemsStart) + itemsStart.length + itemStart.length;
  const items = text.slice(start, -(itemEnd.length + '\n    '.length + itemsEnd.length));
  // Joined, an item is memory of its own; a slice would keep the whole text alive.
  return items.split(`${itemEnd},${itemStart}`).map((item) => [itemStart, item, itemEnd].join(''));
});

/** JSON Feed 1.1, top level: the next address is that of the newest document with older entries. */
const feedKeys = (feed: Feed, links: readonly DocumentLink[]): Extension[] => {
  const { site, definition } = feed;
  const head = cleanHead(site, definition);
  return keys({
    version: 'https://jsonfeed.org/version/1.1',
    icon: head.image ?? head.icon,
    favicon: head.icon,
    language: head.language,
    authors: authors(head.authors),
    next_url: links.find(({ rel }) => rel === 'prev-archive')?.href,
    hubs: absentWhenEmpty(
      links.filter(({ rel }) => rel === 'hub').map(({ href }) => ({ type: 'WebSub', url: href })),
    ),
    ...extensionObjects(site.extensions),
  });
};

/**
 * A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), written by `feed`, whose version 1 is brought up
 * by extensions. `links` are those of the document.
 */
export const renderJsonFeed = (feed: Feed, links: readonly DocumentLink[]): string => {
  const { site, definition } = feed;
  const head = cleanHead(site, definition);
  const document = new PackageFeed({
    title: head.title,
    link: pageUrl(site, definition.scope.path),
    feedLinks: { json: links.find(({ rel }) => rel === 'self')!.href },
    ...(head.description !== '' && { description: head.description }),
  });
  document.extensions.push(...feedKeys(feed, links));
  const text = document.json1();
  const items = writeItems(feed.entries, site).join(',');
  const end = text.length - itemsEnd.length;
  return `${text.slice(0, end)}${items}${items === '' ? '' : '\n    '}${text.slice(end)}\n`;
};
