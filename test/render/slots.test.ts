import { describe, expect, it } from 'vitest';
import { createSlots } from '../../src/render/slots.ts';

describe('a slot', () => {
  it('gives way to our elements, together with the element the field became', () => {
    const slots = createSlots();
    const mark = slots.put('<a>1</a>', '<b/>');
    expect(slots.fill(`<item>\n    <rights>${mark}</rights>\n    <x/>\n</item>`)).toBe(
      '<item>\n    <a>1</a>\n    <b/>\n    <x/>\n</item>',
    );
  });

  it('takes the CDATA section and the attributes of that element with it', () => {
    const slots = createSlots();
    const mark = slots.put('<title>A</title>');
    expect(slots.fill(`<e>\n  <title type="html"><![CDATA[${mark}]]></title>\n</e>`)).toBe(
      '<e>\n  <title>A</title>\n</e>',
    );
  });

  it('vanishes with its line when it has no elements', () => {
    const slots = createSlots();
    expect(slots.fill(`<e>\n  <rest>${slots.put()}</rest>\n</e>`)).toBe('<e>\n</e>');
  });

  it('may stand in several places, and many slots fill in one pass', () => {
    const slots = createSlots();
    const first = slots.put('<a/>');
    const marks = Array.from({ length: 12 }, (_, at) => slots.put(`<n>${at}</n>`));
    const text = `<e><x>${first}</x>${marks.map((mark) => `<y>${mark}</y>`).join('')}<z>${first}</z></e>`;
    expect(slots.fill(text)).toBe(`<e><a/>${marks.map((_, at) => `<n>${at}</n>`).join('')}<a/></e>`);
  });

  it('leaves what it puts in alone, even where that looks like a slot', () => {
    const slots = createSlots();
    expect(slots.fill(`<x>${slots.put('<a>\u00010\u0002</a>')}</x>`)).toBe('<a>\u00010\u0002</a>');
  });

  it('of a text gives way alone: its element stays, and nothing in the text is taken for a slot', () => {
    const slots = createSlots();
    const text = slots.putText('<p>\u00010\u0002</p>');
    const elements = slots.put('<a/>');
    const document = `<e>\n  <c t="1"><![CDATA[${text}]]></c>\n  <d>${elements}</d>\n</e>`;
    expect(slots.fill(document)).toBe('<e>\n  <c t="1"><![CDATA[<p>\u00010\u0002</p>]]></c>\n  <a/>\n</e>');
  });

  it('that nobody gave, or that stands in no element, is a fault of ours and thrown', () => {
    expect(() => createSlots().fill('<x>\u00010\u0002</x>')).toThrow('nobody gave');
    const slots = createSlots();
    const mark = slots.put('<a/>');
    expect(() => slots.fill(`<x a="${mark}"/>`)).toThrow('no element');
  });
});
