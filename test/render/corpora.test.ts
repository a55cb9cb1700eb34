import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/article/article.ts';
import { surroundingsOf } from '../../src/article/content/surroundings.ts';
import { entryContent } from '../../src/article/content.ts';
import { idPrefixOf } from '../../src/article/identity/id-prefix.ts';
import { articleKey } from '../../src/article/identity/id-records.ts';
import { normalize } from '../../src/article/normalize.ts';
import { readDrafts } from '../../src/article/read.ts';
import type { Feed } from '../../src/feed/feed.ts';
import { feedFormats, formatNamed } from '../../src/render/formats.ts';
import { atomId } from '../../src/render/uri.ts';
import { feed, site } from '../support/builders.ts';
import { assignIdentities } from '../support/identities.ts';
import { readWithFeedsmith, readWithRssParser } from '../support/read-back.ts';
import { hasShared, sharedPath, sharedTitle } from '../support/shared.ts';

const articles = 'data/articles';
const settings = site({ timeZone: 'Europe/Berlin', language: 'en' });

/** Every article of a corpus that has a date, as an entry, newest first. */
const entriesOf = async (corpus: string): Promise<Entry[]> => {
  const folder = sharedPath(`${articles}/${corpus}`);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(?:md|html|txt)$/u.test(name),
  );
  const drafts = names.flatMap(
    (path) => readDrafts({ path, bytes: readFileSync(join(folder, path)), modified: 0 }).drafts,
  );
  const facts = drafts.flatMap(
    (draft) => normalize(draft, { site: settings, defaults: {}, modified: 0 }).facts ?? [],
  );
  const given = assignIdentities(facts, new Map(), settings).articles;
  const surroundings = surroundingsOf({ publicUrl: settings.url, files: [], articles: given });
  const draftOf = new Map(drafts.map((draft) => [articleKey(draft), draft]));
  const entries = given.map(async (article) => {
    const content = await entryContent(draftOf.get(articleKey(article))!, article, {
      idPrefix: idPrefixOf(article),
      surroundings,
    });
    return { article, content };
  });
  return (await Promise.all(entries)).sort((a, b) => b.article.published - a.article.published);
};

describe.skipIf(!hasShared(articles)).each(['press', 'markdown', 'html'])(
  sharedTitle('documents of the corpus of %s', articles),
  (corpus) => {
    let whole: Feed;
    beforeAll(async () => {
      whole = { ...feed({ entries: await entriesOf(corpus) }), site: settings };
    });

    it('show articles', () => {
      expect(whole.entries.length).toBeGreaterThan(2);
    });

    it.each(feedFormats)('say in $title what the articles say', ({ name, render }) => {
      const whole822 = name === 'rss' ? 1_000 : 1;
      const expected = whole.entries.map(({ article }) => ({
        id: name === 'atom' ? atomId(article.id, settings.idAuthority) : article.id,
        title: article.title,
        authors: article.authors.map((author) => author.name),
        published: Math.floor(article.published / whole822) * whole822,
      }));
      const read = readWithFeedsmith(name, render(whole));
      expect(read.map(({ id, title, authors, published }) => ({ id, title, authors, published }))).toEqual(
        expected,
      );
      expect(read.map(({ link }) => link)).toEqual(
        whole.entries.map(({ article }) => new URL(article.link).href),
      );
      expect(read.map(({ tags }) => tags.length)).toEqual(
        whole.entries.map(
          ({ article: { tags, categories } }) =>
            new Set([...tags, ...categories].map((tag) => tag.toLowerCase())).size,
        ),
      );
    });

    it('agree between the formats', () => {
      const [atom, rss, json] = (['atom', 'rss', 'json'] as const).map((name) =>
        readWithFeedsmith(name, formatNamed(name).render(whole)).map(({ id: _, ...rest }) => rest),
      );
      expect(rss).toEqual(atom);
      expect(json).toEqual(atom);
    });

    it('are well-formed XML with the whole text', async () => {
      for (const name of ['rss', 'atom'] as const) {
        const document = formatNamed(name).render(whole);
        expect(await readWithRssParser(document)).toHaveLength(whole.entries.length);
        for (const { content } of whole.entries)
          expect(document).toContain(content.html.replaceAll(']]>', ']]&gt;'));
      }
    });
  },
);
