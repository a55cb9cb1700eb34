import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Article } from '../../src/article/article.ts';
import { Collection, type Standing } from '../../src/feed/collection.ts';
import type { Scope } from '../../src/feed/feed.ts';
import { article, instant, site } from '../support/builders.ts';

const listed = (given: Partial<Article>) => ({ article: article(given), standing: 'listed' as const });

const scopeOf = (collection: Collection, label: string): Scope => {
  const scope = collection.scopes().find((each) => each.kind !== 'site' && each.label === label);
  if (scope === undefined) throw new Error(`no scope ${label}`);
  return scope;
};

const pathsOf = (collection: Collection, scope: Scope = { kind: 'site', path: '' }): string[] => {
  const articles = collection.articlesOf(scope);
  return articles.entries(0, articles.size).map((each) => each.article.path);
};

const paths = (collection: Collection): string[] => collection.scopes().map(({ path }) => path);

describe('the order of a collection', () => {
  test('puts the newest article first', () => {
    const collection = new Collection(site(), [
      listed({ path: 'a.md', published: instant('2026-01-01T00:00:00Z') }),
      listed({ path: 'b.md', published: instant('2026-01-03T00:00:00Z') }),
      listed({ path: 'c.md', published: instant('2026-01-02T00:00:00Z') }),
    ]);
    expect(pathsOf(collection)).toEqual(['b.md', 'c.md', 'a.md']);
  });

  test('orders equal dates by path in code points, then by part', () => {
    const collection = new Collection(site(), [
      listed({ path: '😀.md' }),
      listed({ path: '！.md' }),
      listed({ path: 'b.md' }),
      listed({ path: 'ghost.json', part: '2' }),
      listed({ path: 'ghost.json', part: '1' }),
      listed({ path: 'B.md' }),
    ]);
    expect(pathsOf(collection)).toEqual(['B.md', 'b.md', 'ghost.json', 'ghost.json', '！.md', '😀.md']);
  });

  test('is the same whatever the order of coming and going', () => {
    const some = fc.uniqueArray(
      fc.record({
        path: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
        published: fc.integer({ min: 0, max: 3 }),
        tags: fc.subarray(['x', 'X', 'y y', 'y-y', 'C', 'C#']),
        standing: fc.constantFrom<Standing>('listed', 'withdrawn'),
        stays: fc.boolean(),
      }),
      { selector: ({ path }) => path },
    );
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (facts, randoms) => {
        const all = facts.map(({ path, published, tags, standing, stays }) => ({
          article: article({ path, published: published as Article['published'], tags }),
          standing,
          stays,
        }));
        const staying = all.filter(({ stays }) => stays);
        const expected = new Collection(site(), staying);
        const collection = new Collection(site());
        for (const { article, standing } of all) {
          collection.add({ ...article, tags: ['other'] }, 'listed');
          if (randoms.next().value % 2 === 0) collection.scopes();
          collection.add(article, standing);
        }
        for (const { article, stays } of all) if (!stays) collection.remove(article.path);
        expect(collection.scopes()).toEqual(expected.scopes());
        for (const scope of expected.scopes()) {
          expect(pathsOf(collection, scope)).toEqual(pathsOf(expected, scope));
        }
        const newestFirst = staying
          .filter(({ standing }) => standing === 'listed')
          .sort(
            (a, b) => b.article.published - a.article.published || (a.article.path < b.article.path ? -1 : 1),
          );
        expect(pathsOf(collection)).toEqual(newestFirst.map((each) => each.article.path));
      }),
    );
  });

  test('tells what stands next to an article, also to one that is not in it', () => {
    const collection = new Collection(
      site(),
      [1, 2, 4].map((at) => listed({ path: `${at}.md`, published: at as Article['published'] })),
    );
    const all = collection.articlesOf({ kind: 'site', path: '' });
    const around = (at: number) => {
      const known = collection.get(`${at}.md`)?.article;
      const { older, newer } = all.neighbours(
        known ?? article({ path: `${at}.md`, published: at as Article['published'] }),
      );
      return [older?.path, newer?.path];
    };
    expect([1, 2, 3, 4].map(around)).toEqual([
      [undefined, '2.md'],
      ['1.md', '4.md'],
      ['2.md', '4.md'],
      ['2.md', undefined],
    ]);
  });

  test('replaces an article that comes again, also under another date', () => {
    const collection = new Collection(site(), [
      listed({ path: 'a.md', tags: ['old'] }),
      listed({ path: 'b.md' }),
    ]);
    collection.add(
      article({ path: 'a.md', published: instant('2020-01-01T00:00:00Z'), tags: ['new'] }),
      'listed',
    );
    expect(pathsOf(collection)).toEqual(['b.md', 'a.md']);
    expect(paths(collection)).toEqual(['', '/tags/new']);
    expect(collection.size).toBe(2);
  });
});

