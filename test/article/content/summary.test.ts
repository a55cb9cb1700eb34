import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutSummary } from '../../../src/article/content/summary.ts';

const sentence = 'The harbour crane was moved on Friday by nine tugs and one very patient pilot.';

test('leaves a short text as it is', () => {
  expect(cutSummary(sentence)).toBe(sentence);
});

test('ends with the last whole sentence', () => {
  expect(cutSummary(Array(5).fill(sentence).join(' '))).toBe(Array(3).fill(sentence).join(' '));
});

test('does not end at an abbreviation or an initial', () => {
  const text = `${sentence} ${sentence} It was watched by J. R. Moss and by Dr. ${'Longname'.repeat(30)}`;
  expect(cutSummary(text)).toBe(`${sentence} ${sentence}`);
});

test('cuts at a word where no sentence ends in time', () => {
  const text = 'word '.repeat(100).trim();
  const cut = cutSummary(text);
  expect(cut).toMatch(/^(?:word )+word…$/);
  expect(cut.length).toBeGreaterThan(280);
});

test('ends Chinese and Japanese at their full stop', () => {
  const text = `港口起重机于周五移动。`.repeat(40);
  expect(cutSummary(text)).toBe('港口起重机于周五移动。'.repeat(27));
});

test('keeps a closing quote with its sentence', () => {
  const text = `“${sentence}” ${'and then nothing ended '.repeat(30)}`;
  const long = `${sentence} ${text}`;
  expect(cutSummary(long)).toBe(`${sentence} “${sentence}”`);
});

test('never cuts inside a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 200, maxLength: 500 }), (text) => {
      const cut = cutSummary(text);
      expect(cut.length).toBeLessThanOrEqual(300);
      expect(cut.isWellFormed()).toBe(true);
      if (cut !== text) expect(text.startsWith(cut.replace(/…$/, ''))).toBe(true);
    }),
  );
});
