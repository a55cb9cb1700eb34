import { afterEach, describe, expect, it } from 'vitest';
import type { Article } from '../../src/article/article.ts';
import { Library } from '../../src/store/library.ts';
import type { LibraryChange } from '../../src/store/standings.ts';
import type { Store, StoredFile } from '../../src/store/store.ts';
import { instant, site } from '../support/builders.ts';

/** Files in memory; every write is a change that `sameFile` sees. */
const memoryStore = () => {
  const files = new Map<string, { readonly file: StoredFile; readonly bytes: Uint8Array }>();
  let modified = 0;
  const store: Store = {
    async *list() {
      for (const { file } of files.values()) yield file;
    },
    async read(path) {
      const found = files.get(path);
      if (!found) throw new Error(`no ${path}`);
      return found.bytes;
    },
  };
  const write = (path: string, content: string): void => {
    const bytes = new TextEncoder().encode(content);
    modified += 1;
    files.set(path, { file: { path, size: bytes.length, modified }, bytes });
  };
  return { store, write, remove: (path: string) => files.delete(path) };
};

const open: Library[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((library) => library.close()));
});

/** A library over files in memory, with the articles that count by its own telling. */
const started = async (files: Readonly<Record<string, string>>) => {
  const memory = memoryStore();
  for (const [path, content] of Object.entries(files)) memory.write(path, content);
  const counting = new Map<string, Article>();
  const changes: LibraryChange[] = [];
  const keyOf = ({ path, part }: Pick<Article, 'path' | 'part'>): string => `${path} ${part}`;
  const library = new Library(
    { store: memory.store, site: site(), now: () => instant('2026-06-01T00:00:00Z') },
    (change) => {
      changes.push(change);
      for (const gone of change.remove) counting.delete(keyOf(gone));
      for (const { article } of change.put) counting.set(keyOf(article), article);
    },
  );
  open.push(library);
  await library.load();
  const titles = (): string[] => [...counting.values()].map(({ title }) => title).sort();
  const idOf = (title: string): string | undefined =>
    [...counting.values()].find((article) => article.title === title)?.id;
  return { ...memory, library, changes, titles, idOf, counting };
};

const post = (name: string, more: object = {}): object => ({
  id: `id-${name}`,
  uuid: `uuid-${name}`,
  title: name,
  slug: name.toLowerCase(),
  html: `<p>Text of ${name}.</p>`,
  status: 'published',
  visibility: 'public',
  type: 'post',
  published_at: '2026-02-03 04:05:06',
  ...more,
});

/** An export as Ghost's admin writes it. */
const exported = (...posts: readonly object[]): string =>
  JSON.stringify({ db: [{ meta: { version: '5.70.0' }, data: { posts } }] });

describe('a Ghost export in the folder', () => {
  it('is as many articles as it has posts, at the instants that it tells', async () => {
    const { counting, titles } = await started({ 'old/ghost.json': exported(post('Ann'), post('Bob')) });
    expect(titles()).toEqual(['Ann', 'Bob']);
    for (const article of counting.values()) {
      expect(article.path).toBe('old/ghost.json');
      expect(article.published).toBe(instant('2026-02-03T04:05:06Z'));
    }
    expect(new Set([...counting.values()].map(({ link }) => link)).size).toBe(2);
  });

  it('is updated with the file: one post changed, one new, one gone', async () => {
    const { library, write, titles, idOf, changes } = await started({
      'ghost.json': exported(post('Ann'), post('Bob'), post('Cid')),
    });
    const [ann, bob] = [idOf('Ann'), idOf('Bob')];
    write('ghost.json', exported(post('Dan'), post('Bob', { title: 'Bobby' }), post('Ann')));
    await library.apply();
    expect(titles()).toEqual(['Ann', 'Bobby', 'Dan']);
    expect(idOf('Ann')).toBe(ann);
    expect(idOf('Bobby')).toBe(bob);
    expect(
      changes
        .at(-1)
        ?.put.map(({ article }) => article.title)
        .sort(),
    ).toEqual(['Bobby', 'Dan']);
    expect(changes.at(-1)?.remove).toMatchObject([{ path: 'ghost.json', part: 'uuid-Cid' }]);
  });

  it('goes with the file', async () => {
    const { library, remove, titles } = await started({
      'ghost.json': exported(post('Ann'), post('Bob')),
      'own.md': '---\ntitle: Own\ndate: 2026-01-01T00:00:00Z\n---\nText.\n',
    });
    expect(titles()).toEqual(['Ann', 'Bob', 'Own']);
    remove('ghost.json');
    await library.apply();
    expect(titles()).toEqual(['Own']);
    expect(library.mediaAt('ghost.json')).toBeUndefined();
  });

  it('makes entries of each post by itself', async () => {
    const { library, counting } = await started({ 'ghost.json': exported(post('Ann'), post('Bob')) });
    for (const article of counting.values()) {
      const { content } = await library.entryOf(article);
      expect(content.html).toBe(`<p>Text of ${article.title}.</p>`);
    }
  });

  it.each([
    ['posts', exported(post('Ann'))],
    ['only drafts', exported(post('Ann', { status: 'draft' }))],
    ['only posts for members', exported(post('Ann', { visibility: 'members' }))],
    ['only posts whose dates are wrong', exported(post('Ann', { published_at: '2026-02-31 00:00:00' }))],
    ['only posts without a date', exported(post('Ann', { published_at: null }))],
  ])('is no medium when it has %s', async (_, text) => {
    const { library } = await started({ 'ghost.json': text, 'data.json': '{"posts": [], "slug": 1}' });
    expect(library.fileAt('ghost.json')).toBeDefined();
    expect(library.mediaAt('ghost.json')).toBeUndefined();
    expect(library.mediaAt('data.json')?.path).toBe('data.json');
  });

  it.each(['', '{"db": [{"data": {"posts": [{"title": "Ann", "slug"'])(
    'keeps its articles, and is no medium, while it is written: %j',
    async (half) => {
      const { library, write, titles } = await started({ 'ghost.json': exported(post('Ann'), post('Bob')) });
      write('ghost.json', half);
      await library.apply();
      expect(titles()).toEqual(['Ann', 'Bob']);
      expect(library.mediaAt('ghost.json')).toBeUndefined();
      expect(library.problems).toMatchObject([{ code: 'unreadable-file', path: 'ghost.json' }]);
      write('ghost.json', exported(post('Bob'), post('Cid')));
      await library.apply();
      expect(titles()).toEqual(['Bob', 'Cid']);
      expect(library.problems).toEqual([]);
    },
  );

  it('is a medium as soon as it is other JSON', async () => {
    const { library, write, titles } = await started({ 'ghost.json': exported(post('Ann')) });
    write('ghost.json', '{"colours": ["red"]}');
    await library.apply();
    expect(titles()).toEqual([]);
    expect(library.mediaAt('ghost.json')?.path).toBe('ghost.json');
  });
});