describe('scopes of a collection', () => {
  test('exist while a listed or withdrawn article bears them', () => {
    const collection = new Collection(site(), [listed({ path: 'a.md', tags: ['space'] })]);
    collection.add(article({ path: 'b.md', tags: ['time'] }), 'withdrawn');
    expect(paths(collection)).toEqual(['', '/tags/space', '/tags/time']);
    collection.remove('a.md');
    collection.remove('b.md');
    expect(paths(collection)).toEqual(['']);
  });

  test('join tags that differ only in case under the commonest spelling, equally common ones by code points', () => {
    const collection = new Collection(site(), [
      listed({ path: 'a.md', tags: ['physics', 'NASA'] }),
      listed({ path: 'b.md', tags: ['Physics', 'Nasa'] }),
      listed({ path: 'c.md', tags: ['Physics', 'physics'] }),
    ]);
    expect(collection.scopes().map((scope) => scope.kind !== 'site' && scope.label)).toEqual([
      false,
      'NASA',
      'Physics',
    ]);
    expect(pathsOf(collection, scopeOf(collection, 'Physics'))).toEqual(['a.md', 'b.md', 'c.md']);
    collection.add(article({ path: 'b.md', tags: ['physics', 'Nasa'] }), 'listed');
    collection.remove('c.md');
    expect(scopeOf(collection, 'physics').path).toBe('/tags/physics');
  });

  test('have one path each for tags of any script and with any character', () => {
    const tags = [
      'C',
      'C#',
      'C++',
      'AC/DC',
      '100%',
      '#',
      '%',
      '/',
      '..',
      '.',
      '?',
      '日本語',
      'Привет мир',
      '🎉',
      '👩‍🚀',
      'a b',
      'a-b',
      'a_b',
      'node.js',
      '.net',
      'São Paulo',
      'हिन्दी',
      'عربي',
      '\ud800x',
      'x'.repeat(5000),
      `${'x'.repeat(5000)}y`,
      'archive',
      'feed',
      'a\u0000b',
    ];
    const collection = new Collection(
      site(),
      tags.map((tag, at) => listed({ path: `${at}.md`, tags: [tag] })),
    );
    const found = paths(collection).slice(1);
    expect(new Set(found.map((path) => path.toLowerCase())).size).toBe(tags.length);
    for (const path of found) {
      expect(path).toMatch(/^\/tags\/(?:[A-Za-z0-9_.~-]|%[0-9A-F]{2})+$/);
      const slug = decodeURIComponent(path.slice('/tags/'.length));
      expect(slug).not.toMatch(/[/\\#?%]|^\.|\.$/);
      expect(Buffer.byteLength(slug)).toBeLessThan(200);
    }
    expect(found).toEqual(
      expect.arrayContaining([
        '/tags/c',
        '/tags/a-b',
        '/tags/node.js',
        '/tags/%E6%97%A5%E6%9C%AC%E8%AA%9E',
        '/tags/%F0%9F%8E%89',
        '/tags/s%C3%A3o-paulo',
        `/tags/${encodeURIComponent('привет-мир')}`,
      ]),
    );
  });

  test('leave the address to the name that had it first', () => {
    const old = listed({ path: 'old.md', published: instant('2026-01-01T00:00:00Z'), tags: ['a b'] });
    const late = listed({ path: 'new.md', published: instant('2026-02-01T00:00:00Z'), tags: ['a-b'] });
    expect(scopeOf(new Collection(site(), [old]), 'a b').path).toBe('/tags/a-b');
    expect(scopeOf(new Collection(site(), [late, old]), 'a b').path).toBe('/tags/a-b');
    expect(scopeOf(new Collection(site(), [old, late]), 'a-b').path).toMatch(/^\/tags\/a-b-[0-9a-f]{8}$/);
  });

  test('include the languages only when there are at least two', () => {
    const collection = new Collection(site({ language: 'en' }), [listed({ path: 'a.md' })]);
    expect(paths(collection)).toEqual(['']);
    collection.add(article({ path: 'b.md', language: 'PT-br' }), 'listed');
    collection.add(article({ path: 'c.md', language: 'pt-BR' }), 'listed');
    expect(paths(collection)).toEqual(['', '/languages/en', '/languages/pt-BR']);
    expect(pathsOf(collection, scopeOf(collection, 'en'))).toEqual(['a.md']);
  });

  test('don’t take the default language for knowledge', () => {
    const collection = new Collection(site(), [
      listed({ path: 'a.md' }),
      listed({ path: 'b.md', language: 'de' }),
    ]);
    expect(paths(collection)).toEqual(['']);
  });

  test('include every folder above an article where the site asks for folders', () => {
    const feeds = { ...site().feeds, by: ['folders'] as const };
    const collection = new Collection(site({ feeds }), [
      listed({ path: 'News/2026/a b/x.md', tags: ['not asked for'] }),
      listed({ path: 'archive/1/y.md' }),
      listed({ path: 'z.md' }),
    ]);
    expect(paths(collection)).toEqual([
      '',
      '/folders/News',
      '/folders/News/2026',
      '/folders/News/2026/a%20b',
      '/folders/archive_',
      '/folders/archive_/1',
    ]);
  });

  test('are found by the names that other publishers give them', () => {
    const collection = new Collection(site(), [
      listed({ tags: ['São Paulo', 'AC/DC', 'Machine learning'], categories: ['Économie'] }),
    ]);
    expect(collection.findScope('tags', 'sao-paulo')).toMatchObject({ label: 'São Paulo' });
    expect(collection.findScope('tags', 'são paulo')).toMatchObject({ label: 'São Paulo' });
    expect(collection.findScope('tags', 'ac-dc')).toMatchObject({ label: 'AC/DC' });
    expect(collection.findScope('tags', 'Machine-Learning')).toMatchObject({ label: 'Machine learning' });
    expect(collection.findScope('categories', 'economie')).toMatchObject({ label: 'Économie' });
    expect(collection.findScope('categories', 'ac-dc')).toBeUndefined();
    expect(collection.findScope('tags', '')).toBeUndefined();
  });
});
