import type { Piece } from './components.ts';
import { readArguments } from './tag-arguments.ts';
import { branchTags, codeTags, hiddenTags, quoteTags, showInclude, showTag, tagName } from './tags.ts';

/** What templates may ask for. */
export interface TemplateContext {
  readonly title: string;
  readonly resolve: (target: string) => string | undefined;
}

/** A tag is not longer than this; two braces without an end are prose. */
const MAX_TAG = 8000;
/** Nothing that is enclosed by tags is looked for beyond this. */
const MAX_ENCLOSED = 400_000;

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Without the beginning of the line on which the closing tag stands: white space, and marks of a quote. */
const withoutLastLine = (code: string): string => {
  const last = code.lastIndexOf('\n');
  return last >= 0 && /^[>\s]*$/.test(code.slice(last)) ? code.slice(0, last) : code.trimEnd();
};

type Find = (mark: string, from: number) => number;

/** Reads Liquid and Nunjucks tags, Hugo's shortcodes and the expressions of both. */
export class TemplateReader {
  readonly #text: string;
  readonly #context: TemplateContext;
  readonly #find: Find;
  /** Attributions of the quotations that are open. */
  readonly #quotes: string[] = [];
  /** Closing tags of which there are none behind an offset. */
  readonly #missing = new Map<string, number>();

  constructor(text: string, context: TemplateContext, find: Find) {
    this.#text = text;
    this.#context = context;
    this.#find = find;
  }

  /**
   * What the construct at `start` (`{{`, `{%` or `{#`) becomes; undefined where it is none. `isAlone` tells whether
   * one that ends at an offset stands alone on its line.
   */
  read(start: number, isAlone: (end: number) => boolean): Piece | undefined {
    const text = this.#text;
    switch (text.slice(start, start + 3)) {
      case '{{<':
        return this.#shortcode(start, '>}}', isAlone);
      case '{{%':
        return this.#shortcode(start, '%}}', isAlone);
      case '{{/':
        return text[start + 3] === '*' ? this.#upTo('*/}}', start, '') : this.#expression(start, isAlone);
      case '{{!':
        return this.#upTo(text.startsWith('{{!--', start) ? '--}}' : '}}', start, '');
      default:
    }
    if (text.startsWith('{%', start)) return this.#liquid(start, isAlone);
    if (text.startsWith('{#', start))
      return /[\s-]/.test(text[start + 2] ?? '') ? this.#upTo('#}', start, '') : undefined;
    return this.#expression(start, isAlone);
  }

