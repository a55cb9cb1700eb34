import { mediaAddress } from '../article/content/surroundings.ts';
import type { Feed, FeedAddress } from '../feed/feed.ts';
import type { Site } from '../site.ts';
import { webAddress } from './uri.ts';

/** What an address needs of a row of `formats.ts`. */
export interface FormatAddress {
  readonly name: string;
  /** Without charset. */
  readonly mediaType: string;
  /** Last part of the document's path. */
  readonly fileName: string;
  /** For people, such as `Atom`. */
  readonly title: string;
}

/** A typed link from a feed document to another resource (RFC 8288); `href` is absolute. */
export interface DocumentLink {
  readonly rel: 'self' | 'alternate' | 'hub' | 'current' | 'prev-archive' | 'next-archive';
  readonly href: string;
  readonly type?: string | undefined;
  readonly title?: string | undefined;
}

/** An address of the site itself, in the form that documents write (`webAddress`). */
const siteAddress = (site: Site, path: string): string => webAddress(site.url + path) ?? site.url + path;

/** The absolute address of a feed document, with `?v=` where the address has a version. */
export const documentUrl = (
  site: Site,
  { folder, version }: FeedAddress,
  { fileName }: Pick<FormatAddress, 'fileName'>,
): string => siteAddress(site, `${folder}/${fileName}${version === undefined ? '' : `?v=${version}`}`);

/** The page for people that a feed belongs to: the scope's, or the site's address where the site has no own pages. */
export const pageUrl = (site: Site, scopePath: string): string =>
  siteAddress(site, `${site.pages ? scopePath : ''}/`);

/** An address that the settings give as absolute URL or as path in the articles folder; undefined where it is neither. */
export const mediaUrl = (site: Site, given: string | undefined): string | undefined => {
  if (given === undefined || given === '') return undefined;
  if (/^[a-z][a-z0-9+.-]*:/iu.test(given)) return webAddress(given);
  return webAddress(mediaAddress(site.url, given.replace(/^\/+/u, '')));
};

/**
 * The paging links of RFC 5005 §4 in the document's own format. Clients keep archives for ever, so only links to
 * older archives name a version.
 */
const pagingLinks = ({ site, paging }: Feed, format: FormatAddress): readonly DocumentLink[] => {
  const link = (rel: DocumentLink['rel'], address: FeedAddress | undefined): readonly DocumentLink[] =>
    address === undefined ? [] : [{ rel, href: documentUrl(site, address, format), type: format.mediaType }];
  switch (paging.kind) {
    case 'complete':
    case 'partial':
      return [];
    case 'current':
      return link('prev-archive', paging.previous);
    case 'archive':
      return [
        ...link('current', paging.current),
        ...link('prev-archive', paging.previous),
        ...link('next-archive', paging.next),
      ];
  }
};

/**
 * Every link of a document but the one to its page: itself, the same feed in the other `formats`, hubs (WebSub §4;
 * an archive is no topic and names none), and the archives.
 */
export const documentLinks = (
  feed: Feed,
  format: FormatAddress,
  formats: readonly FormatAddress[],
): readonly DocumentLink[] => {
  const { site, address, paging } = feed;
  return [
    { rel: 'self', href: documentUrl(site, address, format), type: format.mediaType },
    ...formats
      .filter((other) => other.name !== format.name)
      .map((other): DocumentLink => {
        const href = documentUrl(site, address, other);
        return { rel: 'alternate', href, type: other.mediaType, title: other.title };
      }),
    ...(paging.kind === 'archive' ? [] : site.hubs)
      .map((hub) => webAddress(hub))
      .filter((href) => href !== undefined)
      .map((href): DocumentLink => ({ rel: 'hub', href })),
    ...pagingLinks(feed, format),
  ];
};
