/** What XML 1.0 cannot carry (§2.2 Char); under the `u` flag the surrogates match only where they stand alone. */
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/u;
const notXmlAll = new RegExp(notXml, 'gu');

/**
 * The text without what XML 1.0 cannot carry: C0 controls other than tab, line feed and carriage return, U+FFFE, U+FFFF
 * and lone surrogates. Every string that can reach a document passes through here; clean text is returned as it is.
 */
export const cleanText = (text: string): string => (notXml.test(text) ? text.replace(notXmlAll, '') : text);

/**
 * Text for a field that is one line, such as a title: clean, white space of every kind (no-break spaces and line
 * separators too) folded into single spaces, trimmed.
 */
export const plainLine = (text: string): string =>
  cleanText(text)
    .replace(/[\s\u0085]+/g, ' ')
    .trim();

/** Beside the XML rule: controls and noncharacters, which the HTML standard calls parse errors (§13.2.3.5). */
const notHtml =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]|[\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}\u{3fffe}\u{3ffff}\u{4fffe}\u{4ffff}\u{5fffe}\u{5ffff}\u{6fffe}\u{6ffff}\u{7fffe}\u{7ffff}\u{8fffe}\u{8ffff}\u{9fffe}\u{9ffff}\u{afffe}\u{affff}\u{bfffe}\u{bffff}\u{cfffe}\u{cffff}\u{dfffe}\u{dffff}\u{efffe}\u{effff}\u{ffffe}\u{fffff}\u{10fffe}\u{10ffff}]/u;
const notHtmlAll = new RegExp(notHtml, 'gu');

/** What a character that HTML forbids leaves behind: line ends stay line ends, the rest goes. */
const replaceNotHtml = (found: string, offset: number, whole: string): string => {
  if (found === '\r') return whole[offset + 1] === '\n' ? '' : '\n';
  return found === '\f' || found === '\u0085' ? '\n' : '';
};

/**
 * Text of an HTML text node or attribute value as it may be written: without anything that XML or HTML forbids, every
 * line end a line feed (a carriage return would be read back as one).
 */
export const cleanMarkupText = (text: string): string =>
  notHtml.test(text) ? text.replace(notHtmlAll, replaceNotHtml) : text;
