import { describe, expect, it } from 'vitest';
import { appLink, readerLinks } from '../../../src/web/pages/readers.ts';

describe('links that open a feed in a reader', () => {
  it('carry its address as one value', () => {
    const url = 'https://example.org/tags/caf%C3%A9/atom.xml?a=1&b=2#c';
    const links = readerLinks(url);
    expect(links.length).toBeGreaterThan(3);
    for (const { href } of links) {
      const given = new URL(href);
      const value =
        [...given.searchParams.values()][0] ?? decodeURIComponent(given.pathname.split('/feed/')[1]!);
      expect(value).toBe(url);
      expect(given.hash).toBe('');
    }
  });

  it.each(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000', 'http://blog.localhost'])(
    'leave out readers on the web, which cannot reach %s',
    (origin) => {
      expect(readerLinks(`${origin}/atom.xml`)).toEqual([]);
      expect(appLink(`${origin}/atom.xml`)).toBe(`feed:${origin}/atom.xml`);
    },
  );
});
