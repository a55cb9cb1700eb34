import { type Document, type ErrorCode, isScalar, Scalar, visit, type YAMLParseError } from 'yaml';

const keys = 'Begin keys of one level in the same column, and indent with spaces.';
const quotes = 'Put a value that holds ": " or " #" in quotes.';

/** What is wrong, in the words of somebody who does not know the grammar, by the parser's code. */
const words: Partial<Readonly<Record<ErrorCode, string>>> = {
  TAB_AS_INDENT: 'the line begins with a tab. Indent with spaces.',
  BAD_INDENT: `the line is indented otherwise than those around it. ${keys}`,
  BLOCK_AS_IMPLICIT_KEY: `a value cannot hold another key and value. ${keys} ${quotes}`,
  MULTILINE_IMPLICIT_KEY: `a key has no colon behind it, or the line before goes on here. ${keys} ${quotes}`,
  MISSING_CHAR: 'something is missing here, such as a colon behind a key, a quote or a bracket that closes.',
  BLOCK_IN_FLOW: 'a bracket is opened and not closed before the next key.',
};

/** Where a quoted text begins that nothing closes: the parser only meets the end of the file. */
const openQuote = (document: Document): number | undefined => {
  let found: number | undefined;
  visit(document, {
    Scalar: (_, node) => {
      const isQuoted = node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE;
      if (isScalar(node) && isQuoted) found = node.range?.[0];
    },
  });
  return found;
};

/** A fault of YAML text: where it is, as an offset, and in plain words what is wrong and what to do. */
export const explainYamlFault = (
  fault: YAMLParseError,
  document: Document,
  text: string,
): { readonly offset: number; readonly message: string } => {
  const [offset, end] = fault.pos;
  if (fault.code === 'DUPLICATE_KEY') {
    const key = /^[^:\s]*/.exec(text.slice(offset, Math.max(end, offset + 60)))?.[0] ?? '';
    return { offset, message: `the key ${key} stands twice. Keep one of them.` };
  }
  if (fault.code === 'MISSING_CHAR' && /closing ["']quote/.test(fault.message))
    return { offset: openQuote(document) ?? offset, message: 'the quote that opens here is never closed.' };
  const message = words[fault.code] ?? `it is no YAML: ${fault.message}. ${keys} ${quotes}`;
  return { offset, message };
};
