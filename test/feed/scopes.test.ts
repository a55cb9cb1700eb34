import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Article } from '../../src/article/article.ts';
import { Collection } from '../../src/feed/collection.ts';
import { formatLanguageTag, keyOf, slugOf } from '../../src/feed/scopes.ts';
import { article, site } from '../support/builders.ts';

const text = fc.string({ unit: 'binary', maxLength: 40 });

describe('the key of a name', () => {
  test.each([
    ['STRASSE', 'Straße'],
    ['ΟΔΟΣ', 'οδος'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['Ǆ', 'ǅ'],
    ['ФИЗИКА', 'физика'],
    ['Café', 'Cafe\u0301'],
    ['  climate\u00a0 change\n', 'Climate Change'],
  ])('is the same for %j and %j', (a, b) => {
    expect(keyOf(a)).toBe(keyOf(b));
  });

  test.each([
    ['ısı', 'isi'],
    ['a b', 'a-b'],
    ['C', 'C#'],
    ['résumé', 'resume'],
    ['か', 'が'],
    ['か', 'カ'],
  ])('is another for %j and %j', (a, b) => {
    expect(keyOf(a)).not.toBe(keyOf(b));
  });

  test('is its own key, whatever the text', () => {
    fc.assert(
      fc.property(text, (name) => {
        expect(keyOf(keyOf(name))).toBe(keyOf(name));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a slug', () => {
  test('can be a path segment and a folder of any system', () => {
    fc.assert(
      fc.property(text, (name) => {
        fc.pre(keyOf(name) !== '');
        const slug = slugOf(keyOf(name));
        expect(slug).toMatch(/^[^\s/\\#?%:*"<>|.][^\s/\\#?%:*"<>|]*$/u);
        expect(slug).not.toMatch(/[.\u0000-\u001f\ud800-\udfff]$/u);
        expect(Buffer.byteLength(slug)).toBeLessThanOrEqual(130);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['Climate change', 'climate-change'],
    ['O’Brien, Pat', 'obrien-pat'],
    ['J. R. R. Tolkien', 'j-r-r-tolkien'],
    ['AC/DC', 'ac-dc'],
    ['node.js', 'node.js'],
    ['What’s new?', 'whats-new'],
    ['COVID-19', 'covid-19'],
    ['snake_case', 'snake_case'],
    ['Économie', 'économie'],
  ])('of %s is %s', (name, slug) => {
    expect(slugOf(keyOf(name))).toBe(slug);
  });

  test.each(['C#', 'C++', '100%', 'R&D', '.net', '...', '#'])('of %j tells it from all others', (name) => {
    expect(slugOf(keyOf(name))).toMatch(/^(?:.+-)?[0-9a-f]{8}$/);
  });

  test('never depends on which other names there are, but for those with the same slug', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), text, (others, name) => {
        fc.pre(keyOf(name) !== '');
        const tagged = (tags: string[]) =>
          new Collection(site(), [{ article: article({ tags }), standing: 'listed' }])
            .scopes()
            .find((scope) => scope.kind !== 'site' && scope.key === keyOf(name))?.path;
        const clean = others.filter((other) => slugOf(keyOf(other)) !== slugOf(keyOf(name)));
        expect(tagged([...clean, name])).toBe(tagged([name]));
      }),
    );
  });
});

test('every scope has a path of its own, which leads back to it, whatever the names', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(text, fc.constantFrom('a b', 'a-b', 'A--B', 'a_b', 'C#', 'c', 'C++')), {
        maxLength: 20,
      }),
      (names) => {
        const articles = names.map((name, at) =>
          article({ path: `${at}.md`, tags: [name], authors: [{ name }], categories: names.slice(0, at) }),
        );
        const collection = new Collection(
          site(),
          articles.map((each: Article) => ({ article: each, standing: 'listed' as const })),
        );
        const scopes = collection.scopes();
        expect(new Set(scopes.map(({ path }) => path.toLowerCase())).size).toBe(scopes.length);
        for (const scope of scopes) {
          expect(collection.scopeAt(scope.path)).toBe(scope);
          expect(collection.scopeLike(scope.path.toUpperCase())).toBe(scope);
          expect(() => new URL(`https://example.org${scope.path}/rss.xml`)).not.toThrow();
          expect(new URL(`https://example.org${scope.path}/rss.xml`).pathname).toBe(`${scope.path}/rss.xml`);
          expect(collection.articlesOf(scope).size + Number(scope.kind === 'site')).toBeGreaterThan(0);
        }
      },
    ),
  );
});

test.each([
  ['EN', 'en'],
  ['pt-br', 'pt-BR'],
  ['ZH-HANT-tw', 'zh-Hant-TW'],
  ['sl-rozaj-biske-1994', 'sl-rozaj-biske-1994'],
  ['en-CA-x-CA', 'en-CA-x-ca'],
  ['es-419', 'es-419'],
])('the language tag %s is written %s (RFC 5646 §2.1.1)', (tag, expected) => {
  expect(formatLanguageTag(tag)).toBe(expected);
});
