import { cleanMarkupText, plainLine } from '../article/content/clean-text.ts';

/**
 * The text without characters that XML 1.0 §2.2 cannot hold or that readers stumble over (DEL, C1 controls,
 * non-characters), line ends as line feeds. Clean text comes back as it is. U+0001 and U+0002 never survive, which is
 * what slots (`slots.ts`) rest on.
 */
export const cleanCharacters = cleanMarkupText;

/** Everything that cleaning a line might change: controls, white space but single spaces within, and surrogates. */
const untidy =
  /[\u0000-\u001f\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]| {2}|^ | $/;

/** Clean text on one line, white space folded into single spaces, none at the ends. Most text is so already. */
export const cleanLine = (text: string): string =>
  untidy.test(text) ? plainLine(cleanMarkupText(text)) : text;

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const numbered: Readonly<Record<string, string>> = { '&': '&#x26;', '<': '&#x3C;', '>': '&#x3E;' };

/** Escapes clean text for element content (XML 1.0 §2.4); `]]>` cannot come out of it. */
export const escapeText = (text: string): string => text.replace(/[&<>]/gu, (mark) => named[mark]!);

/**
 * Escapes clean text for RSS, where it is unsaid whether text is HTML: hexadecimal references are what most
 * readers show as written (RSS Best Practices Profile, Character Data).
 */
export const escapePlain = (text: string): string => text.replace(/[&<>]/gu, (mark) => numbered[mark]!);

/** Values of attributes by name; absent ones are not written. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Attributes as they stand in a start tag, each with a space before it; absent ones are left out. Values are clean lines. */
export const writeAttributes = (attributes: Attributes): string =>
  Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${String(value).replace(/[&<>"]/gu, (mark) => named[mark]!)}"`)
    .join('');

/** An element without content: `<name a="b"/>`. Values are clean lines; escaping is done here. */
export const emptyElement = (name: string, attributes: Attributes): string =>
  `<${name}${writeAttributes(attributes)}/>`;

/** An element that holds XML which is already escaped: `<name a="b">xml</name>`. */
export const element = (name: string, xml: string, attributes: Attributes = {}): string =>
  `<${name}${writeAttributes(attributes)}>${xml}</${name}>`;

/** An element of plain text. */
export const textElement = (name: string, text: string, attributes: Attributes = {}): string =>
  element(name, escapeText(text), attributes);

/** What XML cannot hold or readers stumble over, but lone surrogates: a third of the time that `cleanMarkupText` takes. */
const unwelcome = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/;

/**
 * HTML for a CDATA section: `]]>` would end it (XML 1.0 §2.7), and means the same in HTML with its `>` escaped. Articles
 * clean their HTML; should some not be clean, it is made so here, since one character would take the feed down.
 */
export const cdataHtml = (html: string): string => {
  const clean = html.isWellFormed() && !unwelcome.test(html) ? html : cleanCharacters(html);
  return clean.replaceAll(']]>', ']]&gt;');
};

/** A style sheet of a document: media type, and address relative to it or absolute. */
export interface Stylesheet {
  readonly type: string;
  readonly href: string;
}

/** Puts the processing instruction of a style sheet behind the XML declaration (Associating Style Sheets with XML §4). */
export const withStylesheet = (document: string, stylesheet: Stylesheet | undefined): string => {
  if (stylesheet === undefined) return document;
  const end = document.indexOf('?>') + '?>'.length;
  const { type, href } = stylesheet;
  return `${document.slice(0, end)}\n<?xml-stylesheet${writeAttributes({ type, href })}?>${document.slice(end)}`;
};
