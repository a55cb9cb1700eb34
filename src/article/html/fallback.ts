import { Parser } from 'htmlparser2';

/** A piece of the page's source and what speaks for it. */
interface Region {
  readonly from: number;
  to: number;
  /** Characters of text outside of links. */
  text: number;
}

const MOST_DEPTH = 2_000;
const SILENT = new Set(
  'script style template noscript svg nav aside footer form header button select textarea iframe'.split(' '),
);
const BLOCKS = new Set('div section td article main body center'.split(' '));

class Enough extends Error {}

/**
 * The main text of a page by its elements alone: the `article` or `main` with most text, else the block with most of
 * it, else the whole body. A slice of the page's own source; cost is linear.
 */
export const mainBySource = (html: string): string => {
  const finder = new Finder();
  const parser = new Parser(finder, { decodeEntities: false });
  finder.position = () => ({ from: parser.startIndex, to: parser.endIndex + 1 });
  try {
    parser.write(html);
    parser.end();
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  const region = finder.best(html.length);
  return region === undefined ? html : html.slice(region.from, region.to);
};

interface Open {
  readonly name: string;
  readonly silent: boolean;
  readonly link: boolean;
  readonly region: Region | undefined;
  /** The innermost block around, that text counts for. */
  readonly block: Region | undefined;
}

class Finder {
  position: () => { readonly from: number; readonly to: number } = () => ({ from: 0, to: 0 });
  readonly #stack: Open[] = [];
  readonly #articles: Region[] = [];
  readonly #blocks: Region[] = [];
  #body: Region | undefined;

  onopentag(name: string): void {
    if (this.#stack.length >= MOST_DEPTH) throw new Enough();
    const parent = this.#stack.at(-1);
    const isRegion = BLOCKS.has(name);
    const region: Region | undefined = isRegion ? { from: this.position().to, to: -1, text: 0 } : undefined;
    if (region && (name === 'article' || name === 'main')) this.#articles.push(region);
    else if (region && name === 'body') this.#body = region;
    else if (region) this.#blocks.push(region);
    this.#stack.push({
      name,
      silent: (parent?.silent ?? false) || SILENT.has(name),
      link: (parent?.link ?? false) || name === 'a',
      region,
      block: region ?? parent?.block,
    });
  }

  ontext(text: string): void {
    const open = this.#stack.at(-1);
    if (!open || open.silent || open.link) return;
    const length = text.trim().length;
    // A block is judged by its own paragraphs, an article by all that is in it.
    if (open.block) open.block.text += length;
    for (let index = this.#articles.length - 1; index >= 0; index--) {
      const article = this.#articles[index];
      if (article && article.to < 0 && article !== open.block) article.text += length;
      if (this.#articles.length - index > 4) break;
    }
  }

  onclosetag(): void {
    const open = this.#stack.pop();
    if (open?.region) open.region.to = this.position().from;
  }

  best(end: number): Region | undefined {
    const closed = (region: Region | undefined): Region | undefined =>
      region && { ...region, to: region.to < 0 ? end : region.to };
    const most = (regions: readonly Region[]): Region | undefined =>
      regions.reduce<Region | undefined>(
        (best, region) => (region.text > (best?.text ?? 0) ? region : best),
        undefined,
      );
    const article = most(this.#articles);
    const block = most(this.#blocks);
    if (article && article.text >= 100) return closed(article);
    return closed(block && block.text >= 200 ? block : this.#body);
  }
}
