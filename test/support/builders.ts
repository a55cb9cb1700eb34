import type { Article, Entry, EntryContent } from '../../src/article/article.ts';
import type { Instant } from '../../src/date/reading.ts';
import type { Feed, FeedDefinition } from '../../src/feed/feed.ts';
import type { Site } from '../../src/site.ts';

/** The instant of an RFC 3339 text, such as `2026-03-01T09:30:00Z`; throws where it is none. */
export const instant = (text: string): Instant => {
  const milliseconds = Date.parse(text);
  if (!Number.isFinite(milliseconds)) throw new Error(`${text} is no instant`);
  return milliseconds as Instant;
};

/** Settings of `https://example.org` with the documented defaults, but for what is given. */
export const site = (given: Partial<Site> = {}): Site => ({
  title: 'Example',
  description: 'What happens at Example.',
  url: 'https://example.org',
  dayTime: '00:00',
  authors: [],
  pages: true,
  idAuthority: 'example.org,2026',
  idAuthorityGiven: false,
  preferred: 'atom',
  feeds: {
    entries: 20,
    content: 'full',
    by: ['tags', 'categories', 'authors', 'languages'],
    archives: 'site',
  },
  extensions: [],
  hubs: [],
  deltas: false,
  undated: 'hold',
  maxAge: 300,
  styled: true,
  moved: {},
  gone: [],
  ...given,
});

/**
 * An article published at 2026-03-01T09:30:00Z, but for what is given. `slug`, `id` and `link` follow from `path`,
 * and `appears` from `published`, unless they are given.
 */
export const article = (given: Partial<Article> = {}): Article => {
  const path = given.path ?? 'launch.md';
  const stem = path.replace(/\.[^./]*$/u, '');
  const slug = given.slug ?? stem.slice(stem.lastIndexOf('/') + 1);
  const published = given.published ?? instant('2026-03-01T09:30:00Z');
  return {
    path,
    format: 'markdown',
    title: 'Launch',
    authors: [],
    published,
    publishedPrecision: 'minute',
    zone: 'UTC',
    tags: [],
    categories: [],
    enclosures: [],
    extensions: [],
    draft: false,
    unlisted: false,
    appears: published,
    bodyHash: '0123456789abcdef',
    metaHash: 'fedcba9876543210',
    sources: {},
    id: `tag:example.org,2026:${encodeURI(stem.toWellFormed())}`,
    slug,
    link: `https://example.org/articles/${encodeURIComponent(slug.toWellFormed())}/`,
    ...given,
  };
};

/** An entry: fields of its article, and fields of its finished content (one paragraph unless given). */
export const entry = (given: Partial<Article> = {}, content: Partial<EntryContent> = {}): Entry => ({
  article: article(given),
  content: {
    html: '<p>We have launched.</p>',
    summary: 'We have launched.',
    enclosures: [],
    problems: [],
    ...content,
  },
});

/** What `feed` takes: parts of the site and of the definition, and any other field whole. */
export interface FeedParts extends Partial<Omit<Feed, 'site' | 'definition'>> {
  readonly site?: Partial<Site>;
  readonly definition?: Partial<FeedDefinition>;
}

/**
 * A feed of the whole site, complete in its one document, but for what is given. Title, description and language
 * follow from the site; `updated` is the newest instant of its entries and tombstones.
 */
export const feed = (given: FeedParts = {}): Feed => {
  const { site: siteParts, definition, ...rest } = given;
  const settings = site(siteParts);
  const instants = [
    ...(rest.entries ?? []).map((each) => each.article.updated ?? each.article.published),
    ...(rest.tombstones ?? []).map((each) => each.when),
  ];
  const updated =
    instants.length === 0 ? instant('2026-01-01T00:00:00Z') : instants.sort((a, b) => b - a)[0]!;
  return {
    site: settings,
    definition: {
      scope: { kind: 'site', path: '' },
      id: `tag:${settings.idAuthority}:feed`,
      title: settings.title,
      description: settings.description,
      language: settings.language ?? 'en',
      ...definition,
    },
    address: { folder: definition?.scope?.path ?? '' },
    paging: { kind: 'complete' },
    updated,
    entries: [],
    tombstones: [],
    ...rest,
  };
};
