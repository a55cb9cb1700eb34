import { describe, expect, it } from 'vitest';
import { documentLinks, documentUrl, mediaUrl, pageUrl } from '../../src/render/addresses.ts';
import { feedFormats, formatNamed } from '../../src/render/formats.ts';
import { feed, site } from '../support/builders.ts';

const atom = formatNamed('atom');

describe('the address of a document', () => {
  it.each([
    [{ folder: '' }, 'https://example.org/base/atom.xml'],
    [{ folder: '/tags/%C3%BC%2Fx' }, 'https://example.org/base/tags/%C3%BC%2Fx/atom.xml'],
    [{ folder: '/archive/2', version: 'ab12' }, 'https://example.org/base/archive/2/atom.xml?v=ab12'],
  ])('of %j starts with the public address, path and all', (address, expected) => {
    expect(documentUrl(site({ url: 'https://example.org/base' }), address, atom)).toBe(expected);
  });

  it('is a URI where the public address is written in letters of a language', () => {
    expect(documentUrl(site({ url: 'https://Exämple.org/ü' }), { folder: '' }, atom)).toBe(
      'https://xn--exmple-cua.org/%C3%BC/atom.xml',
    );
  });
});

describe('the page of a feed', () => {
  it('is the scope’s, or the site’s where the site has no own pages', () => {
    expect(pageUrl(site(), '/tags/tea')).toBe('https://example.org/tags/tea/');
    expect(pageUrl(site({ pages: false }), '/tags/tea')).toBe('https://example.org/');
  });
});

describe('an address in the settings', () => {
  it.each([
    ['https://cdn.example/a.png', 'https://cdn.example/a.png'],
    ['pictures/a b#1.png', 'https://example.org/media/pictures/a%20b%231.png'],
    ['/a.png', 'https://example.org/media/a.png'],
    ['javascript:alert(1)', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j is %j', (given, expected) => {
    expect(mediaUrl(site(), given)).toBe(expected);
  });
});

describe('the links of a document', () => {
  it('name itself, the other formats and hubs, and only older archives by version', () => {
    const links = documentLinks(
      feed({
        site: { hubs: ['https://hub.example/'] },
        paging: { kind: 'current', previous: { folder: '/archive/7', version: 'cafe' } },
      }),
      atom,
      feedFormats,
    );
    expect(links.map(({ rel, href, type }) => [rel, href, type])).toEqual([
      ['self', 'https://example.org/atom.xml', 'application/atom+xml'],
      ['alternate', 'https://example.org/rss.xml', 'application/rss+xml'],
      ['alternate', 'https://example.org/feed.json', 'application/feed+json'],
      ['hub', 'https://hub.example/', undefined],
      ['prev-archive', 'https://example.org/archive/7/atom.xml?v=cafe', 'application/atom+xml'],
    ]);
  });
});
