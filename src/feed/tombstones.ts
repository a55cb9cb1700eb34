import type { Article, Entry } from '../article/article.ts';
import type { Instant } from '../date/reading.ts';
import type { Tombstone } from './feed.ts';

/** When an article last changed as far as it tells: its update, else its publication. */
export const lastUpdate = ({ updated, published }: Pick<Article, 'updated' | 'published'>): Instant =>
  updated !== undefined && updated > published ? updated : published;

/**
 * When a withdrawn article went: its `withdrawn` date, but not before its last update, or readers that have the
 * entry in that version keep it (RFC 6721 §3).
 */
export const withdrawalOf = (article: Pick<Article, 'updated' | 'published' | 'withdrawn'>): Instant => {
  const last = lastUpdate(article);
  return article.withdrawn !== undefined && article.withdrawn > last ? article.withdrawn : last;
};

/** The tombstone of an article that was withdrawn without a notice (RFC 6721 `deleted-entry`). */
export const tombstoneOf = (article: Article): Tombstone => ({
  id: article.id,
  link: article.link,
  when: withdrawalOf(article),
});

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map((block) => `<p>${escapeHtml(block).replaceAll('\n', '<br>')}</p>`)
    .join('\n');

const makeNotice = (article: Article): Entry => {
  const notice = (article.notice ?? '').trim();
  const when = withdrawalOf(article);
  return {
    article: {
      ...article,
      summary: notice,
      image: undefined,
      enclosures: [],
      episode: undefined,
      updated: when > article.published ? when : undefined,
    },
    content: { html: paragraphs(notice), summary: notice, enclosures: [], problems: [] },
  };
};

const notices = new WeakMap<Article, Entry>();

/**
 * The entry of an article that was withdrawn with a notice: it keeps its place, id, title and tags, has the notice as
 * its only content and the withdrawal as its `updated`. The article's body is not needed. The same article gives the
 * same object, so that what was made of it can be used again.
 */
export const noticeEntry = (article: Article): Entry => {
  let entry = notices.get(article);
  if (entry === undefined) {
    entry = makeNotice(article);
    notices.set(article, entry);
  }
  return entry;
};
