import { afterEach, describe, expect, it } from 'vitest';
import { Library } from '../../src/store/library.ts';
import type { Store, StoredFile } from '../../src/store/store.ts';
import { instant, site } from '../support/builders.ts';

const open: Library[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((library) => library.close()));
});

const text = '---\ntitle: Small\ndate: 2020-01-01T10:00:00Z\n---\nText.\n';

/** A library over files of which only the sizes are told and nothing but small ones may be read. */
const started = async (files: readonly StoredFile[]) => {
  const read: string[] = [];
  const titles = new Set<string>();
  const store: Store = {
    async *list() {
      yield* files;
    },
    async read(path) {
      read.push(path);
      return Buffer.from(text);
    },
  };
  const library = new Library(
    { store, site: site(), now: () => instant('2026-06-01T00:00:00Z') },
    ({ put, remove }) => {
      for (const { article } of put) titles.add(`${article.path} ${article.title}`);
      for (const { path } of remove) titles.delete(`${path} Small`);
    },
  );
  open.push(library);
  await library.load();
  return { library, read, titles };
};

const file = (path: string, size: number): StoredFile => ({ path, size, modified: size });

describe('files that are too large for an article', () => {
  it('are refused by their size alone, and nothing is said of those that are none by their names', async () => {
    const { library, read, titles } = await started([
      file('small.md', text.length),
      file('huge.md', 200_000_000),
      file('huge.html', 5 * 1024 * 1024 + 1),
      file('huge.json', 900_000_000),
      file('film.mp4', 900_000_000),
    ]);
    expect(read).toEqual(['small.md']);
    expect([...titles]).toEqual(['small.md Small']);
    expect(library.problems.map(({ code, path }) => [code, path])).toEqual([
      ['too-large', 'huge.html'],
      ['too-large', 'huge.md'],
    ]);
  });

  it('keep what they held before', async () => {
    const { library, read, titles } = await started([file('a.md', text.length)]);
    await library.apply({ kind: 'files', present: [file('a.md', 200_000_000)], gone: [] });
    expect(read).toEqual(['a.md']);
    expect([...titles]).toEqual(['a.md Small']);
    expect(library.problems.map(({ code, path }) => [code, path])).toEqual([['too-large', 'a.md']]);
  });
});
