import { endOfTag, type Piece } from './components.ts';

const tagHead = /<([a-z][a-z\d-]{0,40})(?=[\s/])/y;
/** Elements that have no end tag. */
const voidElements: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
/** What CommonMark takes for no attribute, so that the whole tag would be shown as text. */
const isForeign = /=\{|\s@[a-z]|\s\{\.\.\./i;

const escapeValue = (text: string): string => text.replaceAll('"', '&quot;');

/** `{'text'}`, `{"text"}`, `{12}`: what an expression says that needs no program; undefined for any other. */
const literalOf = (expression: string): string | undefined => {
  const inner = expression.slice(1, -1).trim();
  const quoted = /^(["'`])([^"'`\\${}\n]*)\1$/.exec(inner);
  return quoted ? quoted[2] : /^\d{1,9}(?:\.\d{1,9})?$/.exec(inner)?.[0];
};

/** The offset behind the brace that closes the one at `start`. */
const endOfBraces = (text: string, start: number): number => {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
};

/** Names as HTML has them. */
const nameOf = (name: string): string =>
  name === 'className' ? 'class' : name === 'srcSet' ? 'srcset' : name === 'htmlFor' ? 'for' : name;

const attribute = /([^\s=<>"'{}/]+)(?:=("[^"]*"|'[^']*'|\{|[^\s"'{}<>]+))?/y;

/** Every attribute of HTML as it stands, expressions that are mere texts as such, without everything else. */
const rewritten = (inner: string): string => {
  const kept: string[] = [];
  for (let at = 0; at < inner.length; ) {
    attribute.lastIndex = at;
    const match = attribute.exec(inner);
    if (!match) {
      at = inner[at] === '{' ? endOfBraces(inner, at) : at + 1;
      continue;
    }
    const [whole, name = '', value] = match;
    at += whole.length;
    let text: string | undefined = whole;
    if (value === '{') {
      const end = endOfBraces(inner, at - 1);
      const literal = literalOf(inner.slice(at - 1, end));
      text = literal === undefined ? undefined : `${nameOf(name)}="${escapeValue(literal)}"`;
      at = end;
    } else if (value !== undefined) text = `${nameOf(name)}=${value}`;
    if (text !== undefined && /^[a-z_:]/i.test(name)) kept.push(text);
  }
  return kept.length === 0 ? '' : ` ${kept.join(' ')}`;
};

/** Tags that nothing closes are tried only so often, so that a text of nothing else stays cheap. */
const MOST_FAILURES = 100;

/**
 * Reads elements of HTML as only JSX and Vue write them: with `style={{…}}`, `className={x}`, `@click="…"`, or closed in
 * themselves (`<iframe … />`, which HTML leaves open, so that the rest of the article would be its content).
 */
export class ForeignTags {
  #failures = 0;

  /** The element at `start` as HTML has it; undefined for one that is so already. */
  read(text: string, start: number): Piece | undefined {
    tagHead.lastIndex = start;
    const match = this.#failures > MOST_FAILURES ? undefined : tagHead.exec(text);
    if (!match) return undefined;
    const [head, name = ''] = match;
    const end = endOfTag(text, start + head.length);
    if (end === undefined) {
      this.#failures += 1;
      return undefined;
    }
    const inner = text.slice(start + head.length, end - 1);
    const isClosed = /(?:^|[\s"'}])\/$/.test(inner);
    const isEmpty = isClosed && !voidElements.has(name);
    if (!isEmpty && !isForeign.test(inner)) return undefined;
    const attributes = isForeign.test(inner) ? rewritten(inner) : inner.slice(0, isClosed ? -1 : undefined);
    const tag = `${head}${attributes.trimEnd()}${isClosed && !isEmpty ? ' /' : ''}>`;
    return { text: isEmpty ? `${tag}</${name}>` : tag, end };
  }
}
