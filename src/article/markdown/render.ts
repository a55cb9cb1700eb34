import MarkdownIt, { type MarkdownIt as Markdown } from 'markdown-it';
import type { Problem } from '../../problem.ts';
import { calloutPlugin } from './callouts.ts';
import { footnotePlugin } from './footnotes.ts';
import { headingPlugin } from './headings.ts';
import { highlightPlugin } from './highlight.ts';
import { cleanMarkdown } from './leftovers.ts';
import { mathPlugin } from './math.ts';
import { MORE } from './more-mark.ts';
import { wikilinkPlugin } from './wikilinks.ts';

/** A file that an embed names. */
export interface EmbedTarget {
  readonly url: string;
  readonly kind: 'image' | 'audio' | 'video' | 'other';
}

/** What rendering needs to know from outside the text. */
export interface MarkdownOptions {
  /** Put before the ids of footnotes, so that several entries can stand on one page. */
  readonly idPrefix: string;
  /** Path of the file, for Problems. */
  readonly path?: string | undefined;
  /** The file's line on which the text begins, for Problems; 1 if absent. */
  readonly line?: number | undefined;
  /** A first heading that says the same is left out. */
  readonly title?: string | undefined;
  /** Address of the note that `[[target]]` names; undefined leaves its text. */
  readonly resolveWikilink: (target: string) => string | undefined;
  /** File that `![[target]]` names. */
  readonly resolveEmbed: (target: string) => EmbedTarget | undefined;
}

/** HTML that has still to be sanitized. */
export interface RenderedMarkdown {
  readonly html: string;
  /** Offset in `html` of the mark at which the summary ends (`<!--more-->`), which is taken out. */
  readonly moreAt?: number | undefined;
  readonly problems: readonly Problem[];
}

/** Length of what follows `www.` in an address as GFM has it: a host with a dot, and a path to its last sign but punctuation. */
const lengthOfHost = (text: string, at: number): number => {
  const match =
    /^[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63}){1,10}(?::\d{1,5})?(?:[/?#][^\s<>]{0,2000})?/u.exec(
      text.slice(at, at + 2800),
    );
  return match ? match[0].replace(/[?!.,:*_~'")\]]{1,2000}$/, '').length : 0;
};

const addScheme = (match: { url: string }): void => {
  match.url = `http://${match.url}`;
};

/** CommonMark, GFM (tables, strikethrough, links of bare addresses) and what the plugins add; HTML passes through. */
const createMarkdown = (): Markdown => {
  const markdown = new MarkdownIt({ html: true, linkify: true });
  // GFM links addresses with a scheme, `www.` and mail; a bare `notes.md` is a file, not a host in Moldova
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: true });
  markdown.linkify.add('www.', { validate: lengthOfHost, normalize: addScheme });
  for (const plugin of [
    wikilinkPlugin,
    calloutPlugin,
    highlightPlugin,
    mathPlugin,
    footnotePlugin,
    headingPlugin,
  ]) {
    markdown.use(plugin);
  }
  return markdown;
};

const markdown = createMarkdown();

/**
 * Renders Markdown as CommonMark and GFM have it, with what Obsidian adds, and without what other programs left in
 * it (`cleanMarkdown`). Never throws; linear in the length of the text.
 */
export const renderMarkdown = (text: string, options: MarkdownOptions): RenderedMarkdown => {
  const cleaned = cleanMarkdown(text, {
    title: options.title ?? '',
    line: options.line ?? 1,
    path: options.path,
    resolve: options.resolveWikilink,
  });
  const html = markdown.render(cleaned.text, { options });
  const at = html.indexOf(MORE);
  if (at < 0) return { html, problems: cleaned.problems };
  return { html: html.slice(0, at) + html.slice(at + MORE.length), moreAt: at, problems: cleaned.problems };
};
