/**
 * What XML 1.0 §2.2 cannot hold or asks authors to avoid: C0 controls but tab and line feed, DEL and C1 controls,
 * and the two non-characters of the first plane.
 */
const unwelcome = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/u;
const unwelcomeAll = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/gu;

/**
 * The text with everything taken out that an XML document cannot hold; a lone surrogate becomes U+FFFD,
 * a carriage return a line feed. Text that is clean comes back as it is. U+0001 and U+0002 never survive,
 * which is what slots (`slots.ts`) rest on.
 */
export const cleanCharacters = (text: string): string => {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  if (!unwelcome.test(whole)) return whole;
  return whole.replace(/\r\n?/gu, '\n').replace(unwelcomeAll, '');
};

/** Clean text on one line: white space of XML collapsed to single spaces, none at the ends. No-break spaces stay. */
export const cleanLine = (text: string): string =>
  cleanCharacters(text)
    .replace(/[\t\n ]+/gu, ' ')
    .replace(/^ | $/gu, '');

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

/**
 * Clean HTML for a CDATA section: `]]>` would end it (XML 1.0 §2.7), and means the same in HTML with its `>` escaped.
 */
export const cdataHtml = (html: string): string => html.replaceAll(']]>', ']]&gt;');
