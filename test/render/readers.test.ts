import { describe, expect, it } from 'vitest';
import { formatNamed } from '../../src/render/formats.ts';
import { readWithFeedsmith, readWithRssParser } from '../support/read-back.ts';
import { fullFeed, fullFeedAsRead } from '../support/specimens.ts';

const documents = (['rss', 'atom', 'json'] as const).map((name) => ({
  name,
  text: formatNamed(name).render(fullFeed),
}));

describe('a feed read back', () => {
  it.each(documents)('says in $name what was meant, to feedsmith', ({ name, text }) => {
    expect(readWithFeedsmith(name, text)).toEqual(fullFeedAsRead(name));
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
    ).toEqual(fullFeedAsRead('rss'));
  });

  it('says in Atom what was meant, to rss-parser', async () => {
    const items = await readWithRssParser(documents[1]!.text);
    expect(items.map(({ id, title, link, isoDate }) => [id, title, link, Date.parse(isoDate!)])).toEqual(
      fullFeedAsRead('atom').map(({ id, title, link, published }) => [id, title, link, published]),
    );
  });
});
