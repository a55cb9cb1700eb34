import type { Block, Draft, TextFile } from '../article.ts';
import { draftOf, mergeDrafts } from '../fields/draft.ts';
import { readFrontMatter } from './front-matter.ts';

/** Paragraphs of plain text: blank lines divide, hard wraps are joined. */
const paragraphsOf = (text: string, line: number): readonly Block[] => {
  const blocks: Block[] = [];
  let open: string[] = [];
  let start = line;
  const close = (): void => {
    if (open.length > 0) blocks.push({ kind: 'paragraph', text: open.join(' '), line: start });
    open = [];
  };
  for (const [index, raw] of text.split('\n').entries()) {
    const trimmed = raw.trim();
    if (trimmed === '') close();
    else {
      if (open.length === 0) start = line + index;
      open.push(trimmed);
    }
  }
  close();
  return blocks;
};

/** Only a whole page has a head of its own; anything else is the body as it stands. */
const isWholePage = (html: string): boolean =>
  /^\s{0,999}(?:<!doctype|<html|<head|<\?xml)/i.test(html.slice(0, 2000));

/** The text with as many line ends in place of what stands before `body`, so that lines keep their numbers. */
const withoutMatter = (body: string, bodyLine: number): string => '\n'.repeat(bodyLine - 1) + body;

/**
 * Reads a file of another format that may begin with front matter, as Jekyll's HTML and notes in plain text do. The
 * front matter wins; then the rest of a text file is its body as it stands, without a search for headline and dates.
 */
export const withFrontMatter = (file: TextFile, read: (file: TextFile) => Draft): Draft => {
  const matter = readFrontMatter(file);
  if (
    matter.kind === undefined ||
    (matter.kind === 'headers' && !/\.x?html?$/i.test(file.path) && !isFullHeader(matter.fields))
  )
    return read(file);
  const isHtml = /\.x?html?$/i.test(file.path);
  const { draft } = draftOf(file, isHtml ? 'html' : 'press', matter);
  if (isHtml && isWholePage(matter.body)) {
    return mergeDrafts(draft, read({ ...file, text: withoutMatter(matter.body, matter.bodyLine) }));
  }
  draft.body = isHtml
    ? { kind: 'fragment', html: matter.body, line: matter.bodyLine }
    : { kind: 'blocks', blocks: paragraphsOf(matter.body, matter.bodyLine), line: matter.bodyLine };
  return draft;
};

/** A press dump may open with `Title: …` and `Source: …` lines of its own; only a date among them makes a header block. */
const isFullHeader = (fields: ReadonlyMap<string, unknown>): boolean => {
  const keys = [...fields.keys()].map((key) => key.toLowerCase());
  return keys.includes('title') && keys.includes('date');
};
