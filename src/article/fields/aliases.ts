import { dateNames } from './date-names.ts';
import { mediaNames } from './media-names.ts';

/**
 * The names that tools and people give to the facts of an article, by rank: where a file has several names of one
 * fact, the first one here that holds a usable value counts. Names are compared without case, `-`, `_` and white
 * space, at the top level first and then within the groups of `groupKeys`.
 *
 * Sources of the names: Jekyll, Hugo, Eleventy, Astro, Ghost, Obsidian (and its Linter), Docusaurus, Hexo, Gatsby,
 * Zola, Pelican, Nikola, MultiMarkdown, VuePress, WordPress exporters, and the vocabularies that pages use
 * (schema.org, Open Graph, Dublin Core, Atom, RSS, iTunes).
 */
const names = {
  title: ['title', 'headline', 'name', 'ogTitle', 'seoTitle', 'metaTitle'],
  ...dateNames,
  // `guid` is the word of feeds: who writes it beside another `id` means the feed.
  id: ['guid', 'id', 'uuid', 'identifier'],
  slug: ['slug', 'basename', 'urlname', 'urlSlug'],
  // a canonical address may be that of a first publication elsewhere: it counts when nothing else is said
  url: [
    'url',
    'permalink',
    'publicUrl',
    'path',
    'canonical',
    'canonicalUrl',
    'canonicalLink',
    'relCanonical',
  ],
  origin: [
    'origin',
    'source',
    'sourceUrl',
    'original',
    'originalUrl',
    'externalUrl',
    'republishedFrom',
    'link',
  ],
  authors: [
    'authors',
    'author',
    'by',
    'byline',
    'writer',
    'writers',
    'creator',
    'creators',
    'dc:creator',
    'contributors',
    'reporter',
    'postedBy',
  ],
  tags: [
    'tags',
    'tag',
    'tagList',
    'topics',
    'topic',
    'labels',
    'label',
    'keywords',
    'keyword',
    'metaKeywords',
    'subjects',
  ],
  categories: ['categories', 'category', 'section', 'sections'],
  summary: [
    'summary',
    'excerpt',
    'description',
    'customExcerpt',
    'abstract',
    'standfirst',
    'lead',
    'lede',
    'dek',
    'teaser',
    'intro',
    'blurb',
    'snippet',
    'desc',
    'metaDescription',
    'seoDescription',
    'ogDescription',
    'subtitle',
    'tagline',
  ],
  ...mediaNames,
  draft: ['draft', 'isDraft', '_draft'],
  status: ['status', 'postStatus', 'state'],
  visibility: ['visibility', 'access'],
  unlisted: ['unlisted', 'hidden', 'private', 'hide', 'eleventyExcludeFromCollections', 'password'],
  language: ['language', 'lang', 'locale', 'languageCode', 'inLanguage', 'dc:language'],
  siteName: ['siteName', 'ogSiteName', 'publication', 'newspaper', 'publisher'],
  place: ['place', 'dateline', 'location'],
  timeZone: ['timeZone', 'tz'],
  dateOrder: ['dateOrder'],
  dayTime: ['dayTime'],
  extensions: ['extensions'],
  excerptSeparator: ['excerptSeparator', 'excerptDelimiter'],
} as const satisfies Record<string, readonly string[]>;

/** A fact that front matter can state. */
export type FactName = keyof typeof names;

/** Where a name stands in the table. */
export interface Alias {
  readonly fact: FactName;
  /** 0 is the name that counts first. */
  readonly rank: number;
}

/** Groups whose keys count like top-level ones: `params` (Hugo), `extra` and `taxonomies` (Zola), podcast groups. */
export const groupKeys: ReadonlySet<string> = new Set([
  'params',
  'extra',
  'taxonomies',
  'itunes',
  'podcast',
  'seo',
  'og',
  'opengraph',
  'data',
]);

const normalized = new Map<string, string>();

/** The form in which keys are compared: without case, `-`, `_` and white space. */
export const normalizeKey = (key: string): string => {
  const known = normalized.get(key);
  if (known !== undefined) return known;
  const form = key
    .slice(0, 200)
    .toLowerCase()
    .replace(/[-_\s]/g, '');
  // keys are few and repeat from file to file; hostile ones shall not fill the memory
  if (normalized.size < 2000) normalized.set(key.length < 13 ? key : Buffer.from(key).toString(), form);
  return form;
};

const byKey: ReadonlyMap<string, Alias> = new Map(
  (Object.entries(names) as [FactName, readonly string[]][]).flatMap(([fact, list]) =>
    list.map((name, rank): [string, Alias] => [normalizeKey(name), { fact, rank }]),
  ),
);

/** What a key of front matter means; undefined for one that says nothing about a feed. */
export const findAlias = (key: string): Alias | undefined =>
  asWritten.get(key) ?? byKey.get(normalizeKey(key));

/** The names as they are most often written, so that these need no folding. */
const asWritten: ReadonlyMap<string, Alias> = new Map(
  Object.values(names)
    .flat()
    .flatMap((name): [string, Alias][] => {
      const alias = byKey.get(normalizeKey(name))!;
      return [
        [name, alias],
        [name.toLowerCase(), alias],
        [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), alias],
      ];
    }),
);

/** Facts of podcasts: an article that names none of them is no episode. */
export const podcastFacts: ReadonlySet<FactName> = new Set([
  'enclosures',
  'episode',
  'episodeTitle',
  'season',
  'episodeType',
  'episodeImage',
  'explicit',
  'transcript',
  'chapters',
]);
