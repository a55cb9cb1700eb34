import { type Item, Feed as PackageFeed } from 'feed';
import { formatRfc3339 } from '../date/format.ts';
import type { Instant } from '../date/reading.ts';
import type { Feed } from '../feed/feed.ts';
import type { Site } from '../site.ts';
import type { DocumentLink } from './addresses.ts';
import { pageUrl } from './addresses.ts';
import { type CleanEntry, cleanHead, generatorName, packageText } from './base.ts';
import { extensionElements } from './extensions.ts';
import { mediaContent, mediaElements } from './media.ts';
import { oncePerEntry } from './pieces.ts';
import { podcastChannel, podcastItem, podcastNamespaces } from './podcast.ts';
import { createSlots, type Slots } from './slots.ts';
import {
  element,
  emptyElement,
  escapePlain,
  type Stylesheet,
  textElement,
  withStylesheet,
  writeAttributes,
} from './xml.ts';

const namespaces = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:dcterms': 'http://purl.org/dc/terms/',
  'xmlns:fh': 'http://purl.org/syndication/history/1.0',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
} as const;

/** Where a line of a channel and of an item begins in what `feed` writes. */
const channelLine = '\n        ';

/** RSS 2.0 and its Best Practices Profile: what an item has beyond title, link, guid, pubDate, category and texts. */
const itemElements = (entry: CleanEntry, site: Site): readonly string[] => [
  // Profile, dc:creator: one a person; author would want a mail address, and both together are a duplicate.
  ...entry.authors.map(({ name }) => element('dc:creator', escapePlain(name))),
  ...(entry.language === undefined ? [] : [textElement('dc:language', entry.language)]),
  ...(entry.updated === undefined
    ? []
    : [
        textElement('atom:updated', formatRfc3339(entry.updated)),
        textElement('dcterms:modified', formatRfc3339(entry.updated)),
      ]),
  ...mediaElements(entry),
  ...entry.enclosures.slice(1).map(mediaContent),
  ...podcastItem(entry, site),
  ...extensionElements(entry.extensions),
];

/** RSS 2.0, enclosure: url, length and type are required. Profile: one an item; 0 where the length is not known. */
const enclosure = ({ enclosures: [first] }: CleanEntry): Pick<Item, 'enclosure'> =>
  first === undefined ? {} : { enclosure: { url: first.url, length: first.length ?? 0, type: first.type } };

/** The item for `feed`; its last slot is what `pieces` finds its end by. */
const packageItem = (entry: CleanEntry, { put, putText }: Slots, site: Site): Item => ({
  title: put(element('title', escapePlain(entry.title))),
  link: entry.link,
  date: new Date(entry.published),
  // Profile, content:encoded: the description comes first, and there is one.
  description: put(element('description', escapePlain(entry.description))),
  ...(entry.cdata() !== '' && { content: putText(entry.cdata()) }),
  ...(entry.categories.length > 0 && {
    category: [{ name: put(...entry.categories.map((name) => element('category', escapePlain(name)))) }],
  }),
  ...enclosure(entry),
  extensions: [
    // RSS 2.0, guid: a permalink only when it is the item's address.
    {
      name: 'guid',
      objects: { _attributes: { isPermaLink: entry.isPermalink }, _text: packageText(entry.id) },
    },
    { name: 'rest', objects: { _text: put(...itemElements(entry, site)) } },
  ],
});

const writeItems = oncePerEntry((entries, site) => {
  const slots = createSlots();
  const document = new PackageFeed({ title: '', updated: new Date(0) });
  const ends = entries.map((entry) => {
    document.addItem(packageItem(entry, slots, site));
    return slots.last();
  });
  return slots.pieces(document.rss2(), 'item', ends).map(slots.fill);
});

const channelElements = (feed: Feed, links: readonly DocumentLink[]): readonly string[] => {
  const { site, definition, paging } = feed;
  const { copyright } = cleanHead(site, definition);
  return [
    ...(copyright === '' ? [] : [element('copyright', escapePlain(copyright))]),
    // Profile, atom:link: the document's own address, with type.
    ...links.map(({ rel, type, href, title }) => emptyElement('atom:link', { rel, type, href, title })),
    ...(paging.kind === 'complete' ? ['<fh:complete/>'] : []), // RFC 5005 §2
    ...(paging.kind === 'archive' ? ['<fh:archive/>'] : []), // RFC 5005 §4
    ...podcastChannel(feed),
    ...extensionElements(site.extensions),
  ];
};

/** The channel as `feed` writes it, without items. */
const writeChannel = (feed: Feed, links: readonly DocumentLink[]): string => {
  const { site, definition } = feed;
  const head = cleanHead(site, definition);
  const slots = createSlots();
  const title = slots.put(element('title', escapePlain(head.title)));
  const document = new PackageFeed({
    title,
    link: pageUrl(site, definition.scope.path),
    description: slots.put(element('description', escapePlain(head.description || head.title))),
    language: head.language,
    updated: new Date(feed.updated as Instant),
    docs: 'https://www.rssboard.org/rss-specification',
    generator: generatorName,
    copyright: slots.put(...channelElements(feed, links)),
    ...(head.image !== undefined && { image: packageText(head.image) }),
  });
  return slots.fill(document.rss2());
};

/**
 * A feed as RSS 2.0 (https://www.rssboard.org/rss-specification) with the RSS Best Practices Profile
 * (https://www.rssboard.org/rss-profile), written by `feed` with what it has no field for put into slots.
 * `links` are those of the document; the link to its page is made here.
 */
export const renderRss = (feed: Feed, links: readonly DocumentLink[], stylesheet?: Stylesheet): string => {
  const { site } = feed;
  const channel = withStylesheet(writeChannel(feed, links), stylesheet);
  const end = channel.lastIndexOf('\n    </channel>');
  const root = '<rss version="2.0"';
  const rootEnd = channel.indexOf(root) + root.length;
  const declared = writeAttributes({ ...namespaces, ...(site.podcast && podcastNamespaces) });
  const parts = [channel.slice(0, rootEnd), declared, channel.slice(rootEnd, end)];
  for (const item of writeItems(feed.entries, site)) parts.push(channelLine, item);
  parts.push(channel.slice(end), '\n');
  return parts.join('');
};