  #upTo(mark: string, start: number, replacement: string): Piece | undefined {
    const close = this.#find(mark, start + 2);
    return close < 0 || close - start > MAX_TAG ? undefined : { text: replacement, end: close + mark.length };
  }

  /** The offset of the closing tag that fits, past such tags within; undefined where there is none. */
  #closing(name: string, from: number, pattern: RegExp): { start: number; end: number } | undefined {
    if (from >= (this.#missing.get(name) ?? Number.POSITIVE_INFINITY)) return undefined;
    let depth = 1;
    pattern.lastIndex = from;
    for (
      let match = pattern.exec(this.#text);
      match && match.index - from < MAX_ENCLOSED;
      match = pattern.exec(this.#text)
    ) {
      depth += match[1] === undefined ? 1 : -1;
      if (depth === 0) return { start: match.index, end: pattern.lastIndex };
    }
    this.#missing.set(name, from);
    return undefined;
  }

  #liquidEnd(name: string, from: number): { start: number; end: number } | undefined {
    return this.#closing(name, from, new RegExp(`\\{%-?\\s{0,9}(end)?${name}\\b[^%]{0,400}%\\}`, 'g'));
  }

  #shortcodeEnd(name: string, from: number): { start: number; end: number } | undefined {
    const safe = name.replace(/[^\w-]/g, '.');
    return this.#closing(
      `<${name}`,
      from,
      new RegExp(`\\{\\{[<%]\\s{0,9}(/\\s{0,3})?${safe}(?=[\\s>%])[^{}]{0,2000}[>%]\\}\\}`, 'g'),
    );
  }

  /** Code that stands between two tags, as a fenced block. */
  #fenced(language: string, code: string, end: number, isAlone: boolean): Piece {
    if (!isAlone && !code.includes('\n')) return { text: `<code>${escapeHtml(code)}</code>`, end };
    let fence = '```';
    while (code.includes(fence)) fence += '`';
    const body = withoutLastLine(code.replace(/^[ \t]*\n/, ''));
    const before = isAlone ? '' : '\n\n';
    return { text: `${before}${fence}${language}\n${body}\n${fence}\n\n`, end, isBlock: true };
  }

  #openQuote(args: string): string {
    const { positional, named } = readArguments(args);
    const author = [
      ...positional.filter((text) => !/^https?:/.test(text)),
      named.get('author') ?? named.get('cite') ?? '',
    ]
      .join(' ')
      .trim();
    this.#quotes.push(author);
    return '\n\n<blockquote>\n\n';
  }

  #closeQuote(): string {
    const author = this.#quotes.pop();
    return author === undefined
      ? ''
      : `${author === '' ? '' : `\n\n— ${escapeHtml(author)}`}\n\n</blockquote>\n\n`;
  }

  #liquid(start: number, isAlone: (end: number) => boolean): Piece | undefined {
    const close = this.#find('%}', start + 2);
    if (close < 0 || close - start > MAX_TAG) return undefined;
    const end = close + 2;
    const match = /^-?\s*(\w[\w-]*)\s*([\s\S]*?)-?$/.exec(this.#text.slice(start + 2, close));
    if (!match) return { text: '', end };
    const [, name = '', args = ''] = match;
    // Zola writes the arguments of a shortcode in brackets.
    const bare = args.trim().replace(/^\(([\s\S]*)\)$/, '$1');
    return this.#liquidTag(name, bare, end, isAlone(end));
  }

  #liquidTag(name: string, args: string, end: number, alone: boolean): Piece {
    if (name === 'raw' || name === 'verbatim') {
      const close = this.#liquidEnd(name, end);
      return close ? { text: this.#text.slice(end, close.start), end: close.end } : { text: '', end };
    }
    if (codeTags.has(name)) {
      const close = this.#liquidEnd(name, end);
      if (close)
        return this.#fenced(
          /(?:lang:)?([\w+#-]+)/.exec(args)?.[1] ?? '',
          this.#text.slice(end, close.start),
          close.end,
          alone,
        );
    }
    if (hiddenTags.has(name)) return { text: '', end: this.#liquidEnd(name, end)?.end ?? end };
    if (branchTags.has(name)) return { text: '', end: this.#skipBranch(end) };
    if (quoteTags.has(name)) return { text: this.#openQuote(args), end };
    if (name === 'end' || (name.startsWith('end') && quoteTags.has(name.slice(3))))
      return { text: this.#closeQuote(), end };
    if (name === 'more') return { text: '', end, isMore: true };
    return { text: this.#shown(name, args, alone), end };
  }

  #shown(name: string, args: string, alone: boolean): string {
    switch (tagName(name)) {
      case 'posturl':
      case 'postpath':
      case 'assetpath':
      case 'url':
        return this.#address(readArguments(args).positional[0] ?? '');
      case 'link':
        return /^https?:/.test(args)
          ? `<${args.split(/\s/, 1)[0]}>`
          : this.#address(args.startsWith('/') ? args : `/${args}`);
      case 'postlink':
      case 'assetlink':
        return this.#linkText(args);
      case 'include':
      case 'includerelative':
      case 'includecached':
      case 'render':
      case 'partial':
        return showInclude(args.split(/\s/, 1)[0]!.replace(/["']/g, ''), readArguments(args), alone);
      default:
        return showTag(name, readArguments(args), alone);
    }
  }

  /** `{% post_link name text of the link %}` of Hexo. */
  #linkText(args: string): string {
    const { positional } = readArguments(args);
    const [target = '', ...words] = positional;
    const text = words.join(' ').replace(/[[\]]/g, '') || target;
    const url = this.#address(target);
    return url === '' ? text : `[${text}](${url})`;
  }

  /** The address of an article by its path or name, as it may stand in a link of Markdown. */
  #address(target: string): string {
    const trimmed = target.trim().replace(/^["']|["']$/g, '');
    return (this.#context.resolve(trimmed) ?? trimmed).replace(/[\s()<>]/g, (char) =>
      encodeURIComponent(char).replace('(', '%28').replace(')', '%29'),
    );
  }

  /** From an `else` to the end of its condition, past conditions within. */
  #skipBranch(from: number): number {
    const close = this.#closing(
      'if',
      from,
      /\{%-?\s{0,9}(?:(end)(?:if|unless|case)|(?:if|unless|case))\b[^%]{0,400}%\}/g,
    );
    return close?.end ?? from;
  }

  #shortcode(start: number, mark: string, isAlone: (end: number) => boolean): Piece | undefined {
    const close = this.#find(mark, start + 3);
    if (close < 0 || close - start > MAX_TAG) return undefined;
    const end = close + 3;
    const inner = this.#text.slice(start + 3, close);
    // `{{</* figure */>}}` is how Hugo's manual shows a shortcode
    const shown = /^\s*\/\*([\s\S]*)\*\/\s*$/.exec(inner);
    if (shown)
      return { text: `<code>${escapeHtml(`{{${mark === '>}}' ? '<' : '%'}${shown[1]}${mark}`)}</code>`, end };
    const match = /^\s*(\/?)\s*([\w./-]+)([\s\S]*)$/.exec(inner);
    if (!match) return { text: '', end };
    const [, slash, name = '', args = ''] = match;
    if (slash === '/')
      return { text: quoteTags.has(name) ? this.#closeQuote() : name === 'button' ? '</a>' : '', end };
    return this.#shortcodeTag(name.replace(/\/$/, ''), args.replace(/\/\s*$/, ''), end, isAlone(end));
  }

  #shortcodeTag(name: string, args: string, end: number, alone: boolean): Piece {
    if (codeTags.has(name)) {
      const close = this.#shortcodeEnd(name, end);
      if (close)
        return this.#fenced(
          name === 'mermaid' ? name : (/[\w+#-]+/.exec(args)?.[0] ?? ''),
          this.#text.slice(end, close.start),
          close.end,
          alone,
        );
    }
    if (hiddenTags.has(name)) return { text: '', end: this.#shortcodeEnd(name, end)?.end ?? end };
    if (quoteTags.has(name) && this.#shortcodeEnd(name, end)) return { text: this.#openQuote(args), end };
    const parsed = readArguments(args);
    if (name === 'ref' || name === 'relref')
      return { text: this.#address(parsed.positional[0] ?? parsed.named.get('path') ?? ''), end };
    const href = parsed.named.get('href') ?? parsed.named.get('link') ?? parsed.named.get('url');
    if (name === 'button' && href !== undefined && this.#shortcodeEnd(name, end))
      return { text: `<a href="${escapeHtml(href).replaceAll('"', '%22')}">`, end };
    return { text: showTag(name, parsed, alone), end };
  }

  /** `{{ youtube(id="…") }}` of Zola, `{{ site.baseurl }}/x`, `{{ "/x" | relative_url }}`, `{{ page.title }}`; nothing is known of any other. */
  #expression(start: number, isAlone: (end: number) => boolean): Piece | undefined {
    const close = this.#find('}}', start + 2);
    if (close < 0 || close - start > 2000) return undefined;
    const inner = this.#text.slice(start + 2, close);
    if (inner.includes('\n\n')) return undefined;
    const end = this.#text[close + 2] === '}' ? close + 3 : close + 2;
    const expression = inner.replace(/^[{-]?\s*|\s*-?$/g, '');
    const call = /^(\w{1,40})\(([^()]*)\)$/.exec(expression);
    const shown = call ? showTag(call[1]!, readArguments(call[2]!), isAlone(end)) : '';
    if (shown !== '') return { text: shown, end };
    const literal = /^(?:\w{1,40}\(\s{0,9})?(["'])([^"'\n]*)\1/.exec(expression);
    if (literal) return { text: this.#address(literal[2]!), end };
    if (/^(?:page|this|post|article|frontmatter|\$frontmatter)?\.?title\b/i.test(expression))
      return { text: escapeHtml(this.#context.title), end };
    return { text: '', end };
  }
}
