import { type AnyFeed, parseFeed } from 'feedsmith';
import { parseDate } from '../../date/parse.ts';
import type { Instant } from '../../date/reading.ts';
import { PublisherError } from '../../problem.ts';
import { childrenOf, readXml, type XmlElement } from '../../render/validate/xml-tree.ts';

/** An entry of an old feed, as far as it tells which article it is. */
export interface OldEntry {
  /** As readers know it: exactly as the feed gives it, white space around it left out. */
  readonly id: string;
  /** Plain text or HTML, as the feed has it; may be empty. */
  readonly title: string;
  /** Addresses at which the article was, the likeliest first. */
  readonly links: readonly string[];
  readonly published?: Instant | undefined;
  /** Days on which it was published: in the feed's own zone, and in UTC. */
  readonly days: readonly string[];
}

interface Parts {
  readonly id?: string | undefined;
  readonly title?: string | undefined;
  readonly links: readonly (string | undefined)[];
  readonly date?: string | undefined;
}

const isAddress = (text: string): boolean => /^https?:\/\//i.test(text);

const daysOf = (date: string | undefined): Pick<OldEntry, 'published' | 'days'> => {
  const reading = date ? parseDate(date.slice(0, 100), { zone: 'UTC', language: 'en' }) : undefined;
  if (!reading?.ok) return { days: [] };
  const { instant, offset } = reading;
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d\d):(\d\d)$/.exec(offset ?? '') ?? [];
  const shift = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  const days = [instant + shift, instant].map((time) => new Date(time).toISOString().slice(0, 10));
  return { published: instant, days: [...new Set(days)] };
};

/** An entry without an id is known by its link, as readers do it. */
const toEntry = ({ id, title = '', links, date }: Parts): OldEntry | undefined => {
  const addresses = [...new Set(links.map((link) => link?.trim() ?? '').filter((link) => link !== ''))];
  const known = id?.trim() || addresses[0];
  if (known === undefined) return undefined;
  if (isAddress(known)) addresses.push(known);
  return { id: known, title, links: [...new Set(addresses)], ...daysOf(date) };
};

/** What feedsmith leaves out: where FeedBurner's link leads, and what WordPress says of an item in an export. */
interface ItemFacts {
  readonly original?: string | undefined;
  readonly isArticle: boolean;
}

const hiddenStates = new Set(['draft', 'auto-draft', 'trash', 'inherit', 'pending']);

const isArticle = (type: string, status: string): boolean =>
  (type === '' || type === 'post') && !hiddenStates.has(status);

const factsOf = (item: XmlElement): ItemFacts => {
  const textOf = (pattern: RegExp, name: string): string => {
    const found = item.children.find((child) => child.name === name && pattern.test(child.namespace));
    return found?.text.trim() ?? '';
  };
  const wordpress = /^https?:\/\/wordpress\.org\/export\//;
  const original = textOf(/feedburner/i, 'origLink');
  return {
    original: original || undefined,
    isArticle: isArticle(textOf(wordpress, 'post_type'), textOf(wordpress, 'status')),
  };
};

/**
 * What WordPress says of the items of a text that is no XML, such as the exports of WordPress.com that use a prefix
 * without declaring it: the first of each element behind the beginning of its item.
 */
const looseItemFacts = (text: string): readonly ItemFacts[] =>
  text
    .split(/<item[\s>]/)
    .slice(1)
    .map((item) => {
      const first = (name: string): string =>
        new RegExp(`<wp:${name}>(?:<!\\[CDATA\\[)?([\\w-]{0,40})`).exec(item)?.[1] ?? '';
      return { isArticle: isArticle(first('post_type'), first('status')) };
    });

const atomNamespace = 'http://www.w3.org/2005/Atom';

/** Facts of the items in their order. */
const itemFacts = (text: string): readonly ItemFacts[] => {
  if (!/feedburner|wordpress\.org\/export/.test(text)) return [];
  const outcome = readXml(text);
  if (!outcome.ok) return looseItemFacts(text);
  const { root } = outcome;
  const channel = childrenOf(root, '', 'channel')[0] ?? root;
  const items = childrenOf(channel, '', 'item');
  return (items.length > 0 ? items : childrenOf(root, atomNamespace, 'entry')).map(factsOf);
};

type AtomEntry = NonNullable<Extract<AnyFeed, { format: 'atom' }>['feed']['entries']>[number];

const atomParts = ({ id, title, links = [], published, updated }: AtomEntry): Parts => ({
  id,
  title: typeof title === 'string' ? title : title?.value,
  links: links.filter(({ rel = 'alternate' }) => rel === 'alternate').map(({ href }) => href),
  date: published ?? updated,
});

const partsOf = (parsed: AnyFeed): readonly Parts[] => {
  switch (parsed.format) {
    case 'rss':
      return (parsed.feed.items ?? []).map(({ guid, title, link, pubDate, dc }) => ({
        id: guid?.value,
        title,
        links: [link],
        date: pubDate ?? dc?.dates?.[0],
      }));
    case 'atom':
      return (parsed.feed.entries ?? []).map((entry) => atomParts(entry as AtomEntry));
    case 'rdf':
      return (parsed.feed.items ?? []).map(({ rdf, title, link, dc }) => ({
        id: rdf?.about,
        title,
        links: [link],
        date: dc?.dates?.[0],
      }));
    case 'json':
      return (parsed.feed.items ?? []).map(
        ({ id, title, url, external_url: other, date_published: date }) => ({
          id,
          title,
          links: [url, other],
          date,
        }),
      );
  }
};

const fault = (source: string, message: string): PublisherError =>
  new PublisherError('usage', `adopt: ${source}: ${message}`);

/** A page names its feeds: the address that was meant. */
const feedOfPage = (text: string): string | undefined => {
  for (const [tag] of text.slice(0, 200_000).matchAll(/<link\s[^<>]{1,1000}>/gi)) {
    if (/type=["']?application\/(?:rss\+xml|atom\+xml|feed\+json)/i.test(tag))
      return /href=["']?([^\s"'<>]{1,500})/i.exec(tag)?.[1];
  }
  return undefined;
};

/**
 * The entries of an old feed: RSS, Atom, JSON Feed, RDF, or a WordPress export, of which only articles count. Throws
 * `PublisherError` where the text is no feed; `source` is named in the message.
 */
export const readOldFeed = (text: string, source: string): readonly OldEntry[] => {
  if (/<!ENTITY/i.test(text.slice(0, 100_000))) throw fault(source, 'declares entities, which no feed does');
  let parsed: AnyFeed;
  try {
    parsed = parseFeed(text) as AnyFeed;
  } catch (cause) {
    const feed = /<html[\s>]/i.test(text.slice(0, 10_000)) ? feedOfPage(text) : undefined;
    const hint = feed
      ? `is a page; its feed is ${feed}`
      : 'is neither RSS, Atom, JSON Feed nor a WordPress export';
    throw Object.assign(fault(source, hint), { cause });
  }
  const parts = partsOf(parsed);
  const found = itemFacts(text);
  // Two parsers that count differently are no evidence of which item is which.
  const facts = found.length === parts.length ? found : [];
  return parts.flatMap((each, at) => {
    const { original, isArticle = true } = facts[at] ?? {};
    return (isArticle && toEntry({ ...each, links: [original, ...each.links] })) || [];
  });
};
