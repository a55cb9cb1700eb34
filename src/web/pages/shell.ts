import type { FeedDefinition } from '../../feed/feed.ts';
import { documentUrl, mediaUrl } from '../../render/addresses.ts';
import { feedFormats } from '../../render/formats.ts';
import { siteLanguage } from '../../site/read-site.ts';
import type { Site } from '../../site.ts';

/** A feed as a page links to it. */
export interface FeedLink {
  readonly name: string;
  readonly title: string;
  readonly type: string;
  readonly url: string;
}

/** Path of the public address, which pages put before their own links; empty at a host's root. */
export const basePath = (site: Site): string => new URL(site.url).pathname.replace(/\/$/, '');

/** The feeds of a scope in every format, the preferred one first. */
export const feedLinks = (site: Site, { scope, title }: FeedDefinition): readonly FeedLink[] => {
  const formats = [...feedFormats].sort(
    (a, b) => Number(b.name === site.preferred) - Number(a.name === site.preferred),
  );
  return formats.map((format) => ({
    name: format.title,
    title: `${title} (${format.title})`,
    type: format.mediaType,
    url: documentUrl(site, { folder: scope.path }, format),
  }));
};

/** Writing direction of a language, `ltr` where it is not known. */
export const directionOf = (language: string): 'ltr' | 'rtl' => {
  try {
    const { script } = new Intl.Locale(language).maximize();
    return script !== undefined && rightToLeft.has(script) ? 'rtl' : 'ltr';
  } catch {
    return 'ltr';
  }
};

/** Scripts in use today whose Unicode characters are of bidirectional class R or AL. */
const rightToLeft: ReadonlySet<string> = new Set([
  'Arab',
  'Hebr',
  'Thaa',
  'Syrc',
  'Nkoo',
  'Adlm',
  'Rohg',
  'Mand',
  'Samr',
  'Mend',
]);

/** What every page says of the site, and the feeds that it announces. */
export const shell = (site: Site, main: FeedDefinition, announced: FeedDefinition = main) => ({
  base: basePath(site),
  siteTitle: site.title,
  siteDescription: site.description,
  copyright: site.copyright,
  icon: mediaUrl(site, site.icon),
  language: siteLanguage(site),
  direction: directionOf(siteLanguage(site)),
  feeds: feedLinks(site, announced),
  siteFeeds: feedLinks(site, main),
  description: '',
  title: site.title,
});
