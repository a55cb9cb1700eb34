import { lazy } from '../lazy.ts';
import type { Draft, TextFile } from './article.ts';
import { withFrontMatter } from './front-matter/with-front-matter.ts';
import { isGhostExport, readGhost } from './ghost/ghost.ts';
import { readMarkdown } from './markdown.ts';

const html = lazy<typeof import('./html.ts')>(import.meta.url, './html.ts');
const press = lazy<typeof import('./press.ts')>(import.meta.url, './press.ts');

/** One format of articles: how its files are recognised and who reads them. */
export interface ArticleFormat {
  /** As Drafts name it. */
  readonly name: string;
  /** Endings of its files, lower case with the dot. */
  readonly endings: readonly string[];
  /** For an ending that other files have too: whether this text is an article source at all. */
  readonly recognises?: (text: string) => boolean;
  /** The articles of a file; most hold one. Does not throw. */
  readonly read: (file: TextFile) => readonly Draft[];
}

/** Every format that articles come in; the only list of them. */
export const articleFormats: readonly ArticleFormat[] = [
  { name: 'markdown', endings: ['.md', '.markdown', '.mdx'], read: (file) => [readMarkdown(file)] },
  {
    name: 'html',
    endings: ['.html', '.htm', '.xhtml'],
    read: (file) => [withFrontMatter(file, html().readHtmlPage)],
  },
  { name: 'press', endings: ['.txt'], read: (file) => [withFrontMatter(file, press().readPress)] },
  { name: 'ghost', endings: ['.json'], recognises: isGhostExport, read: readGhost },
];

/** The lower-case ending of a path, with the dot; empty where it has none. */
const endingOf = (path: string): string => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot).toLowerCase();
};

/** The format of a file by its name; undefined for one that holds no articles. */
export const formatOfPath = (path: string): ArticleFormat | undefined => byEnding.get(endingOf(path));

const byEnding: ReadonlyMap<string, ArticleFormat> = new Map(
  articleFormats.flatMap((format) =>
    format.endings.map((ending): [string, ArticleFormat] => [ending, format]),
  ),
);

/** Whether a file is an article source by its name alone (a `.json` is not: its content decides, see `mayHoldArticles`). */
export const isArticlePath = (path: string): boolean => {
  const format = formatOfPath(path);
  return format !== undefined && format.recognises === undefined;
};

/** Whether a file has to be read to know whether it holds articles; true for every article path too. */
export const mayHoldArticles = (path: string): boolean => formatOfPath(path) !== undefined;
