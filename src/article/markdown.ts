import type { Draft, TextFile } from './article.ts';
import { draftOf } from './fields/draft.ts';
import { readFrontMatter } from './front-matter/front-matter.ts';
import { firstTitle } from './markdown/first-title.ts';

export { type MarkdownOptions, type RenderedMarkdown, renderMarkdown } from './markdown/render.ts';

/** Jekyll's `excerpt_separator` becomes the mark that all formats share; it stands on a line of its own. */
const markSummary = (body: string, separator: string | undefined): string => {
  if (separator === undefined || separator.length > 200) return body;
  const lines = body.split('\n');
  const at = lines.findIndex((line) => line.trim() === separator);
  if (at < 0) return body;
  lines[at] = '<!--more-->';
  return lines.join('\n');
};

/**
 * Reads a Markdown file: front matter of any dialect and the source of the body. Where the front matter gives no
 * title it is the first heading of level 1; without that the caller takes the file's name.
 */
export const readMarkdown = (file: TextFile): Draft => {
  const matter = readFrontMatter(file);
  const { draft, excerptSeparator } = draftOf(file, 'markdown', matter);
  draft.title ??= firstTitle(matter.body, matter.bodyLine);
  draft.body = { kind: 'markdown', text: markSummary(matter.body, excerptSeparator), line: matter.bodyLine };
  return draft;
};
