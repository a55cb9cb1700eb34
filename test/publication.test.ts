import { describe, expect, test } from 'vitest';
import type { Article, Entry } from '../src/article/article.ts';
import type { Instant } from '../src/date/reading.ts';
import type { Document } from '../src/render/document.ts';
import { article, instant, site } from './support/builders.ts';
import { daily, publicationOf } from './web/support/feed-server.ts';

const feeds = { ...site().feeds, entries: 3 };
const settings = site({ feeds });

const textOf = (document: Document | undefined): string => document?.identity.bytes.toString() ?? '';

const entryFor = (one: Article, html: string): Entry => ({
  article: one,
  content: { html, summary: 'Summary.', enclosures: [], problems: [] },
});

/** `entryOf` that notes which articles it was asked for. */
const recording = () => {
  const asked: string[] = [];
  const entryOf = async (one: Article): Promise<Entry> => {
    asked.push(one.path);
    return entryFor(one, `<p>${one.slug}</p>`);
  };
  return { asked, entryOf };
};

describe('the documents of a publication', () => {
  test('are all that there are, and no others', async () => {
    const publication = publicationOf(
      [...daily(7), { article: article({ tags: ['a b'] }), standing: 'listed' }],
      { settings, extras: [{ path: '/feeds.opml', mediaType: 'text/x-opml', render: () => '<opml/>' }] },
    );
    const paths = [...publication.paths()];
    const names = ['atom.xml', 'rss.xml', 'feed.json'];
    const folders = ['', '/archive/1', '/tags/a-b'];
    expect(paths).toEqual([
      ...folders.flatMap((folder) => names.map((name) => `${folder}/${name}`)),
      '/feeds.opml',
    ]);
    for (const path of paths) {
      expect(publication.has(path)).toBe(true);
      expect((await publication.document(path))?.identity.bytes.length).toBeGreaterThan(0);
    }
    for (const path of [
      '',
      '/',
      '/rss',
      '/archive/2/rss.xml',
      '/archive/0/rss.xml',
      '/tags/x/rss.xml',
      '/tags/a-b/archive/1/rss.xml',
    ]) {
      expect(publication.has(path)).toBe(false);
      expect(await publication.document(path)).toBeUndefined();
    }
  });

  test('are made once for all who ask, and each entry once for all documents', async () => {
    const { asked, entryOf } = recording();
    const publication = publicationOf(daily(3, { tags: ['x'] }), { settings, entryOf });
    const [one, two] = await Promise.all([
      publication.document('/rss.xml'),
      publication.document('/rss.xml'),
    ]);
    expect(one).toBe(two);
    for (const path of publication.paths()) await publication.document(path);
    expect(await publication.document('/rss.xml')).toBe(one);
    expect(asked).toHaveLength(3);
  });

  test('are the same in two publications, whatever the order of articles', async () => {
    const articles = daily(9, { tags: ['x', 'y'], authors: [{ name: 'A' }] });
    const first = publicationOf(articles, { settings });
    const second = publicationOf([], { settings });
    for (const each of [...articles].reverse()) second.update({ put: [each] });
    expect([...first.paths()]).toEqual([...second.paths()]);
    for (const path of first.paths()) {
      expect((await first.document(path))?.hash).toBe((await second.document(path))?.hash);
    }
  });

  test('lead through all articles of a long feed by prev-archive', async () => {
    const publication = publicationOf(daily(100), { settings });
    const ids: string[] = [];
    let path: string | undefined = '/atom.xml';
    while (path !== undefined) {
      const text = textOf(await publication.document(path));
      ids.push(...[...text.matchAll(/<entry[\s\S]*?<id>([^<]*)<\/id>/g)].map(([, id = '']) => id));
      const link: string | undefined = /<link [^>]*rel="prev-archive"[^>]*>/.exec(text)?.[0];
      path = /href="https:\/\/example\.org([^"?]*)\?v=[0-9a-f]{12}"/.exec(link ?? '')?.[1];
    }
    expect(ids).toHaveLength(100);
    expect(new Set(ids).size).toBe(100);
  });
});

