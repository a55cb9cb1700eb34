import fc from 'fast-check';
import { expect, test } from 'vitest';
import { givenSlug, slugify, uniqueSlug } from '../../../src/article/identity/slug.ts';

test.each([
  ['Kites over the old fort', 'kites-over-the-old-fort'],
  ['Don’t panic: it’s 1.10!', 'dont-panic-its-1-10'],
  ['Привет, мир', 'privet-mir'],
  ['北京', 'bei-jing'],
  ['Ελλάδα', 'ellada'],
  ['Über Straße & Bücher', 'uber-strasse-bucher'],
  ['iPhone', 'iphone'],
  ['  --- ', ''],
])('makes %j readable: %j', (title, slug) => {
  expect(slugify(title)).toBe(slug);
});

test('cuts a long title at a word', () => {
  const slug = slugify('word '.repeat(100));
  expect(slug.length).toBeLessThanOrEqual(80);
  expect(slug).toMatch(/^word(-word)*$/);
});

test.each([
  ['salt-roads', 'salt-roads'],
  ['/2019/04/Salt Roads.html', 'Salt-Roads'],
  ['/2019/04/salt/index.html', 'salt'],
  ['blog/%D0%BC%D0%B8%D1%80/', 'мир'],
  ['../..', ''],
  ['a?b=c#d', 'a'],
  ['.hidden', 'hidden'],
  ['%E0%A4%A', 'E0-A4-A'],
])('takes the slug that %j names: %j', (text, slug) => {
  expect(givenSlug(text)).toBe(slug);
});

test('any text gives a slug that is one segment of an address and of a file path', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      expect(slugify(text)).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
      const given = givenSlug(text);
      expect(given).not.toMatch(/[/\\?#%\s\0]|^\.+$/);
      expect(Buffer.byteLength(given)).toBeLessThanOrEqual(255);
      expect(given.isWellFormed()).toBe(true);
    }),
  );
});

test('a slug that is taken gets the first free number', () => {
  expect(uniqueSlug('a', (slug) => ['a', 'a-2'].includes(slug))).toBe('a-3');
});
