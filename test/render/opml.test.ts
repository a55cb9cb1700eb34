import { parseOpml } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import type { FeedDefinition } from '../../src/feed/feed.ts';
import { renderOpml } from '../../src/render/opml.ts';
import { site } from '../support/builders.ts';

const definitions: FeedDefinition[] = [
  {
    scope: { kind: 'site', path: '' },
    id: 'tag:example.org,2026:/',
    title: 'Tea & <Co>',
    description: 'All',
    language: 'en',
  },
  {
    scope: { kind: 'tags', path: '/tags/%C3%BC', label: 'ü', key: 'ü' },
    id: 'tag:example.org,2026:/tags/%C3%BC',
    title: 'Tea – "ü"',
    description: '',
    language: 'en',
  },
];

describe('the OPML of a site', () => {
  it.each([
    ['atom', 'atom.xml', undefined],
    ['rss', 'rss.xml', 'RSS2'],
    ['json', 'feed.json', undefined],
  ] as const)('lists every feed in its preferred format %s', (preferred, fileName, version) => {
    const document = parseOpml(renderOpml(site({ preferred, title: 'Tea' }), definitions));
    expect(document.head?.title).toBe('Tea');
    expect(document.body?.outlines).toMatchObject([
      {
        type: 'rss',
        text: 'Tea & <Co>',
        title: 'Tea & <Co>',
        description: 'All',
        xmlUrl: `https://example.org/${fileName}`,
        htmlUrl: 'https://example.org/',
        ...(version && { version }),
      },
      {
        text: 'Tea – "ü"',
        xmlUrl: `https://example.org/tags/%C3%BC/${fileName}`,
        htmlUrl: 'https://example.org/tags/%C3%BC/',
      },
    ]);
  });

  it('of no feed is still a document', () => {
    expect(renderOpml(site(), [])).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0">\n    <head>\n        <title>Example</title>\n    </head>\n    <body>\n    </body>\n</opml>\n',
    );
  });
});
