import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOf } from '../../src/feed/scopes.ts';
import {
  cleanPeople,
  distinct,
  languageTag,
  mailAddress,
  mediaType,
  positive,
} from '../../src/render/values.ts';
import { cleanLine } from '../../src/render/xml.ts';

describe('values of a document', () => {
  it.each([
    ['audio/mpeg', 'audio/mpeg'],
    ['Text/HTML; charset=utf-8', 'text/html'],
    ['application/ld+json', 'application/ld+json'],
    ['mp3', undefined],
    ['a/b/c', undefined],
    ['audio/"><x>', undefined],
    [undefined, undefined],
  ])('media type %j is %j', (text, expected) => {
    expect(mediaType(text)).toBe(expected);
  });

  it.each([
    ['de-CH-1996', 'de-CH-1996'],
    ['en', 'en'],
    ['en_US', undefined],
    ['x', undefined],
    ['', undefined],
  ])('language %j is %j', (text, expected) => {
    expect(languageTag(text)).toBe(expected);
  });

  it.each([
    ['ann@example.org', true],
    ["o'neill+news@mail.example.co.uk", true],
    ['ann', false],
    ['ann@localhost', false],
    ['Ann <ann@example.org>', false],
    [`${'a'.repeat(250)}@example.org`, false],
  ])('%j is a mail address: %j', (text, expected) => {
    expect(mailAddress(text)).toBe(expected ? text : undefined);
  });

  it.each([
    [1.6, 2],
    [0, undefined],
    [-1, undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    [1e30, undefined],
    [undefined, undefined],
  ])('count %j is %j', (count, expected) => {
    expect(positive(count)).toBe(expected);
  });

  it('name everything once, whatever its case, in its first spelling', () => {
    expect(
      distinct(['Straße', 'STRASSE', 'tea', 'Tea', '', 'tea\u0301', 'te\u00e1'], (name) => name),
    ).toEqual(['Straße', 'tea', 'tea\u0301']);
  });

  it('name people only with what can be written', () => {
    expect(
      cleanPeople([
        { name: ' Ann\n Earl ', url: '/ann', email: 'ann' },
        { name: '' },
        { name: 'Bo', url: 'https://bo.example', email: 'bo@bo.example' },
      ]),
    ).toEqual([
      { name: 'Ann Earl', url: undefined, email: undefined },
      { name: 'Bo', url: 'https://bo.example/', email: 'bo@bo.example' },
    ]);
  });
});

describe('distinct names', () => {
  it('are those that make different scopes, letter by letter', () => {
    for (let code = 0x21; code < 0x3000; code += 1) {
      const letter = cleanLine(String.fromCodePoint(code));
      if (letter === '') continue;
      for (const other of [letter.toUpperCase(), letter.toLowerCase(), letter.normalize('NFKD')]) {
        const expected = keyOf(letter) === keyOf(other) ? [letter] : [letter, other];
        expect(distinct([letter, other], (name) => name)).toEqual(expected);
      }
    }
  });

  it('stay in order, the first spelling of each, however many they are', () => {
    const names = fc.array(fc.constantFrom('a', 'A', 'ä', 'Ä', 'ß', 'ss', 'ς', 'Σ', 'ı', 'I', ''), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(names, (given) => {
        const firsts = new Map(given.toReversed().map((name) => [keyOf(name), name]));
        firsts.delete('');
        const expected = [...firsts.values()].sort((a, b) => given.indexOf(a) - given.indexOf(b));
        expect(distinct(given, (name) => name)).toEqual(expected);
      }),
    );
  });
});
