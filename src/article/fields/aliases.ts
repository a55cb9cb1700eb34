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
  // A name that says "published" states more than a bare `date`; what tells of creation states less.
  published: [
    'published',
    'publishedAt',
    'publishedOn',
    'publishedDate',
    'publishedTime',
    'article:published_time',
    'datePublished',
    'pubDate',
    'publicationDate',
    'dateOfPublication',
    'date',
    'publish',
    'postDate',
    'datePosted',
    'postedAt',
    'posted',
    'issued',
    'dateIssued',
    'dc:date',
    'dcterms:issued',
    'releaseDate',
    'firstPublished',
    'firstPublishedAt',
    'createdAt',
    'created',
    'dateCreated',
    'creationDate',
    'createdDate',
    'createdOn',
    'dcterms:created',
    'datetime',
  ],
  /** Beside a date of the list above: not to be shown before; alone it is the publication. */
  appears: [
    'publishDate',
    'publishOn',
    'publishAt',
    'scheduled',
    'scheduledAt',
    'scheduledFor',
    'scheduledDate',
    'embargo',
    'embargoUntil',
    'goLive',
    'goLiveDate',
  ],
  updated: [
    'updated',
    'updatedAt',
    'updatedOn',
    'updatedDate',
    'dateUpdated',
    'lastmod',
    'lastModified',
    'lastModifiedAt',
    'lastModifiedTime',
    'lastModifiedDate',
    'modified',
    'modifiedAt',
    'modifiedDate',
    'modifiedTime',
    'article:modified_time',
    'dateModified',
    'lastUpdate',
    'lastUpdated',
    'lastUpdatedAt',
    'modDate',
    'dcterms:modified',
    'dcModified',
    'reviewed',
    'edited',
    'editedAt',
  ],
  /** A time of day beside a date that names only a day. */
  time: ['time', 'pubTime', 'postTime', 'publishTime'],
  expires: [
    'expiryDate',
    'expires',
    'expiresAt',
    'expiresOn',
    'expiry',
    'expire',
    'expirationDate',
    'expiration',
    'unpublishDate',
    'unpublishOn',
    'validUntil',
    'expired',
  ],
  withdrawn: ['withdrawn', 'withdrawnAt', 'withdrawnOn', 'retracted', 'retractedAt'],
  notice: ['notice', 'withdrawalNotice', 'retractionNotice'],
  saved: [
    'saved',
    'savedAt',
    'savedOn',
    'savedDate',
    'dateSaved',
    'accessed',
    'retrieved',
    'clipped',
    'fetched',
  ],
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
  image: [
    'image',
    'cover',
    'coverImage',
    'heroImage',
    'hero',
    'featuredImage',
    'featureImage',
    'featured',
    'feature',
    'ogImage',
    'socialImage',
    'shareImage',
    'metaImage',
    'twitterImage',
    'thumbnail',
    'thumb',
    'thumbnailUrl',
    'banner',
    'bannerImage',
    'headerImage',
    'headerImg',
    'header',
    'mainImage',
    'previewImage',
    'preview',
    'leadImage',
    'teaserImage',
    'images',
    'imageUrl',
    'img',
    'photo',
    'photos',
    'picture',
    'indexImg',
    'topImg',
    'backgroundImage',
    'og',
    'opengraph',
    'social',
    'seo',
  ],
  enclosures: [
    'enclosure',
    'enclosures',
    'audio',
    'audioUrl',
    'audioFile',
    'mp3',
    'mp3Url',
    'podcast',
    'podcastFile',
    'podcastUrl',
    'mediaUrl',
    'mediaFile',
    'media',
    'episodeUrl',
    'attachments',
  ],
  duration: ['duration', 'podcastDuration', 'audioDuration', 'itunes:duration', 'runtime'],
  length: [
    'length',
    'podcastBytes',
    'bytes',
    'fileSize',
    'audioLength',
    'audioSize',
    'enclosureLength',
    'podcastLength',
    'size',
  ],
  mediaType: ['enclosureType', 'mimeType', 'audioType', 'podcastType', 'mime', 'type'],
  episode: ['episode', 'episodeNumber', 'itunes:episode', 'episodeNo'],
  episodeTitle: ['episodeTitle', 'itunes:title'],
  season: ['season', 'seasonNumber', 'itunes:season'],
  episodeType: ['episodeType', 'itunes:episodeType'],
  episodeImage: ['episodeImage', 'itunes:image', 'podcastImage'],
  explicit: ['explicit', 'itunes:explicit'],
  transcript: ['transcript', 'transcriptUrl', 'podcast:transcript'],
  chapters: ['chapters', 'chaptersUrl', 'podcast:chapters'],
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
