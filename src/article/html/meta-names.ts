import type { FieldSource } from '../article.ts';
import type { Meta } from './outline.ts';

/** Names of `meta` elements by what they say, the surest first; lower case, as `scanPage` lists them. */
const NAMES = {
  title:
    'og:title twitter:title parsely-title sailthru.title dc.title dcterms.title dc:title citation_title headline title cxenseparse:title',
  siteName:
    'og:site_name application-name dc.publisher dcterms.publisher twitter:app:name:iphone apple-mobile-web-app-title citation_journal_title',
  summary:
    'og:description description twitter:description dc.description dcterms.description dc:description sailthru.description parsely-description',
  image:
    'og:image og:image:url og:image:secure_url twitter:image twitter:image:src thumbnail parsely-image-url sailthru.image.full image',
  language: 'content-language dc.language dcterms.language dc:language language inlanguage',
  section: 'article:section parsely-section section cxenseparse:section og:article:section prism.section',
  author:
    'author article:author og:article:author dc.creator dcterms.creator dc:creator parsely-author sailthru.author byl byline citation_author cxenseparse:author article.author dc.author bt:author creator rbauthors vr:author authors news_authors mediator_author weibo:article:author',
  tags: 'article:tag og:article:tag keywords news_keywords parsely-tags sailthru.tags dc.subject dcterms.subject dc:subject citation_keywords cxenseparse:keywords',
  audio: 'og:audio og:audio:url og:audio:secure_url twitter:player:stream',
  audioType: 'og:audio:type twitter:player:stream:content_type',
} as const;

export type MetaField = keyof typeof NAMES;

/** Names of dates. Open Graph's count before all other names. */
const PUBLISHED_GRAPH =
  'article:published_time og:article:published_time og:published_time article:published article:publish_date article:post_date og:pubdate og:publish_date video:release_date og:release_date music:release_date book:release_date';
const UPDATED_GRAPH =
  'article:modified_time og:article:modified_time og:updated_time og:modified_time article:modified article:updated_time article:updated';
const PUBLISHED =
  'datepublished date.published parsely-pub-date sailthru.date cxenseparse:recs:publishtime cxenseparse:publishtime cxense:publishtime article.published article_date_original article.date article-publication-date article-published article_published published_time published-time published_at published_date published-date published pubdate pub_date publishdate publish-date publish_date publish_time publish-time publication_date publication-date publicationdate originalpublicationdate original-publish-date originalpublishdate original_publication_date displaydate display_date dateissued date.issued dc.date.issued dcterms.issued dc.issued dc.date.published dcterms.available dc.date.available citation_online_date citation_publication_date citation_date eprints.date prism.publicationdate bt:pubdate rnews:datepublished vr:published_time mediator_published_time analyticsattributes.articledate dcterms.date dc.date dc:date dcterms.created dc.created dc.date.created dcterms.datesubmitted article.created article:created datecreated date-created creation_date created created_at ptime rbpubdate utime weibo:article:create_at sm4:page:first_published story_date newsdate news_date release_date releasedate posted post_date postdate entry_date date date_published first_published firstpublished issued';
const UPDATED =
  'datemodified date.modified article.updated article.modified article_date_updated last-modified last_modified lastmodified lastmod last_updated last-updated lastupdated modified modified_date modified-date modificationdate modification_date modification-date updated updated_at updated_time update_date updatedate dateupdated dcterms.modified dc.modified dc.date.modified dc:modified dcterms.updated dc.date.updated cxenseparse:modifiedtime cxenseparse:recs:modifiedtime parsely-modified-date sailthru.modified vr:modified_time revised revision_date bt:moddate rnews:datemodified mediator_modified_time';

const ranks = (names: string): ReadonlyMap<string, number> =>
  new Map(names.split(' ').map((name, index) => [name, index]));

const fieldRanks = Object.fromEntries(
  Object.entries(NAMES).map(([field, names]) => [field, ranks(names)]),
) as Readonly<Record<MetaField, ReadonlyMap<string, number>>>;

/** Every value that the page's `meta` elements give for a field, the surest name first. */
export const metaValues = (metas: readonly Meta[], field: MetaField): string[] => {
  const rank = fieldRanks[field];
  return metas
    .filter(({ key }) => rank.has(key))
    .map(({ key, content }) => ({ content, at: rank.get(key) ?? 0 }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ content }) => content);
};

/** The values of the surest name alone. */
export const metaValuesOfOne = (metas: readonly Meta[], field: MetaField): string[] => {
  const rank = fieldRanks[field];
  let best: string | undefined;
  for (const { key } of metas) {
    if (rank.has(key) && (best === undefined || (rank.get(key) ?? 0) < (rank.get(best) ?? 0))) best = key;
  }
  return metas.filter(({ key }) => key === best).map(({ content }) => content);
};

/** A date that a `meta` element states. */
export interface MetaDate {
  readonly value: string;
  readonly role: 'published' | 'updated';
  readonly source: FieldSource;
}

const DATE_GROUPS = [
  { rank: ranks(PUBLISHED_GRAPH), role: 'published', source: 'open-graph' },
  { rank: ranks(UPDATED_GRAPH), role: 'updated', source: 'open-graph' },
  { rank: ranks(PUBLISHED), role: 'published', source: 'meta' },
  { rank: ranks(UPDATED), role: 'updated', source: 'meta' },
] as const;

/** The dates of the page's `meta` elements, the surest name of each group first. */
export const metaDates = (metas: readonly Meta[]): MetaDate[] =>
  DATE_GROUPS.flatMap(({ rank, role, source }) =>
    metas
      .filter(({ key }) => rank.has(key))
      .map(({ key, content }) => ({ value: content, at: rank.get(key) ?? 0 }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ value }) => ({ value, role, source })),
  );