describe('a change', () => {
  test('lets only those documents go that show it', async () => {
    const publication = publicationOf(daily(9, { tags: ['x'] }), { settings });
    publication.update({
      put: [{ article: article({ path: 'other.md', tags: ['y'] }), standing: 'listed' }],
    });
    for (const path of publication.paths()) await publication.document(path);
    const newest = article({ path: 'new.md', published: instant('2026-09-01T00:00:00Z'), tags: ['x'] });
    const { paths } = publication.update({ put: [{ article: newest, standing: 'listed' }] });
    // The site's feed had 4 entries and two archives, and now has 5; of a tag only the newest 3 are shown.
    expect([...paths].sort()).toEqual(
      ['', '/tags/x'].flatMap((folder) =>
        ['atom.xml', 'feed.json', 'rss.xml'].map((name) => `${folder}/${name}`),
      ),
    );
    expect(publication.ready('/rss.xml')).toBeUndefined();
    expect(publication.ready('/archive/1/rss.xml')).toBeDefined();
    expect(textOf(await publication.document('/rss.xml'))).toContain('new');
  });

  test('that gives an archive its successor makes that archive anew, and no older one', async () => {
    const publication = publicationOf(daily(11), { settings });
    for (const path of publication.paths()) await publication.document(path);
    const { paths } = publication.update({
      put: [{ article: article({ published: instant('2026-09-01T00:00:00Z') }), standing: 'listed' }],
    });
    expect(paths.filter((path) => path.endsWith('rss.xml')).sort()).toEqual([
      '/archive/2/rss.xml',
      '/rss.xml',
    ]);
  });

  test('without another byte leaves tag and time as they were', async () => {
    let time = instant('2026-03-01T00:00:00Z');
    const articles = daily(2);
    const publication = publicationOf(articles, { settings, modifiedAt: () => time });
    const before = await publication.document('/rss.xml');
    time = instant('2026-04-01T00:00:00Z');
    publication.update({
      put: articles.map(({ article: one }) => ({ article: { ...one }, standing: 'listed' })),
    });
    const same = await publication.document('/rss.xml');
    expect([same?.hash, same?.lastModified]).toEqual([before?.hash, before?.lastModified]);
    publication.update({ remove: [{ path: 'day-000.md' }] });
    expect((await publication.document('/rss.xml'))?.lastModified).toBe(time);
  });

  test('within a second, or after the clock was set back, is later all the same', async () => {
    let time = instant('2026-03-01T00:00:00Z');
    const publication = publicationOf(daily(3), { settings, modifiedAt: () => time });
    const seen = [(await publication.document('/rss.xml'))?.lastModified];
    publication.update({ remove: [{ path: 'day-000.md' }] });
    seen.push((await publication.document('/rss.xml'))?.lastModified);
    time = instant('2026-02-01T00:00:00Z');
    publication.update({ remove: [{ path: 'day-001.md' }] });
    seen.push((await publication.document('/rss.xml'))?.lastModified);
    const start = instant('2026-03-01T00:00:00Z');
    expect(seen).toEqual([start, start + 1000, start + 2000]);
  });

  test('that comes while a document is made is in it', async () => {
    const waiting: (() => void)[] = [];
    const entryOf = (one: Article): Promise<Entry> =>
      new Promise((resolve) => waiting.push(() => resolve(entryFor(one, one.title))));
    const publication = publicationOf(daily(1), { settings, entryOf });
    const making = publication.document('/rss.xml');
    const late = article({ title: 'Late', published: instant('2026-09-01T00:00:00Z') });
    publication.update({ put: [{ article: late, standing: 'listed' }] });
    const settle = setInterval(() => waiting.splice(0).forEach((resume) => void resume()), 1);
    expect(textOf(await making)).toContain('Late');
    clearInterval(settle);
    expect(publication.ready('/rss.xml')).toBe(await making);
  });

  test('takes a scope away with its last article', async () => {
    const publication = publicationOf(daily(1, { tags: ['x'] }), { settings });
    expect(await publication.document('/tags/x/rss.xml')).toBeDefined();
    publication.update({ remove: [{ path: 'day-000.md' }] });
    expect(await publication.document('/tags/x/rss.xml')).toBeUndefined();
  });

  test('of the commonest spelling shows in the title of its feed', async () => {
    const publication = publicationOf([{ article: article({ tags: ['nasa'] }), standing: 'listed' }], {
      settings,
    });
    expect(textOf(await publication.document('/tags/nasa/rss.xml'))).toContain('Example – nasa');
    publication.update({
      put: ['NASA', 'NASA'].map((tag, at) => ({
        article: article({ path: `${at}.md`, tags: [tag] }),
        standing: 'listed',
      })),
    });
    expect(textOf(await publication.document('/tags/nasa/rss.xml'))).toContain('Example – NASA');
  });

  test('makes extras anew, but another document only of another text', async () => {
    let text = 'one';
    const extras = [{ path: '/x.txt', mediaType: 'text/plain', render: () => text }];
    const publication = publicationOf(daily(1), { settings, extras });
    const first = await publication.document('/x.txt');
    publication.update({ remove: [] });
    expect((await publication.document('/x.txt'))?.hash).toBe(first?.hash);
    text = 'two';
    publication.update({ remove: [] });
    expect(textOf(await publication.document('/x.txt'))).toBe('two');
  });
});

