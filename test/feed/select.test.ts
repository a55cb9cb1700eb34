import { describe, expect, test } from 'vitest';
import type { Article, Entry } from '../../src/article/article.ts';
import { Collection, type Standing } from '../../src/feed/collection.ts';
import { feedDefinition, feedDefinitions } from '../../src/feed/definition.ts';
import type { Feed, Scope } from '../../src/feed/feed.ts';
import { buriedProblem, selectFeed } from '../../src/feed/select.ts';
import type { Site } from '../../src/site.ts';
import { article, entry, instant, site as siteOf } from '../support/builders.ts';

const day = 86_400_000;
const start = instant('2026-01-01T00:00:00Z');

/** The article number `at`, one a day from the first of January 2026 on. */
const numbered = (at: number, given: Partial<Article> = {}): Article =>
  article({
    path: `${String(at).padStart(5, '0')}.md`,
    published: (start + at * day) as Article['published'],
    ...given,
  });

const site = (given: Partial<Site['feeds']> = {}, more: Partial<Site> = {}): Site =>
  siteOf({ ...more, feeds: { ...siteOf().feeds, entries: 3, ...given } });

const collectionOf = (count: number, settings: Site): Collection =>
  new Collection(
    settings,
    Array.from({ length: count }, (_, at) => ({ article: numbered(at), standing: 'listed' as const })),
  );

const entryOf = async (one: Article): Promise<Entry> => ({ ...entry(), article: one });

const whole: Scope = { kind: 'site', path: '' };

const select = async (collection: Collection, archive?: number, scope: Scope = whole): Promise<Feed> => {
  const { site } = collection;
  const definition = feedDefinition(site, scope);
  const feed = await selectFeed({ site, collection, definition, archive, entryOf });
  if (feed === undefined) throw new Error(`no archive ${archive}`);
  return feed;
};

const pathsOf = (feed: Feed): string[] => feed.entries.map((each) => each.article.path.slice(3, 5));

const previousOf = ({ paging }: Feed): string | undefined =>
  paging.kind === 'current' || paging.kind === 'archive' ? paging.previous?.version : undefined;

/** Documents from the subscription document on, as a client finds them by `prev-archive`. */
const follow = async (collection: Collection, scope: Scope = whole): Promise<Feed[]> => {
  const feeds = [await select(collection, undefined, scope)];
  for (;;) {
    const paging = feeds.at(-1)?.paging;
    const previous = paging?.kind === 'current' || paging?.kind === 'archive' ? paging.previous : undefined;
    if (previous === undefined) return feeds;
    feeds.push(await select(collection, Number(previous.folder.split('/').at(-1)), scope));
  }
};

