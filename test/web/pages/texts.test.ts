import { describe, expect, it } from 'vitest';
import { filled, wordingFor } from '../../../src/web/pages/texts.ts';

const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
const english = wordingFor('en').texts;

describe('the words of the pages', () => {
  it.each(['de', 'fr', 'es', 'ar', 'he'])('are all there in %s, with the same places to fill', (language) => {
    const { texts, language: own } = wordingFor(language);
    expect(own).toBe(language);
    expect(Object.keys(texts)).toEqual(Object.keys(english));
    for (const [key, text] of Object.entries(texts)) {
      expect(text.trim(), key).not.toBe('');
      expect(placeholders(text), key).toEqual(placeholders(english[key as keyof typeof english]));
    }
  });

  it('follow the primary language, and are English where it is not spoken', () => {
    expect(wordingFor('de-AT').language).toBe('de');
    expect(wordingFor('DE').language).toBe('de');
    expect(wordingFor('ja').language).toBe('en');
    expect(wordingFor('constructor').language).toBe('en');
    expect(wordingFor('').language).toBe('en');
  });

  it('fill in values as they are', () => {
    expect(filled('a {name} b {other}', { name: '$& {other}' })).toBe('a $& {other} b {other}');
  });
});
