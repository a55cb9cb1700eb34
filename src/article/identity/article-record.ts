import type { Article, ArticleFacts } from '../article.ts';
import { type IdRecord, sameRecord } from './id-records.ts';

/** Nobody has seen the article, so nothing of it has to stay as it is. */
export const isPrivate = ({ draft, unlisted }: Pick<ArticleFacts, 'draft' | 'unlisted'>): boolean =>
  draft || unlisted;

/** The day a file was first seen stays its date, whatever happens to the file (`undated: file-time`). */
export const withFileTime = (facts: ArticleFacts, record: IdRecord | undefined): ArticleFacts => {
  const time = record?.fileTime;
  if (time === undefined || facts.sources.published !== 'file-time' || time === facts.published) return facts;
  return { ...facts, published: time, appears: facts.appears === facts.published ? time : facts.appears };
};

/** Of a draft the file's time is no more than a place among the others. */
const isFileTimed = (article: Article): boolean =>
  article.sources.published === 'file-time' && !isPrivate(article);

/** The row of an article as it is now; `before` itself where nothing has changed. */
export const recordOf = (article: Article, before: IdRecord | undefined): IdRecord => {
  const now: IdRecord = {
    id: article.id,
    path: article.path,
    part: article.part,
    slug: article.slug,
    published: before?.published ?? article.published,
    bodyHash: article.bodyHash,
    metaHash: article.metaHash,
    fileTime: before?.fileTime ?? (isFileTimed(article) ? article.published : undefined),
  };
  return before !== undefined && sameRecord(before, now) ? before : now;
};
