/** Begins a slot. XML 1.0 has no such character and `cleanCharacters` leaves none, so no article can forge a slot. */
const opening = '\u0001';
const closing = '\u0002';
const sectionStart = '<![CDATA[';
const sectionEnd = ']]>';

/** Gives away places in a document that another program writes, to be filled with our own XML afterwards. */
export interface Slots {
  /** Keeps elements of XML and answers the text to give to a field in their place. No elements: the field vanishes. */
  put(...elements: readonly string[]): string;
  /** Keeps long text, already escaped for where it stands, and answers what to give in its place; its element stays. */
  putText(text: string): string;
  /**
   * Replaces every slot of a finished document, together with the element (and the CDATA section in it) that the
   * field became. Further elements of a slot stand on lines of their own. Of a text only the slot gives way. One pass;
   * throws on a slot nobody gave.
   */
  fill(text: string): string;
  /** The slot that was given last, as it stands in the document. */
  last(): string;
  /**
   * Cuts the elements `<name>…</name>` out of a document that is not yet filled. `lastSlots` has the last slot of each,
   * behind which nothing of an article's text stands, so that no text can end an element early.
   */
  pieces(text: string, name: string, lastSlots: readonly string[]): string[];
}

/**
 * The field's element around a slot, `<name …><![CDATA[slot]]></name>`: where it begins and ends in the text.
 * A slot that stands elsewhere would be a fault of ours.
 */
const wrapper = (text: string, slotStart: number, slotEnd: number): { start: number; end: number } => {
  const inSection = text.startsWith(sectionEnd, slotEnd);
  const contentStart = inSection ? slotStart - sectionStart.length : slotStart;
  const contentEnd = inSection ? slotEnd + sectionEnd.length : slotEnd;
  const start = text.lastIndexOf('<', contentStart - 1);
  const end = text.indexOf('>', contentEnd);
  if (start < 0 || end < 0 || !text.startsWith('</', contentEnd))
    throw new Error('A slot stands in no element');
  return { start, end: end + 1 };
};

/** The white space before `start` on its line, line feed included; empty where something else stands there. */
const indentBefore = (text: string, start: number): string => {
  const lineStart = text.lastIndexOf('\n', start);
  const indent = text.slice(Math.max(lineStart, 0), start);
  return lineStart >= 0 && indent.trim() === '' ? indent : '';
};

/** Slots of one document; they count from 0. */
export const createSlots = (): Slots => {
  /** Elements, or a text. */
  const kept: (readonly string[] | string)[] = [];
  const keep = (what: readonly string[] | string): string => `${opening}${kept.push(what) - 1}${closing}`;
  return {
    put: (...elements) => keep(elements),
    putText: keep,
    fill: (text) => {
      const parts: string[] = [];
      let done = 0;
      for (let at = text.indexOf(opening); at >= 0; at = text.indexOf(opening, done)) {
        const slotEnd = text.indexOf(closing, at) + 1;
        const what = kept[Number(text.slice(at + 1, slotEnd - 1))];
        if (what === undefined) throw new Error('A slot was filled that nobody gave');
        if (typeof what === 'string') {
          parts.push(text.slice(done, at), what);
          done = slotEnd;
          continue;
        }
        const { start, end } = wrapper(text, at, slotEnd);
        const indent = indentBefore(text, start);
        parts.push(text.slice(done, start - indent.length));
        for (const each of what) parts.push(indent, each);
        done = end;
      }
      parts.push(text.slice(done), '');
      // Joined, it is memory of its own; a slice would keep the whole text alive.
      return parts.join('');
    },
    last: () => `${opening}${kept.length - 1}${closing}`,
    pieces: (text, name, lastSlots) => {
      let done = 0;
      return lastSlots.map((slot) => {
        const start = text.indexOf(`<${name}>`, done);
        done = text.indexOf(`</${name}>`, text.indexOf(slot, start)) + name.length + 3;
        return text.slice(start, done);
      });
    },
  };
};
