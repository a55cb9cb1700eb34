import { type Item, Feed as PackageFeed } from 'feed';
import { formatRfc3339 } from '../date/format.ts';
import type { Feed, Tombstone } from '../feed/feed.ts';
import type { Person, Site } from '../site.ts';
import { type DocumentLink, pageUrl } from './addresses.ts';
import {
  type CleanEnclosure,
  type CleanEntry,
  cleanHead,
  documentDate,
  generatorName,
  packageText,
} from './base.ts';
import { extensionElements } from './extensions.ts';
import { mediaElements } from './media.ts';
import { oncePerEntry } from './pieces.ts';
import { createSlots, type Slots } from './slots.ts';
import { atomId } from './uri.ts';
import {
  cleanCharacters,
  cleanLine,
  element,
  emptyElement,
  type Stylesheet,
  textElement,
  withStylesheet,
  writeAttributes,
} from './xml.ts';

const namespaces = {
  'xmlns:fh': 'http://purl.org/syndication/history/1.0',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
} as const;
const tombstoneNamespace = { 'xmlns:at': 'http://purl.org/atompub/tombstones/1.0' } as const;

/** Where a line of the feed begins in what `feed` writes. */
const feedLine = '\n    ';

/** A stand-in for an id: `feed` takes every id for a URL, refuses others and rewrites it, so ours goes in afterwards. */
const idStandIn = 'dateline:id';

/** The text before and after the first place where `mark` stands. */
const splitOnce = (text: string, mark: string): readonly [string, string] => {
  const at = text.indexOf(mark);
  return [text.slice(0, at), text.slice(at + mark.length)];
};

/** RFC 4287 §3.2: name, uri, email. */
const person = (name: string, { name: text, url, email }: Person): string =>
  element(
    name,
    textElement('name', text) +
      (url === undefined ? '' : textElement('uri', url)) +
      (email === undefined ? '' : textElement('email', email)),
  );

/** RFC 4287 §4.2.7: length is a hint in bytes. */
const enclosureLink = ({ url, type, length, title }: CleanEnclosure): string =>
  emptyElement('link', { rel: 'enclosure', type, length, href: url, title });

/**
 * RFC 4287 §4.2.11: what is known of the feed an article comes from. Without an id of its own the original's
 * address stands for it; `updated` is the entry's, since nobody knows the other's.
 */
const source = ({ origin, title, published, updated }: CleanEntry, site: Site): readonly string[] => {
  const id = origin?.id ?? origin?.url;
  if (origin === undefined || id === undefined) return [];
  return [
    element(
      'source',
      textElement('id', atomId(id, site.idAuthority)) +
        textElement('title', origin.title ?? title, { type: 'text' }) +
        textElement('updated', formatRfc3339(updated ?? published)) +
        (origin.url === undefined ? '' : emptyElement('link', { rel: 'alternate', href: origin.url })),
    ),
  ];
};

const entryElements = (entry: CleanEntry, site: Site): readonly string[] => [
  ...entry.authors.map((author) => person('author', author)),
  ...entry.categories.map((name) => emptyElement('category', { term: name, label: name })), // §4.2.2
  ...entry.enclosures.map(enclosureLink),
  ...mediaElements(entry),
  ...source(entry, site),
  ...extensionElements(entry.extensions),
];

/** The entry for `feed`; its last slot is what `pieces` finds its end by. */
const packageItem = (entry: CleanEntry, { put, putText }: Slots, site: Site): Item => {
  // §4.1.2: an entry without content needs an alternate link, and readers need some text; neither may be blank.
  const summary = entry.summary || (entry.html === '' ? entry.description : '');
  return {
    id: idStandIn,
    title: put(textElement('title', entry.title, { type: 'text' })),
    link: entry.link,
    date: documentDate(entry.updated ?? entry.published),
    published: documentDate(entry.published),
    ...(summary !== '' && { description: put(textElement('summary', summary, { type: 'text' })) }),
    ...(entry.cdata() !== '' && { content: putText(entry.cdata()) }),
    copyright: put(...entryElements(entry, site)),
  };
};

