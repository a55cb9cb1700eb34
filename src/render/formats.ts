import type { Feed } from '../feed/feed.ts';
import { type DocumentLink, documentLinks, type FormatAddress } from './addresses.ts';
import { renderAtom } from './atom.ts';
import { renderJsonFeed } from './json-feed.ts';
import { renderRss } from './rss.ts';
import type { Stylesheet } from './xml.ts';

/** A format that feeds are published in. */
export interface FeedFormat extends FormatAddress {
  readonly name: 'rss' | 'atom' | 'json';
  /** The whole document as text, the same for the same feed and options. Never throws on content. */
  readonly render: (feed: Feed, options?: RenderOptions) => string;
}

/** What a document has besides its feed. */
export interface RenderOptions {
  /** How browsers show an XML document; only of a site that is `styled`. JSON Feed has no such thing. */
  readonly stylesheet?: Stylesheet | undefined;
}

const row = (
  facts: Omit<FeedFormat, 'render'>,
  render: (feed: Feed, links: readonly DocumentLink[], stylesheet?: Stylesheet) => string,
): FeedFormat => ({
  ...facts,
  render: (feed, { stylesheet } = {}) =>
    render(feed, documentLinks(feed, facts, feedFormats), feed.site.styled ? stylesheet : undefined),
});

/** Every output format, and the only list of them: routes, negotiation, links, build and documentation read these rows. */
export const feedFormats: readonly FeedFormat[] = [
  row({ name: 'atom', mediaType: 'application/atom+xml', fileName: 'atom.xml', title: 'Atom' }, renderAtom),
  row({ name: 'rss', mediaType: 'application/rss+xml', fileName: 'rss.xml', title: 'RSS' }, renderRss),
  row(
    { name: 'json', mediaType: 'application/feed+json', fileName: 'feed.json', title: 'JSON Feed' },
    renderJsonFeed,
  ),
];

/** The row of a format by its name. */
export const formatNamed = (name: FeedFormat['name']): FeedFormat =>
  feedFormats.find((format) => format.name === name)!;
