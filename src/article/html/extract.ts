import { Readability } from '@mozilla/readability';
import { Parser } from 'htmlparser2';
import { parseHTML } from 'linkedom';
import type { DomDocument, DomElement } from './dom.ts';
import { type CutLine, tidyContent } from './tidy.ts';

/** What the worker is asked. */
export interface ExtractRequest {
  readonly html: string;
  readonly title: string | undefined;
}

/** What it answers; without `html` the page is not for Readability. */
export interface ExtractResult {
  readonly html?: string;
  readonly text?: string;
  readonly cut?: readonly CutLine[];
}

/** Readability takes time by the square of the nesting: 500 open `div` cost it 1.4 s. No page for people is this deep. */
const MOST_DEPTH = 160;
const MOST_ELEMENTS = 25_000;

/**
 * Finds the main text of a page with Readability on linkedom. Addresses stay as they are written, classes are kept for
 * whoever knows embeds by them. May take long or throw on a hostile page: call it where it can be ended.
 */
export const extractContent = ({ html, title }: ExtractRequest): ExtractResult => {
  if (!isModest(html)) return {};
  const { document } = parseHTML(html);
  const page: DomDocument = document;
  for (const base of page.querySelectorAll('base')) base.remove();
  const reader = new Readability<DomElement>(document, {
    keepClasses: true,
    serializer: (node) => node as unknown as DomElement,
  });
  const found = reader.parse();
  if (!found?.content) return {};
  const content = found.content.querySelector('#readability-page-1') ?? found.content;
  const cut = tidyContent(content, [title, found.title ?? undefined]);
  return { html: content.innerHTML, text: found.textContent ?? '', cut };
};

class TooMuch extends Error {}

/** Whether depth and number of elements are those of a page for people; a hostile page is not even parsed. */
const isModest = (html: string): boolean => {
  let depth = 0;
  let elements = 0;
  const parser = new Parser({
    onopentag: () => {
      if (++depth > MOST_DEPTH || ++elements > MOST_ELEMENTS) throw new TooMuch();
    },
    onclosetag: () => {
      depth--;
    },
  });
  try {
    parser.write(html);
    parser.end();
    return true;
  } catch {
    return false;
  }
};