/** Puts in what must stand outside of slots: the id, and the language of the whole entry. */
const finish = (piece: string, { id, language }: CleanEntry, site: Site): string => {
  // The first is the real one: only the title stands before it, and that is still a slot.
  const [before, after] = splitOnce(piece.slice('<entry'.length), `<id>${idStandIn}</id>`);
  const start = `<entry${writeAttributes({ 'xml:lang': language })}`;
  return `${start}${before}${textElement('id', atomId(id, site.idAuthority))}${after}`;
};

const writeEntries = oncePerEntry((entries, site) => {
  const slots = createSlots();
  const document = new PackageFeed({ id: '', title: '', updated: new Date(0) });
  const ends = entries.map((entry) => {
    document.addItem(packageItem(entry, slots, site));
    return slots.last();
  });
  const pieces = slots.pieces(document.atom1(), 'entry', ends);
  return pieces.map((piece, at) => slots.fill(finish(piece, entries[at]!, site)));
});

const link = ({ rel, type, href, title }: DocumentLink): string =>
  emptyElement('link', { rel, type, href, title });

const feedElements = (feed: Feed, links: readonly DocumentLink[]): readonly string[] => {
  const { site, definition, paging } = feed;
  const { copyright, authors, title } = cleanHead(site, definition);
  const page = pageUrl(site, definition.scope.path);
  return [
    ...(copyright === '' ? [] : [textElement('rights', copyright)]),
    // §4.1.1: entries without author need one here, and nobody is known by another name.
    ...(authors.length > 0 ? authors : [{ name: cleanLine(site.title) || title }]).map((each) =>
      person('author', each),
    ),
    link({ rel: 'alternate', type: 'text/html', href: page }),
    ...links.map(link),
    ...(paging.kind === 'complete' ? ['<fh:complete/>'] : []), // RFC 5005 §2
    ...(paging.kind === 'archive' ? ['<fh:archive/>'] : []), // RFC 5005 §4
    ...extensionElements(site.extensions),
  ];
};

/** The feed as `feed` writes it, without entries. */
const writeHead = (feed: Feed, links: readonly DocumentLink[]): string => {
  const { site, definition } = feed;
  const head = cleanHead(site, definition);
  const slots = createSlots();
  const document = new PackageFeed({
    id: packageText(atomId(cleanLine(definition.id), site.idAuthority)),
    title: packageText(head.title),
    updated: documentDate(feed.updated),
    generator: packageText(generatorName),
    copyright: slots.put(...feedElements(feed, links)),
    ...(head.description !== '' && { description: packageText(head.description) }),
    ...(head.image !== undefined && { image: packageText(head.image) }),
    ...(head.icon !== undefined && { favicon: packageText(head.icon) }),
  });
  return slots.fill(document.atom1());
};

/** RFC 6721 §3: an entry that is gone, named by its id. */
const deletedEntry = ({ id, when }: Tombstone, site: Site): string =>
  emptyElement('at:deleted-entry', {
    ...tombstoneNamespace,
    ref: atomId(cleanCharacters(id), site.idAuthority),
    when: formatRfc3339(when),
  });

/**
 * A feed as Atom 1.0 (RFC 4287), with archives (RFC 5005) and tombstones (RFC 6721), written by `feed` with what it
 * has no field for put into slots. `links` are those of the document; the link to its page is made here.
 */
export const renderAtom = (feed: Feed, links: readonly DocumentLink[], stylesheet?: Stylesheet): string => {
  const { site, definition } = feed;
  const head = withStylesheet(writeHead(feed, links), stylesheet);
  const root = '<feed xmlns="http://www.w3.org/2005/Atom"';
  const rootEnd = head.indexOf(root) + root.length;
  const end = head.lastIndexOf('\n</feed>');
  const declared = writeAttributes({ ...namespaces, 'xml:lang': cleanHead(site, definition).language });
  const parts = [head.slice(0, rootEnd), declared, head.slice(rootEnd, end)];
  for (const entry of writeEntries(feed.entries, site)) parts.push(feedLine, entry);
  for (const tombstone of feed.tombstones) parts.push(feedLine, deletedEntry(tombstone, site));
  parts.push(head.slice(end), '\n');
  return parts.join('');
};
