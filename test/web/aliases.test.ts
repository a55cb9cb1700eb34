import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Aliases, canonicalDocument } from '../../src/web/aliases.ts';
import { Moves } from '../../src/web/moves.ts';
import { article, site } from '../support/builders.ts';
import { publicationOf } from './support/feed-server.ts';

const publication = publicationOf(
  ['Physics', 'C#', 'Über uns', 'feed', '日本語', '__proto__', 'constructor'].map((tag, at) => ({
    article: article({ path: `a/b ${at}.md`, tags: [tag], categories: [tag], authors: [{ name: tag }] }),
    standing: 'listed' as const,
  })),
  { settings: site({ feeds: { ...site().feeds, by: ['tags', 'categories', 'authors', 'folders'] } }) },
);
const aliases = new Aliases(publication.collection, publication.formats);

const words = [
  ...'feed rss rss2 rdf atom json index.xml rss.xml RSS.XML tag tags category author by_tag physics Physics archive 1 .. .'.split(
    ' ',
  ),
  ...'%2e%2e %2F %5c %00 %E3%81 %ff c%23 __proto__ constructor x.xml .xml physics.xml comments folders a b%200.md'.split(
    ' ',
  ),
];
const paths = fc
  .array(fc.oneof(fc.constantFrom('', ...words), fc.string({ unit: 'binary', maxLength: 12 })), {
    maxLength: 6,
  })
  .map((segments) => `/${segments.join('/')}`);

describe('whatever is asked for', () => {
  test('an alias leads to a document that there is, in one step', () => {
    fc.assert(
      fc.property(paths, fc.string({ maxLength: 20 }), (path, query) => {
        const alias = aliases.find(path, query);
        if (alias?.kind === 'redirect') expect(publication.has(alias.to)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('another spelling leads to a document that there is, and a document is its own', () => {
    fc.assert(
      fc.property(paths, (path) => {
        const canonical = canonicalDocument(path, publication.collection, (other) => publication.has(other));
        if (canonical !== undefined) expect(publication.has(canonical)).toBe(true);
        if (publication.has(path)) expect(canonical).toBe(path);
      }),
      { numRuns: 2000 },
    );
    for (const path of publication.paths()) {
      const find = (spelling: string) =>
        canonicalDocument(spelling, publication.collection, (other) => publication.has(other));
      expect(find(path)).toBe(path);
      expect(find(`/${path}/`)).toBe(path);
      expect(find(path.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()))).toBe(path);
      expect(find(path.replace(/(?<!%[0-9A-F]?)[a-z]/g, (letter) => letter.toUpperCase()))).toBe(path);
    }
  });
});

describe('moved addresses', () => {
  const find = (moved: Record<string, string>, address: string, gone: string[] = []): string | undefined => {
    const [path = '', query = ''] = address.split('?');
    const found = new Moves({ moved, gone }).find(path, query);
    return found?.kind === 'redirect' ? found.to : found?.kind;
  };

  test.each([
    [{ '/a/:x': '/b/:x' }, '/a/1', '/b/1'],
    [{ '/a/:x': '/b/:x', '/a/1': '/c' }, '/a/1', '/c'],
    [{ '/:x/:y': '/two', '/a/:y': '/one' }, '/a/1', '/one'],
    [{ '/': '/home', '/?p=:id': '/p/:id' }, '/?p=3', '/p/3'],
    [{ '/': '/home', '/?p=:id': '/p/:id' }, '/?q=3', '/home'],
    [{ '/x?a=1&b=:b': '/y/:b' }, '/x?b=2&c=3&a=1', '/y/2'],
    [{ '/x?a=1': '/y' }, '/x?a=2', undefined],
    [{ '/caf%C3%A9': '/c' }, '/caf%c3%a9/', '/c'],
    [{ '/café': '/c' }, '/caf%C3%A9', '/c'],
    [{ '/a/:x': 'https://:x.example:8080/:x?q=:x#:x' }, '/a/b', 'https://b.example:8080/b?q=b#b'],
    [{ '/a/:x': '/:y' }, '/a/b', '/:y'],
    [{ '/a/:x': '/:x' }, '/a/%2F%2Fevil.example', '/%2F%2Fevil.example'],
    [{ '/a/:x': '/:x' }, '/a/%5Cevil.example', '/%5Cevil.example'],
    [{ '/a/:x': '/:x' }, '/a/%ff', '/%25ff'],
    [{ '/a/:x': '/b' }, '/a/', undefined],
    [{ '/a/:x': '/b' }, '/a/b/c', undefined],
    [{ '/a': '/a/' }, '/a', '/a/'],
    [{ '/a': '/a/' }, '/a/', undefined],
  ])('%j sends %s to %s', (moved, address, to) => {
    expect(find(moved as Record<string, string>, address)).toBe(to);
  });

  test('are gone where the site says so', () => {
    expect(find({}, '/x/1', ['/x/:y'])).toBe('gone');
    expect(find({ '/x/1': '/y' }, '/x/1', ['/x/:y'])).toBe('/y');
  });
});
