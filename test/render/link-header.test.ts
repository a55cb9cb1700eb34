import { expect, test } from 'vitest';
import { feedFormats, formatNamed } from '../../src/render/formats.ts';
import { linkHeader } from '../../src/render/link-header.ts';
import { feed } from '../support/builders.ts';

test('names the document, the other formats, hubs and archives', () => {
  const value = linkHeader(
    feed({
      site: { hubs: ['https://hub.example/'] },
      paging: { kind: 'current', previous: { folder: '/archive/2', version: 'cafe' } },
    }),
    formatNamed('rss'),
    feedFormats,
  );
  expect(value.split(', ')).toEqual([
    '<https://example.org/rss.xml>; rel="self"; type="application/rss+xml"',
    '<https://example.org/atom.xml>; rel="alternate"; type="application/atom+xml"',
    '<https://example.org/feed.json>; rel="alternate"; type="application/feed+json"',
    '<https://hub.example/>; rel="hub"',
    '<https://example.org/archive/2/rss.xml?v=cafe>; rel="prev-archive"; type="application/rss+xml"',
  ]);
});

test('is a header whatever the public address is written in', () => {
  const value = linkHeader(
    feed({ site: { url: 'https://bücher.example/ñ' } }),
    formatNamed('atom'),
    feedFormats,
  );
  expect(value).toContain('<https://xn--bcher-kva.example/%C3%B1/atom.xml>; rel="self"');
  expect(value).toMatch(/^[ -~]*$/);
});
