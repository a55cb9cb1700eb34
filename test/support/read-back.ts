import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import RssParser from 'rss-parser';
import type { FeedFormat } from '../../src/render/formats.ts';

/** What a subscriber's program finds in an entry; instants in milliseconds since 1970. */
export interface ReadEntry {
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly link: string | undefined;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  readonly published: number;
}

const names = (people: readonly { name?: string }[] | undefined): string[] =>
  (people ?? []).map(({ name }) => name ?? '');

const readers: Readonly<Record<FeedFormat['name'], (text: string) => ReadEntry[]>> = {
  rss: (text) =>
    (parseRssFeed(text).items ?? []).map((item) => ({
      id: item.guid?.value,
      title: item.title,
      link: item.link,
      authors: item.dc?.creators ?? [],
      tags: (item.categories ?? []).map(({ name }) => name ?? ''),
      published: Date.parse(item.pubDate ?? ''),
    })),
  atom: (text) =>
    (parseAtomFeed(text).entries ?? []).map((each) => ({
      id: each.id,
      title: typeof each.title === 'string' ? each.title : each.title?.value,
      link: each.links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href,
      authors: names(each.authors),
      tags: (each.categories ?? []).map(({ term }) => term ?? ''),
      published: Date.parse(each.published ?? ''),
    })),
  json: (text) =>
    (parseJsonFeed(text).items ?? []).map((item) => ({
      id: item.id,
      title: item.title,
      link: item.url,
      authors: names(item.authors),
      tags: item.tags ?? [],
      published: Date.parse(item.date_published ?? ''),
    })),
};

/** The entries of a document as feedsmith reads them. */
export const readWithFeedsmith = (format: FeedFormat['name'], text: string): ReadEntry[] =>
  readers[format](text);

interface RssParserItem {
  readonly guid?: string;
  readonly id?: string;
  readonly title?: string;
  readonly link?: string;
  readonly creators?: readonly string[];
  readonly categories?: readonly string[];
  readonly isoDate?: string;
}

/** The entries of an RSS or Atom document as rss-parser reads them, on a strict XML parser. */
export const readWithRssParser = async (text: string): Promise<RssParserItem[]> => {
  const parser = new RssParser<object, RssParserItem>({
    customFields: { item: [['dc:creator', 'creators', { keepArray: true }]] },
  });
  return (await parser.parseString(text)).items;
};
