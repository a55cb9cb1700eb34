import { describe, expect, it } from 'vitest';
import { type FeedFormat, formatNamed } from '../../src/render/formats.ts';
import { readWithFeedsmith, readWithRssParser } from '../support/read-back.ts';
import { fullFeed } from '../support/specimens.ts';

const documents = (['rss', 'atom', 'json'] as const).map((name) => ({
  name,
  text: formatNamed(name).render(fullFeed),
}));

/** What every reader should find in `fullFeed`, written by hand. */
const expected = [
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
const expectedIn = (format: FeedFormat['name']) =>
  format === 'atom' ? expected.map((each, at) => ({ ...each, id: atomIds[at] })) : expected;

describe('a feed read back', () => {
  it.each(documents)('says in $name what was meant, to feedsmith', ({ name, text }) => {
    expect(readWithFeedsmith(name, text)).toEqual(expectedIn(name));
  });

  it('says in RSS what was meant, to rss-parser', async () => {
    const items = await readWithRssParser(documents[0]!.text);
    expect(
      items.map(({ guid, title, link, creators, categories, isoDate }) => ({
        id: guid,
        title,
        link,
        authors: creators,
        tags: categories ?? [],
        published: Date.parse(isoDate!),
      })),
    ).toEqual(expected);
  });

  it('says in Atom what was meant, to rss-parser', async () => {
    const items = await readWithRssParser(documents[1]!.text);
    expect(items.map(({ id, title, link, isoDate }) => [id, title, link, Date.parse(isoDate!)])).toEqual(
      expectedIn('atom').map(({ id, title, link, published }) => [id, title, link, published]),
    );
  });
});
