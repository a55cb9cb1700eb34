import MarkdownIt from 'markdown-it';
import type { Problem } from '../../problem.ts';

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

const markdown = new MarkdownIt({ html: true, linkify: true });

/** Renders Markdown as CommonMark and GFM have it. */
export const renderMarkdown = (text: string, _options: MarkdownOptions): RenderedMarkdown => ({
  html: markdown.render(text),
  problems: [],
});
