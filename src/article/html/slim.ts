import { Parser } from 'htmlparser2';

/** Readability takes time by the square of the nesting: 500 open `div` cost it 1.4 s. No page for people is this deep. */
const MOST_DEPTH = 160;
const MOST_ELEMENTS = 25_000;

/** Never part of a main text, and often most of a page's elements. Readability would drop them itself, at a price. */
const DROPPED = new Set(['script', 'style', 'nav', 'aside', 'svg', 'template']);

class TooMuch extends Error {}

/**
 * The page without scripts, styles, menus, asides and drawings; undefined where depth or number of elements are not
 * those of a page for people. What a forgotten end tag would swallow stays. One pass, linear.
 */
export const slimPage = (html: string): string | undefined => {
  const slimmer = new Slimmer();
  const parser = new Parser(slimmer, { decodeEntities: false });
  slimmer.positions = () => ({ from: parser.startIndex, to: parser.endIndex + 1 });
  try {
    parser.write(html);
    parser.end();
  } catch (error) {
    if (error instanceof TooMuch) return undefined;
    throw error;
  }
  return slimmer.without(html);
};

/**
 * The page with the `html` and `body` elements that HTML lets it omit: linkedom adds none by itself, and Readability
 * looks for them.
 */
export const framePage = (html: string): string => {
  if (/<body[\s>]/iu.test(html)) return /<html[\s>]/iu.test(html) ? html : `<html>${html}</html>`;
  const head = /<\/head\s*>/iu.exec(html);
  const bare = (part: string): string => part.replace(/<\/?(?:html|head)\b[^>]*>|<!doctype[^>]*>/giu, '');
  if (!head) return `<html><body>${bare(html)}</body></html>`;
  const end = head.index + head[0].length;
  return `<html><head>${bare(html.slice(0, end))}</head><body>${bare(html.slice(end))}</body></html>`;
};

interface Positions {
  readonly from: number;
  readonly to: number;
}

class Slimmer {
  positions: () => Positions = () => ({ from: 0, to: 0 });
  readonly #dropped: Positions[] = [];
  #depth = 0;
  #elements = 0;
  /** The outermost dropped element that is open: its depth and where it begins. */
  #open: { readonly depth: number; readonly from: number } | undefined;

  onopentag(name: string): void {
    if (++this.#depth > MOST_DEPTH || ++this.#elements > MOST_ELEMENTS) throw new TooMuch();
    if (this.#open === undefined && DROPPED.has(name)) {
      this.#open = { depth: this.#depth, from: this.positions().from };
    }
  }

  onclosetag(_: string, isImplied: boolean): void {
    if (this.#open?.depth === this.#depth) {
      if (!isImplied) this.#dropped.push({ from: this.#open.from, to: this.positions().to });
      this.#open = undefined;
    }
    this.#depth--;
  }

  without(html: string): string {
    let slim = '';
    let at = 0;
    for (const { from, to } of this.#dropped) {
      slim += html.slice(at, from);
      at = to;
    }
    return slim + html.slice(at);
  }
}