describe('a feed with archives', () => {
  test('holds every article exactly once, newest first, at every size', async () => {
    for (let count = 0; count <= 25; count += 1) {
      const collection = collectionOf(count, site());
      const feeds = await follow(collection);
      const found = feeds.flatMap((feed) => feed.entries.map((each) => each.article.path));
      expect(found).toEqual(Array.from({ length: count }, (_, at) => numbered(count - 1 - at).path));
      const sizes = feeds.map((feed) => feed.entries.length);
      expect(sizes.slice(1).every((size) => size === 3)).toBe(true);
      if (count >= 3) expect(sizes[0]).toBeGreaterThanOrEqual(3);
      expect(sizes[0]).toBeLessThan(6);
    }
  });

  test('holds 10,000 articles exactly once', async () => {
    const feeds = await follow(collectionOf(10_000, site({ entries: 20 })));
    expect(feeds).toHaveLength(500);
    expect(new Set(feeds.flatMap((feed) => feed.entries.map((each) => each.article.id))).size).toBe(10_000);
  });

  test('gets an archive when it is full and the newest entries lie beyond it', async () => {
    expect((await select(collectionOf(5, site()))).paging).toEqual({ kind: 'complete' });
    const feed = await select(collectionOf(6, site()));
    expect(pathsOf(feed)).toEqual(['05', '04', '03']);
    expect(feed.paging).toMatchObject({ kind: 'current', previous: { folder: '/archive/1' } });
    expect(await pathsOf(await select(collectionOf(6, site()), 1))).toEqual(['02', '01', '00']);
    await expect(select(collectionOf(6, site()), 2)).rejects.toThrow('no archive');
  });

  test('changes nothing in an archive when newer articles come, but gives it its next-archive once', async () => {
    const collection = collectionOf(6, site());
    const one = await select(collection, 1);
    expect(one.paging).toEqual({ kind: 'archive', number: 1, current: { folder: '' } });
    const versions = new Set<string | undefined>();
    const documents = new Set<string>();
    for (let at = 6; at < 30; at += 1) {
      collection.add(numbered(at), 'listed');
      documents.add(JSON.stringify(await select(collection, 1)));
      const second = await select(collection, 2).catch(() => undefined);
      versions.add(second && previousOf(second));
    }
    expect(documents.size).toBe(2);
    expect(versions.size).toBe(2);
    expect((await select(collection, 1)).paging).toMatchObject({ next: { folder: '/archive/2' } });
  });

  test('names archives by version: a change in one shows in the address of it and every newer one', async () => {
    const collection = collectionOf(15, site());
    const before = await follow(collection);
    collection.add(numbered(4, { title: 'Edited' }), 'listed');
    const after = await follow(collection);
    const changed = before.map((feed, at) => {
      const other = after[at];
      return other === undefined ? undefined : previousOf(feed) !== previousOf(other);
    });
    // 15 articles: the subscription document, then archives 4 to 1; article 4 stands in archive 2.
    expect(changed).toEqual([true, true, true, false, false]);
    expect(previousOf(before[0] as Feed)).toMatch(/^[0-9a-f]{12}$/);
  });

  test('changes no version when a body is saved again with the same text, or a file is moved', async () => {
    const collection = collectionOf(15, site());
    const before = previousOf(await select(collection));
    collection.add({ ...numbered(4), metaHash: 'another' }, 'listed');
    expect(previousOf(await select(collection))).toBe(before);
    collection.add({ ...numbered(4), bodyHash: 'another' }, 'listed');
    expect(previousOf(await select(collection))).not.toBe(before);
  });

  test('has the same versions whatever came in between', async () => {
    const collection = collectionOf(15, site());
    const expected = (await follow(collection)).map(previousOf);
    collection.add(numbered(2, { path: 'between.md' }), 'listed');
    await follow(collection);
    collection.remove('between.md');
    collection.remove(numbered(7).path);
    await follow(collection);
    collection.add(numbered(7), 'listed');
    expect((await follow(collection)).map(previousOf)).toEqual(expected);
  });

  test('cuts scopes only where the site says all', async () => {
    const tagged = (archives: 'site' | 'all' | 'none') => {
      const settings = site({ archives });
      const articles = Array.from({ length: 8 }, (_, at) => numbered(at, { tags: ['x'] }));
      return new Collection(
        settings,
        articles.map((each) => ({ article: each, standing: 'listed' })),
      );
    };
    const scope: Scope = { kind: 'tags', path: '/tags/x', label: 'x', key: 'x' };
    expect((await select(tagged('site'), undefined, scope)).paging).toEqual({ kind: 'partial' });
    expect(pathsOf(await select(tagged('site'), undefined, scope))).toEqual(['07', '06', '05']);
    expect((await select(tagged('all'), undefined, scope)).paging).toMatchObject({
      kind: 'current',
      previous: { folder: '/tags/x/archive/1' },
    });
    expect((await select(tagged('none'))).paging).toEqual({ kind: 'partial' });
    expect((await follow(tagged('all'), scope)).flatMap(pathsOf)).toHaveLength(8);
  });

  test('of a podcast holds every episode in one document', async () => {
    const podcast = { explicit: false, type: 'episodic' as const };
    const feed = await select(collectionOf(40, site({}, { podcast })));
    expect(feed.entries).toHaveLength(40);
    expect(feed.paging).toEqual({ kind: 'complete' });
  });
});