describe('what goes wrong with an article', () => {
  test('takes no feed down: its last good version stands in, and is tried again', async () => {
    let isBroken = false;
    const entryOf = async (one: Article): Promise<Entry> => {
      if (isBroken && one.path === 'day-000.md') throw new Error('gone');
      return entryFor(one, `<p>Good ${one.slug}</p>`);
    };
    const articles = daily(2);
    const publication = publicationOf(articles, { settings, entryOf });
    expect(textOf(await publication.document('/rss.xml'))).toContain('Good day-000');
    isBroken = true;
    publication.update({ put: [{ article: { ...articles[0]?.article } as Article, standing: 'listed' }] });
    expect(textOf(await publication.document('/rss.xml'))).toContain('Good day-000');
    publication.update({ remove: [{ path: 'day-000.md' }] });
    publication.update({
      put: [{ article: article({ path: 'day-000.md', title: 'Again' }), standing: 'listed' }],
    });
    isBroken = false;
    publication.retry();
    expect(textOf(await publication.document('/rss.xml'))).toContain('Again');
  });

  test('leaves its facts where it could never be read', async () => {
    const entryOf = () => Promise.reject(new Error('unreadable'));
    const publication = publicationOf(daily(1, { summary: 'The summary.' }), { settings, entryOf });
    expect(textOf(await publication.document('/atom.xml'))).toContain('The summary.');
  });
});

describe('warnings', () => {
  test('name the heaviest entries of a document over 1 MB, and nothing is cut', async () => {
    const entryOf = async (one: Article): Promise<Entry> =>
      entryFor(one, `<p>${'x'.repeat(one.path === 'day-001.md' ? 1_200_000 : 10)}</p>`);
    const publication = publicationOf(daily(3), { settings, entryOf });
    expect((await publication.document('/rss.xml'))?.identity.bytes.length).toBeGreaterThan(1_200_000);
    expect(publication.problems()).toMatchObject([{ code: 'large-document', path: 'day-001.md' }]);
    expect(publication.problems()[0]?.message).toMatch(
      / in \/ are larger than 1 MB; .* are day-001\.md \(1\.2 MB\)\.$/,
    );
    // One warning for all three formats, the very same at each of them.
    await publication.document('/atom.xml');
    await publication.document('/feed.json');
    expect(publication.problems()).toHaveLength(1);
    expect(publication.problemAt('/feed.json')).toEqual(publication.problemAt('/rss.xml'));
    publication.update({ remove: [{ path: 'day-001.md' }] });
    await publication.document('/rss.xml');
    expect(publication.problems()).toEqual([]);
  });

  test('tell of new articles that nobody will see, and only of those', () => {
    const publication = publicationOf(daily(9), { settings });
    const old = {
      article: article({ path: 'old.md', published: 0 as Instant }),
      standing: 'listed' as const,
    };
    expect(publication.update({ put: [old], isNews: true }).problems).toMatchObject([{ code: 'buried' }]);
    expect(publication.update({ put: [old], isNews: true }).problems).toEqual([]);
    const renamed = { ...old, article: { ...old.article, path: 'renamed.md' } };
    const change = { put: [renamed], remove: [{ path: 'old.md' }], isNews: true };
    expect(publication.update(change).problems).toEqual([]);
  });
});

test('memory is bounded, and what went is made again as it was', async () => {
  const publication = publicationOf(daily(60), { settings, memory: 40_000, entryMemory: 2000 });
  const hashes = new Map<string, string>();
  for (const path of publication.paths()) {
    hashes.set(path, (await publication.document(path))?.hash ?? '');
    expect(publication.size).toBeLessThan(40_000);
  }
  expect(hashes.size).toBe(60);
  for (const [path, hash] of hashes) expect((await publication.document(path))?.hash).toBe(hash);
});
