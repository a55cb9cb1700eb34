import type { Feed } from '../../src/feed/feed.ts';
import type { FeedFormat } from '../../src/render/formats.ts';
import { entry, feed, instant } from './builders.ts';
import type { ReadEntry } from './read-back.ts';

/** A feed with everything that a document can say of articles; another one has the podcast. */
export const fullFeed: Feed = feed({
  site: {
    title: 'Tea & Biscuits',
    description: 'News from the <tea> table.',
    language: 'en-GB',
    copyright: '© 2026 Tea & Biscuits',
    image: 'pictures/tea pot.png',
    icon: 'https://tea.example/icon.png',
    url: 'https://tea.example/news',
    idAuthority: 'tea.example,2026',
    authors: [{ name: 'Ann Earl', url: 'https://tea.example/ann', email: 'ann@tea.example' }],
    hubs: ['https://hub.example/'],
    extensions: [
      {
        namespace: 'http://purl.org/rss/1.0/modules/syndication/',
        prefix: 'sy',
        element: 'updatePeriod',
        attributes: {},
        text: 'daily',
      },
    ],
  },
  definition: { id: 'tag:tea.example,2026:/' },
  paging: { kind: 'current', previous: { folder: '/archive/2', version: '0123abcd' } },
  tombstones: [
    {
      id: 'tag:tea.example,2026:stale',
      link: 'https://tea.example/news/articles/stale/',
      when: instant('2026-02-20T08:00:00Z'),
    },
  ],
  entries: [
    entry(
      {
        path: 'darjeeling.md',
        id: 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
        title: 'Darjeeling & Assam: 2 < 3',
        link: 'https://tea.example/news/articles/darjeeling/',
        authors: [{ name: 'Zoë O’Neill', url: 'https://zoe.example/' }, { name: '李雷' }],
        published: instant('2026-03-01T09:30:00Z'),
        updated: instant('2026-03-02T10:00:00.250Z'),
        tags: ['Tea', 'R&D', 'tea'],
        categories: ['Leaves'],
        language: 'de',
        origin: {
          title: 'Leaf Weekly',
          url: 'https://leaf.example/darjeeling',
          id: 'https://leaf.example/feed',
        },
        extensions: [
          {
            namespace: 'http://www.georss.org/georss',
            prefix: 'georss',
            element: 'point',
            attributes: {},
            text: '27.03 88.26',
          },
        ],
      },
      {
        html: '<p>First flush.</p>\n<pre><code>if (a[b[0]]&gt;0) x = "]]&gt;";</code></pre>',
        summary: 'First flush.',
        image: {
          url: 'https://tea.example/news/media/leaf.jpg',
          type: 'image/jpeg',
          length: 4096,
          width: 640,
          height: 480,
        },
        enclosures: [
          {
            url: 'https://tea.example/news/media/talk.mp3',
            type: 'audio/mpeg',
            length: 123_456,
            durationSeconds: 754,
            title: 'The talk',
          },
          { url: 'https://tea.example/news/media/slides.pdf?a=1&b=2', type: 'application/pdf', length: 999 },
        ],
      },
    ),
    entry(
      {
        path: 'shop.md',
        id: 'https://tea.example/news/articles/shop/',
        title: 'The shop is open',
        link: 'https://tea.example/news/articles/shop/',
        published: instant('2026-02-27T23:59:59Z'),
      },
      { html: '', summary: 'Come in & sit down.' },
    ),
    entry(
      {
        path: 'old name.md',
        id: 'old name/№ 7',
        title: '',
        link: 'https://tea.example/news/articles/old-name/',
        published: instant('2026-02-26T00:00:00Z'),
      },
      { html: '<p>A note without title.</p>', summary: 'A note without title.' },
    ),
  ],
});

/** Written by hand from `fullFeed`. */
const asRead: readonly ReadEntry[] = [
  {
    id: 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
    title: 'Darjeeling & Assam: 2 < 3',
    link: 'https://tea.example/news/articles/darjeeling/',
    authors: ['Zoë O’Neill', '李雷'],
    tags: ['Tea', 'R&D', 'Leaves'],
    published: Date.UTC(2026, 2, 1, 9, 30),
  },
  {
    id: 'https://tea.example/news/articles/shop/',
    title: 'The shop is open',
    link: 'https://tea.example/news/articles/shop/',
    authors: ['Ann Earl'],
    tags: [],
    published: Date.UTC(2026, 1, 27, 23, 59, 59),
  },
  {
    id: 'old name/№ 7',
    title: 'A note without title.',
    link: 'https://tea.example/news/articles/old-name/',
    authors: ['Ann Earl'],
    tags: [],
    published: Date.UTC(2026, 1, 26),
  },
];
const atomIds = [
  'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
  'https://tea.example/news/articles/shop/',
  'tag:tea.example,2026:old%20name/%E2%84%96%207',
];
/** What every reader should find in `fullFeed`; ids after Atom’s mapping there. */
export const fullFeedAsRead = (format: FeedFormat['name']): readonly ReadEntry[] =>
  format === 'atom' ? asRead.map((each, at) => ({ ...each, id: atomIds[at] })) : asRead;

/** A feed without entry, and only what must be said. */
export const emptyFeed: Feed = feed({ site: { description: '', pages: false } });

/** A feed of one entry without title, author, tag or text of its own. */
export const bareFeed: Feed = feed({
  entries: [entry({ title: '', path: 'note.md' }, { html: '', summary: '' })],
});

/** An archive in the middle: links both ways. */
export const archiveFeed: Feed = feed({
  site: { hubs: ['https://hub.example/'] },
  address: { folder: '/tags/tea/archive/2' },
  definition: {
    id: 'tag:example.org,2026:/tags/tea',
    title: 'Example – Tea',
    scope: { kind: 'tags', path: '/tags/tea', label: 'Tea', key: 'tea' },
  },
  paging: {
    kind: 'archive',
    number: 2,
    current: { folder: '/tags/tea' },
    previous: { folder: '/tags/tea/archive/1', version: 'abcd' },
    next: { folder: '/tags/tea/archive/3' },
  },
  entries: [entry({ tags: ['Tea'] })],
});

/** A podcast with one episode. */
export const podcastFeed: Feed = feed({
  site: {
    title: 'Tea Talk',
    language: 'en',
    image: 'https://example.org/cover.png',
    podcast: {
      author: 'Ann & Co',
      owner: { name: 'Ann Earl', email: 'ann@example.org' },
      category: 'Arts > Food',
      explicit: false,
      type: 'serial',
      image: 'https://example.org/cover.jpg',
      guid: '917393e3-1b1e-5cef-ace4-edaa54e1f810',
      newFeedUrl: 'https://example.org/rss.xml',
      locked: true,
    },
  },
  entries: [
    entry(
      {
        path: 'episode-1.md',
        title: 'Episode 1: Water',
        authors: [{ name: 'Ann Earl' }],
        episode: {
          title: 'Water',
          number: 1,
          season: 2,
          type: 'full',
          durationSeconds: 1_815,
          explicit: true,
          image: 'https://example.org/media/water.jpg',
          transcript: { url: 'https://example.org/media/water.vtt' },
          chapters: 'https://example.org/media/water.json',
        },
      },
      {
        enclosures: [
          {
            url: 'https://example.org/media/water.mp3',
            type: 'audio/mpeg',
            length: 24_986_239,
            durationSeconds: 1_815,
          },
        ],
      },
    ),
  ],
});