describe('withdrawn articles', () => {
  const withdrawn = instant('2026-06-01T00:00:00Z');
  const standings = (
    count: number,
    out: Record<number, Partial<Article>>,
    settings = site({ archives: 'none' }),
  ) =>
    new Collection(
      settings,
      Array.from({ length: count }, (_, at) => ({
        article: numbered(at, out[at]),
        standing: (out[at] === undefined ? 'listed' : 'withdrawn') as Standing,
      })),
    );

  test('leave a tombstone as long as they would be among the newest entries', async () => {
    const feed = await select(standings(6, { 4: { withdrawn }, 1: { withdrawn } }));
    expect(pathsOf(feed)).toEqual(['05', '03', '02']);
    expect(feed.tombstones).toEqual([{ id: numbered(4).id, link: numbered(4).link, when: withdrawn }]);
    expect(feed.updated).toBe(withdrawn);
  });

  test('all leave one while there are fewer entries than a document takes', async () => {
    const feed = await select(standings(3, { 0: { withdrawn }, 2: { withdrawn } }));
    expect(feed.tombstones.map(({ id }) => id)).toEqual([numbered(2).id, numbered(0).id]);
    expect(feed.paging).toEqual({ kind: 'complete' });
  });

  test('went no earlier than their last update', async () => {
    const updated = instant('2026-07-01T00:00:00Z');
    const feed = await select(standings(2, { 1: { withdrawn, updated } }));
    expect(feed.tombstones[0]?.when).toBe(updated);
  });

  test('stay where they were with their notice, when there is one', async () => {
    const notice = 'Withdrawn: 1 < 2 & we were wrong.\n\nSorry.';
    const feed = await select(standings(3, { 1: { withdrawn, notice, summary: 'Old', tags: ['kept'] } }));
    expect(pathsOf(feed)).toEqual(['02', '01', '00']);
    expect(feed.tombstones).toEqual([]);
    expect(feed.updated).toBe(withdrawn);
    expect(feed.entries[1]).toMatchObject({
      article: { id: numbered(1).id, title: 'Launch', tags: ['kept'], updated: withdrawn, summary: notice },
      content: {
        html: '<p>Withdrawn: 1 &lt; 2 &amp; we were wrong.</p>\n<p>Sorry.</p>',
        summary: notice,
        enclosures: [],
      },
    });
    expect((await select(standings(3, { 1: { withdrawn, notice } }))).entries[1]?.content.html).toContain(
      'Sorry',
    );
  });

  test('leave no trace in archives, which hold entries only', async () => {
    const feeds = await follow(standings(13, { 1: { withdrawn }, 12: { withdrawn } }, site()));
    expect(feeds.map((feed) => feed.tombstones.length)).toEqual([1, 0, 0]);
    expect(feeds.map((feed) => feed.entries.length)).toEqual([5, 3, 3]);
  });
});

describe('the head of a feed', () => {
  test('is updated when its newest entry was', async () => {
    const collection = collectionOf(3, site());
    expect((await select(collection)).updated).toBe(numbered(2).published);
    const updated = instant('2026-05-01T00:00:00Z');
    collection.add(numbered(0, { updated }), 'listed');
    expect((await select(collection)).updated).toBe(updated);
  });

  test('of an empty feed is as old as the year of the id authority', async () => {
    const feed = await select(new Collection(site({}, { idAuthority: 'example.org,2019-07' })));
    expect(new Date(feed.updated).toISOString()).toBe('2019-01-01T00:00:00.000Z');
    expect(feed.paging).toEqual({ kind: 'complete' });
  });

  test('has an id that the public address does not change and no article can have', () => {
    const settings = site({}, { url: 'https://news.example/sub', title: 'News' });
    const collection = new Collection(settings, [{ article: article({ tags: ['C#'] }), standing: 'listed' }]);
    const [all, tag] = feedDefinitions(settings, collection);
    expect(all).toMatchObject({ id: 'tag:example.org,2026:/', title: 'News', language: 'en' });
    expect(tag?.id).toMatch(/^tag:example\.org,2026:\/tags\/c-[0-9a-f]{8}$/);
    expect(tag?.title).toBe('News – C#');
  });

  test('of a language has that language', () => {
    const articles = ['de', 'FR'].map((language) => article({ path: `${language}.md`, language }));
    const collection = new Collection(
      site(),
      articles.map((each) => ({ article: each, standing: 'listed' })),
    );
    expect(feedDefinitions(site(), collection).map(({ language }) => language)).toEqual(['en', 'de', 'fr']);
  });
});

test('an article dated before all that subscribers still read is buried', () => {
  const settings = site();
  const collection = collectionOf(7, settings);
  const old = numbered(-1, { path: 'old.md' });
  collection.add(old, 'listed');
  collection.add(numbered(7), 'listed');
  expect(buriedProblem(settings, collection, old)).toMatchObject({ code: 'buried', path: 'old.md' });
  expect(buriedProblem(settings, collection, numbered(7))).toBeUndefined();
  const updated = collectionOf(2, settings);
  updated.add(old, 'listed');
  expect(buriedProblem(settings, updated, old)).toBeUndefined();
});
