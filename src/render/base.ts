import type { Entry, Episode } from '../article/article.ts';
import { mediaTypeOf } from '../article/content/media-types.ts';
import { formatRfc3339 } from '../date/format.ts';
import type { Instant } from '../date/reading.ts';
import type { Extension, Person, Site } from '../site.ts';
import { DEFAULT_LANGUAGE } from '../site.ts';
import { mediaUrl } from './addresses.ts';
import { isUri, webAddress } from './uri.ts';
import { cleanPeople, distinct, languageTag, mediaType, positive } from './values.ts';
import { cdataHtml, cleanCharacters, cleanLine } from './xml.ts';

/** The name that `generator` gives. Without a version, or each release would change every document. */
export const generatorName = 'Dateline';

/** An image with an absolute address; sizes in bytes and pixels where they are known, never zero. */
export interface CleanImage {
  readonly url: string;
  readonly type?: string | undefined;
  readonly length?: number | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** A file of an entry: absolute address, a media type in any case, bytes and seconds where they are known. */
export interface CleanEnclosure {
  readonly url: string;
  readonly type: string;
  readonly length?: number | undefined;
  readonly durationSeconds?: number | undefined;
  readonly title?: string | undefined;
}

/** An entry that every format can write as it stands: no character XML forbids, every address absolute, nothing twice. */
export interface CleanEntry {
  /** Exactly as the article has it, but for characters that no document can hold. */
  readonly id: string;
  /** Whether the id is the entry's address. */
  readonly isPermalink: boolean;
  readonly link: string;
  /** Never empty: an article without title goes by the beginning of its text. */
  readonly title: string;
  readonly published: Instant;
  /** Only when it differs from `published`. */
  readonly updated: Instant | undefined;
  readonly authors: readonly Person[];
  /** Only when it differs from the site's. */
  readonly language: string | undefined;
  /** Tags, then categories. */
  readonly categories: readonly string[];
  /** Plain text on one line, may be empty. */
  readonly summary: string;
  /** The summary, or what stands in for it where a description must not be empty. */
  readonly description: string;
  /** As it came. Empty without text, or where the site gives summaries only. */
  readonly html: string;
  /** The same for a CDATA section (`cdataHtml`), made when it is first asked for. */
  readonly cdata: () => string;
  readonly image: CleanImage | undefined;
  readonly enclosures: readonly CleanEnclosure[];
  readonly episode: Episode | undefined;
  readonly origin:
    | {
        readonly url?: string | undefined;
        readonly title?: string | undefined;
        readonly id?: string | undefined;
      }
    | undefined;
  readonly extensions: readonly Extension[];
}

/** What `feed` asks a date for, as `formatRfc3339` writes it: `toISOString` of a Date has a fraction always. */
export const documentDate = (instant: Instant): Date =>
  ({ toISOString: () => formatRfc3339(instant) }) as Partial<Date> as Date;

/**
 * Text for a field that `feed` gives to `xml-js`, which first turns `&amp;` into `&` and then escapes:
 * a text that holds `&amp;` itself would lose it.
 */
export const packageText = (text: string): string => text.replaceAll('&', '&amp;');

const cleanImage = ({ content }: Entry): CleanImage | undefined => {
  const url = webAddress(content.image?.url);
  if (url === undefined) return undefined;
  const { type, length, width, height } = content.image!;
  return {
    url,
    type: mediaType(type),
    length: positive(length),
    width: positive(width),
    height: positive(height),
  };
};

const cleanEnclosures = ({ content }: Entry): readonly CleanEnclosure[] =>
  content.enclosures.flatMap(({ url, type, length, durationSeconds, title }) => {
    const address = webAddress(url);
    if (address === undefined) return [];
    return {
      url: address,
      type: mediaType(type) ?? mediaTypeOf(new URL(address).pathname) ?? 'application/octet-stream',
      length: positive(length),
      durationSeconds: positive(durationSeconds),
      title: cleanLine(title ?? '') || undefined,
    };
  });

const longestTitle = 80;

/** The beginning of a text, at most 80 characters, cut between words where it has any. */
const beginning = (text: string): string => {
  const letters = Array.from(text.slice(0, longestTitle * 2));
  if (letters.length <= longestTitle) return letters.join('');
  const lastSpace = letters.lastIndexOf(' ', longestTitle - 1);
  return `${letters.slice(0, lastSpace > 0 ? lastSpace : longestTitle - 1).join('')}…`;
};

const cleanOrigin = (entry: Entry): CleanEntry['origin'] => {
  const { origin } = entry.article;
  const url = webAddress(origin?.url);
  const title = cleanLine(origin?.title ?? '') || undefined;
  const id = cleanLine(origin?.id ?? '') || undefined;
  return url === undefined && title === undefined && id === undefined ? undefined : { url, title, id };
};

/** A function that works once and answers the same text ever after. */
const once = (make: () => string): (() => string) => {
  let made: string | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

/** Tags, then categories. */
const cleanNames = ({ tags, categories }: Entry['article']): readonly string[] =>
  distinct((categories.length > 0 ? [...tags, ...categories] : tags).map(cleanLine), (name) => name);

const differs = (language: string | undefined, site: Site): string | undefined => {
  if (language === undefined) return undefined;
  const usual = languageTag(site.language) ?? DEFAULT_LANGUAGE;
  const own = languageTag(language);
  return own?.toLowerCase() === usual.toLowerCase() ? undefined : own;
};

/**
 * What all formats say of an entry, made clean. Authors are the article's, else the site's; whatever an address or
 * a name lacks to be one is left out.
 */
export const cleanEntry = (entry: Entry, site: Site): CleanEntry => {
  const { article, content } = entry;
  const summary = cleanLine(content.summary);
  const link = webAddress(article.link, `${site.url}/`) ?? `${site.url}/`;
  const title = cleanLine(article.title) || beginning(summary) || cleanLine(article.slug) || link;
  const givenId = cleanCharacters(article.id);
  const id = givenId.trim() === '' ? link : givenId;
  const authors = cleanPeople(article.authors);
  const html = site.feeds.content === 'full' ? content.html : '';
  return {
    id,
    isPermalink: (id === link || id === article.link) && isUri(id),
    link,
    title,
    published: article.published,
    updated: article.updated === article.published ? undefined : article.updated,
    authors: authors.length > 0 ? authors : cleanPeople(site.authors),
    language: differs(article.language, site),
    categories: cleanNames(article),
    summary,
    description: summary || title,
    html,
    cdata: once(() => cdataHtml(html)),
    image: cleanImage(entry),
    enclosures: cleanEnclosures(entry),
    episode: content.episode ?? article.episode,
    origin: cleanOrigin(entry),
    extensions: article.extensions,
  };
};

/** The head of a feed, clean: what the formats call channel or feed. */
export interface CleanHead {
  readonly title: string;
  readonly description: string;
  readonly language: string;
  readonly copyright: string;
  readonly image: string | undefined;
  readonly icon: string | undefined;
  readonly authors: readonly Person[];
}

/** What all formats say of a site and of one of its feeds, made clean. Title and language are never empty. */
export const cleanHead = (
  site: Site,
  definition: { readonly title: string; readonly description: string; readonly language: string },
): CleanHead => ({
  title: cleanLine(definition.title) || cleanLine(site.title) || new URL(site.url).host,
  description: cleanLine(definition.description),
  language: languageTag(definition.language) ?? languageTag(site.language) ?? DEFAULT_LANGUAGE,
  copyright: cleanLine(site.copyright ?? ''),
  image: mediaUrl(site, site.image),
  icon: mediaUrl(site, site.icon),
  authors: cleanPeople(site.authors),
});
