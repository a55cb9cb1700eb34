import { type Problem, problem } from '../../problem.ts';
import type { Draft } from '../article.ts';
import { cleanHtmlTemplates } from '../markdown/html-templates.ts';
import { renderMarkdown } from '../markdown.ts';
import { blocksToHtml } from '../press/blocks.ts';
import type { Surroundings } from './surroundings.ts';
import { embedResolver, wikilinkResolver } from './wikilinks.ts';

/** HTML of an article's body, before anything in it is made safe. */
export interface RenderedBody {
  readonly html: string;
  readonly problems: readonly Problem[];
}

/** What a body is rendered with. */
export interface BodyContext {
  /** The article's title: a first heading that repeats it is left out. */
  readonly title: string;
  readonly idPrefix: string;
  readonly surroundings: Surroundings;
}

/** Puts the mark where the summary ends; `safeHtml` finds it. */
const withMore = (html: string, at: number | undefined): string =>
  at === undefined ? html : `${html.slice(0, at)}<!--more-->${html.slice(at)}`;

const renderPage = async (draft: Draft, html: string, title: string): Promise<RenderedBody> => {
  const { path, baseUrl } = draft;
  const { mainContent } = await import('../html.ts');
  const found = await mainContent(html, { title, ...(baseUrl !== undefined && { baseUrl }) });
  if (!found.byFallback) return { html: found.html, problems: [] };
  const message = 'the page is too deep, large or slow for its main text to be found by what it says';
  const hint = 'See with `dateline explain` whether all of the text is there; save the page again if not.';
  return { html: found.html, problems: [problem('body-by-fallback', { message, hint, path })] };
};

/** An export holds HTML that is done; a generator's source has still its templates. */
const fragmentHtml = ({ path, format }: Draft, html: string, { title, surroundings }: BodyContext): string =>
  format === 'html'
    ? cleanHtmlTemplates(html, { title, resolve: wikilinkResolver(path, surroundings) })
    : html;

/** HTML of a draft's body by its kind: Markdown, a fragment as it is, the main text of a page, the blocks of a press dump. */
export const renderBody = async (draft: Draft, context: BodyContext): Promise<RenderedBody> => {
  const { body, path } = draft;
  const { title, idPrefix, surroundings } = context;
  switch (body.kind) {
    case 'markdown': {
      const { html, moreAt, problems } = renderMarkdown(body.text, {
        idPrefix,
        title,
        path,
        line: body.line,
        resolveWikilink: wikilinkResolver(path, surroundings),
        resolveEmbed: embedResolver(path, surroundings),
      });
      return { html: withMore(html, moreAt), problems };
    }
    case 'fragment':
      return { html: fragmentHtml(draft, body.html, context), problems: [] };
    case 'page':
      return renderPage(draft, body.html, title);
    case 'blocks':
      return { html: blocksToHtml(body.blocks), problems: [] };
  }
};
