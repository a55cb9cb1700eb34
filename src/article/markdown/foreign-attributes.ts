import { endOfTag, type Piece } from './components.ts';

const tagHead = /<[a-z][a-z\d-]{0,40}(?=\s)/y;
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

/** Reads elements of HTML with attributes that only JSX or Vue knows (`style={{…}}`, `className={x}`, `@click="…"`). */
export class ForeignTags {
  #failures = 0;

  /** The element at `start` without those attributes, with which no Markdown takes it for one; undefined for any other. */
  read(text: string, start: number): Piece | undefined {
    tagHead.lastIndex = start;
    const head = this.#failures > MOST_FAILURES ? undefined : tagHead.exec(text)?.[0];
    if (head === undefined) return undefined;
    const end = endOfTag(text, start + head.length);
    if (end === undefined) {
      this.#failures += 1;
      return undefined;
    }
    const inner = text.slice(start + head.length, end - 1);
    if (!isForeign.test(inner)) return undefined;
    return { text: `${head}${rewritten(inner)}${/\/\s*$/.test(inner) ? ' /' : ''}>`, end };
  }
}
