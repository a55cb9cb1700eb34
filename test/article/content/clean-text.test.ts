import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanMarkupText, cleanText, plainLine } from '../../../src/article/content/clean-text.ts';

/** XML 1.0 §2.2, production 2, written out. */
const isXmlChar = (point: number): boolean =>
  point === 0x9 ||
  point === 0xa ||
  point === 0xd ||
  (point >= 0x20 && point <= 0xd7ff) ||
  (point >= 0xe000 && point <= 0xfffd) ||
  (point >= 0x10000 && point <= 0x10ffff);

const anyText = fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) });

test('keeps exactly the characters of XML 1.0', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const expected = [...text].filter((character) => isXmlChar(character.codePointAt(0)!)).join('');
      expect(cleanText(text)).toBe(expected);
    }),
  );
});

test('keeps pairs of surrogates and drops lone ones', () => {
  expect(cleanText('a\ud83d\ude00b\ud83dc\ude00d')).toBe('a😀bcd');
});

test('folds white space of every kind into one line', () => {
  expect(plainLine('\u00a0 A\u2028title\r\n\tof \u0001three\u3000lines ')).toBe('A title of three lines');
});

test('makes every line end of markup a line feed and drops noncharacters', () => {
  expect(cleanMarkupText('a\r\nb\rc\fd\u0085e\u0099\ufdd0\u{1fffe}f')).toBe('a\nb\nc\nd\nef');
});

test('removing a character never puts together another one to be removed', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(cleanMarkupText(cleanMarkupText(text))).toBe(cleanMarkupText(text));
      expect(cleanText(cleanMarkupText(text))).toBe(cleanMarkupText(text));
    }),
  );
  expect(cleanMarkupText('\ud83f\u0001\udffea\ud83f\ufffe\udffe')).toBe('a');
});
