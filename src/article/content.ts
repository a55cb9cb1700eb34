import type { Problem } from '../problem.ts';
import type { Article, Body, Draft, EntryContent } from './article.ts';
import { Addresses, type ContentContext } from './content/addresses.ts';
import { renderBody } from './content/body.ts';
import { plainLine } from './content/clean-text.ts';
import { enclosureOf, episodeOf, firstImage, imageOf } from './content/entry-media.ts';
import { lineFinder } from './content/line-finder.ts';
import { textBlocks } from './content/plain-text.ts';
import { type SafeHtml, safeHtml } from './content/safe-html.ts';
import { cutSummary } from './content/summary.ts';
import type { Surroundings } from './content/surroundings.ts';

/** The facts of an article that its content depends on. */
export type ContentArticle = Pick<Article, 'link' | 'title' | 'summary' | 'image' | 'enclosures' | 'episode'>;

/** Where an article stands. */
export interface EntryContext {
  /** Stands before every id of the entry: the same for the same article, different for others. */
  readonly idPrefix: string;
  readonly surroundings: Surroundings;
}

/** The source in which addresses of the body stand; a press dump has none. */
const sourceOf = (body: Body): string => {
  if (body.kind === 'markdown') return body.text;
  return body.kind === 'blocks' ? '' : body.html;
};

/** Of prose, enough to cut a summary from. */
const PROSE = { prose: true, limit: 1_000 } as const;

/**
 * The plain-text summary: the one given, else what stands before the author's `<!--more-->`, else the beginning of the
 * body without figures, headings and code; of a body that has nothing else, those too. About 300 characters.
 */
const summaryOf = (given: string | undefined, { tree, lead }: SafeHtml): string => {
  const own = plainLine(given ?? '');
  if (own !== '') return own;
  const leadText = lead === undefined ? '' : textBlocks(lead, { prose: true }).join(' ');
  if (leadText !== '') return cutSummary(leadText);
  const prose = textBlocks(tree, PROSE);
  const blocks = prose.length > 0 ? prose : textBlocks(tree, { limit: PROSE.limit });
  return cutSummary(blocks.join(' '));
};

/** The same Problem once. */
const distinct = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map((item) => [`${item.code} ${item.message}`, item])).values(),
];

/**
 * The finished body of an article: safe HTML, summary, image and enclosures, every address absolute. The image is the one
 * that the article names, else the first of the body that can stand for it. Problems of the content come back as values;
 * it never throws for content. The same draft, facts and context give the same content.
 */
export const entryContent = async (
  draft: Draft,
  article: ContentArticle,
  context: EntryContext,
): Promise<EntryContent> => {
  const { idPrefix, surroundings } = context;
  const shared = {
    entryLink: article.link,
    baseUrl: draft.baseUrl,
    idPrefix,
    surroundings,
    path: draft.path,
  };
  const body = await renderBody(draft, { title: article.title, idPrefix, surroundings });
  const bodyContext: ContentContext = {
    ...shared,
    lineOf: lineFinder(sourceOf(draft.body), draft.body.line),
  };
  const safe = safeHtml(body.html, bodyContext);
  const fieldAddresses = new Addresses({
    ...shared,
    lineOf: () => draft.image?.line ?? draft.enclosures[0]?.line,
  });
  const image =
    imageOf(article.image ?? '', fieldAddresses, surroundings) ??
    imageOf(firstImage(safe.tree) ?? '', fieldAddresses, surroundings);
  return {
    html: safe.html,
    summary: summaryOf(article.summary, safe),
    ...(image && { image }),
    enclosures: article.enclosures.flatMap((item) => enclosureOf(item, fieldAddresses, surroundings)),
    ...(article.episode && { episode: episodeOf(article.episode, fieldAddresses) }),
    problems: distinct([...body.problems, ...safe.problems, ...fieldAddresses.problems()]),
  };
};
