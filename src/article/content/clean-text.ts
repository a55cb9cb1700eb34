/** What XML 1.0 cannot carry (§2.2 Char); under the `u` flag the surrogates match only where they stand alone. */
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/gu;

/** The same apart from lone surrogates, without the `u` flag: `isWellFormed` and this take half of the time. */
const maybeNotXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/**
 * The text without what XML 1.0 cannot carry: C0 controls other than tab, line feed and carriage return, U+FFFE, U+FFFF
 * and lone surrogates. Every string that can reach a document passes through here; clean text is returned as it is.
 */
export const cleanText = (text: string): string =>
  maybeNotXml.test(text) || !text.isWellFormed() ? text.replace(notXml, '') : text;

/**
 * Text for a field that is one line, such as a title: clean, white space of every kind (no-break spaces and line
 * separators too) folded into single spaces, trimmed.
 */
export const plainLine = (text: string): string =>
  cleanText(text)
    .replace(/[\s\u0085]+/g, ' ')
    .trim();

/**
 * Beside the XML rule: controls and noncharacters, which the HTML standard calls parse errors (§13.2.3.5). The last two of
 * each plane beyond the first are written as pairs of surrogates.
 */
const notHtml =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]|[\ud83f\ud87f\ud8bf\ud8ff\ud93f\ud97f\ud9bf\ud9ff\uda3f\uda7f\udabf\udaff\udb3f\udb7f\udbbf\udbff][\udffe\udfff]/;
const notHtmlAll = new RegExp(notHtml, 'g');
const loneSurrogates = /[\ud800-\udfff]/gu;

/** What a character that HTML forbids leaves behind: line ends stay line ends, the rest goes. */
const replaceNotHtml = (found: string, offset: number, whole: string): string => {
  if (found === '\r') return whole[offset + 1] === '\n' ? '' : '\n';
  return found === '\f' || found === '\u0085' ? '\n' : '';
};

/**
 * Text of an HTML text node or attribute value as it may be written: without anything that XML or HTML forbids, every
 * line end a line feed (a carriage return would be read back as one).
 */
export const cleanMarkupText = (text: string): string => {
  const paired = text.isWellFormed() ? text : text.replace(loneSurrogates, '');
  return notHtml.test(paired) ? paired.replace(notHtmlAll, replaceNotHtml) : paired;
};
