import type { RemovedLine } from '../article.ts';
import { mainBySource } from './fallback.ts';
import { unwrapArchive } from './saved.ts';
import type { CutLine } from './tidy.ts';
import { extractInWorker } from './worker-pool.ts';

/** The main text of a page, not yet made safe. */
export interface MainContent {
  /** A fragment; addresses as the page writes them. */
  readonly html: string;
  /** The page was too deep, large or slow, and its elements decided. */
  readonly byFallback: boolean;
  readonly removed?: readonly RemovedLine[];
}

/** A longer page is not given to Readability. */
const LONGEST = 4_000_000;

/**
 * Finds the main text of a page: by Readability in a worker thread that a page can hold for about a second, else by the
 * page's own `article`, `main` or largest block of text. `title` is the article's: a heading that repeats it is left out.
 * Never rejects for content.
 */
export const mainContent = async (
  html: string,
  options: { readonly baseUrl?: string; readonly title?: string } = {},
): Promise<MainContent> => {
  const page = unwrapArchive(html);
  const found = page.length > LONGEST ? {} : await extractInWorker({ html: page, title: options.title });
  if (found.html === undefined) return { html: mainBySource(page), byFallback: true };
  return {
    html: found.html,
    byFallback: false,
    removed: removedLines(html, found.cut ?? []),
  };
};

/** The lines that were cut, each with the line of the file on which its text begins, as far as it is found there. */
const removedLines = (html: string, cut: readonly CutLine[]): RemovedLine[] => {
  let from = 0;
  let line = 1;
  return cut.map(({ text, rule }) => {
    const at = html.indexOf(text.slice(0, 60), from);
    if (at >= 0) {
      for (
        let index = html.indexOf('\n', from);
        index >= 0 && index < at;
        index = html.indexOf('\n', index + 1)
      )
        line++;
      from = at;
    }
    return { line, text, rule };
  });
};
