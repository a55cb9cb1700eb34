import type { Feed } from '../feed/feed.ts';
import { documentLinks, type FormatAddress } from './addresses.ts';

/** An address as a header can carry it: ASCII, without what would end the reference. Undefined where it is none. */
const headerAddress = (href: string): string | undefined =>
  /^[!-;=?-~]+$/.test(href) ? href : URL.parse(href)?.href.replace(/[<>]/g, encodeURIComponent);

/** The value of a `Link` header (RFC 8288 §3) with every link that the document itself has, but the one to its page. */
export const linkHeader = (feed: Feed, format: FormatAddress, formats: readonly FormatAddress[]): string =>
  documentLinks(feed, format, formats)
    .map(({ rel, href, type }) => ({ rel, type, address: headerAddress(href) }))
    .filter(({ address }) => address !== undefined)
    .map(
      ({ rel, type, address }) => `<${address}>; rel="${rel}"${type === undefined ? '' : `; type="${type}"`}`,
    )
    .join(', ');
