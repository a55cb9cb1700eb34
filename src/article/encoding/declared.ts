/** Declarations stand at the beginning; browsers look at 1,024 bytes, pages with long comments need more. */
const DECLARATION_BYTES = 4096;

/** The WHATWG name behind a label such as `latin1`; undefined where no decoder knows it. */
const nameOfLabel = (label: string): string | undefined => {
  try {
    const name = new TextDecoder(label.trim()).encoding;
    // a declaration that can be read byte by byte cannot be in UTF-16: WHATWG HTML §13.2.3.2 takes UTF-8
    return name.startsWith('utf-16') ? 'utf-8' : name;
  } catch {
    return undefined;
  }
};

const xmlDeclaration = /^\s{0,64}<\?xml\s[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})["']/i;
/** `<meta charset=x>` and `<meta http-equiv=content-type content="text/html; charset=x">` alike. */
const metaTag = /<meta\s[^>]{0,400}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})/gi;
/** `-*- coding: x -*-` and `vim: set fileencoding=x`, in the first two lines (PEP 263). */
const codingLine = /^(?:[^\n]{0,200}\n)?[^\n]{0,200}?coding[:=][ \t]{0,9}([\w.-]{1,40})/;

/** Whether the file may carry a declaration of HTML. */
const isMarkup = (head: string, path: string): boolean =>
  /\.(?:x?html?)$/i.test(path) || /^\s{0,64}<(?:!|\?|html|head|meta)/i.test(head);

/**
 * The encoding that the file itself declares, by its WHATWG name: XML declaration, HTML `meta`, `coding:` line.
 * Undefined where it declares none or one that nobody knows.
 */
export const declaredEncoding = (bytes: Uint8Array, path: string): string | undefined => {
  const head = Buffer.from(bytes.subarray(0, DECLARATION_BYTES)).toString('latin1');
  const labels: (string | undefined)[] = [xmlDeclaration.exec(head)?.[1]];
  if (isMarkup(head, path)) {
    const visible = head.replace(/<!--[\s\S]*?-->/g, ''); // a declaration within a comment is none
    for (const match of visible.matchAll(metaTag)) labels.push(match[1]);
  } else labels.push(codingLine.exec(head)?.[1]);
  for (const label of labels) {
    const name = label === undefined ? undefined : nameOfLabel(label);
    if (name !== undefined) return name;
  }
  return undefined;
};
