import type { Feed } from '../feed/feed.ts';
import { documentLinks, type FormatAddress } from './addresses.ts';

/** The value of a `Link` header (RFC 8288 §3) with every link that the document itself has, but the one to its page. */
export const linkHeader = (feed: Feed, format: FormatAddress, formats: readonly FormatAddress[]): string =>
  documentLinks(feed, format, formats)
    .map(({ rel, href, type }) => `<${href}>; rel="${rel}"${type === undefined ? '' : `; type="${type}"`}`)
    .join(', ');
