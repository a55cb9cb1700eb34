import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderStore } from '../../../src/store/folder/folder.ts';
import type { Store } from '../../../src/store/store.ts';

let root: string;
let folder: string;
let store: Store;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dateline-folder-'));
  folder = join(root, 'articles');
  mkdirSync(folder);
  store = folderStore(folder);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (path: string, text = 'text'): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const paths = async (): Promise<string[]> =>
  (await Array.fromAsync(store.list())).map(({ path }) => path).sort();

describe('folderStore', () => {
  it('lists files of all folders with size and time, dot files left out', async () => {
    write('a.md', 'twelve bytes');
    write('2026/b c.md');
    write('.git/HEAD');
    write('2026/.draft.md');
    expect(await paths()).toEqual(['2026/b c.md', 'a.md']);
    const [first] = (await Array.fromAsync(store.list())).filter(({ path }) => path === 'a.md');
    expect(first).toMatchObject({ size: 12 });
    expect(Math.abs((first?.modified ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('keeps names with spaces, %, #, ?, line feeds and emoji', async () => {
    const names = ['a b.md', '100%.md', 'c#.md', 'why?.md', 'two\nlines.md', '🎈.md'];
    for (const name of names) write(name, name);
    expect(await paths()).toEqual([...names].sort());
    for (const name of names) expect(Buffer.from(await store.read(name)).toString()).toBe(name);
  });

  it('reads a range', async () => {
    write('a.bin', '0123456789');
    expect(Buffer.from(await store.read('a.bin', { start: 2, end: 5 })).toString()).toBe('234');
    expect(Buffer.from(await store.read('a.bin', { start: 8, end: 50 })).toString()).toBe('89');
    expect((await store.read('a.bin', { start: 50, end: 60 })).length).toBe(0);
  });

  it('takes a folder named like an article for a folder', async () => {
    write('x.md/inner.md');
    expect(await paths()).toEqual(['x.md/inner.md']);
  });

  it('follows links that stay inside and ends in a loop', async () => {
    write('real/a.md');
    symlinkSync(join(folder, 'real'), join(folder, 'alias'));
    symlinkSync(folder, join(folder, 'real', 'loop'));
    symlinkSync('a.md', join(folder, 'real', 'b.md'));
    expect(await paths()).toEqual(['alias/a.md', 'alias/b.md', 'real/a.md', 'real/b.md']);
  });

  it('refuses what a link outside the folder shows', async () => {
    writeFileSync(join(root, 'secret.md'), 'secret');
    symlinkSync(join(root, 'secret.md'), join(folder, 'link.md'));
    mkdirSync(join(root, 'elsewhere'));
    writeFileSync(join(root, 'elsewhere', 'c.md'), 'c');
    symlinkSync(join(root, 'elsewhere'), join(folder, 'out'));
    expect(await paths()).toEqual(['link.md', 'out']);
    await expect(store.read('link.md')).rejects.toMatchObject({ code: 'symlink-outside' });
    await expect(store.read('out/c.md')).rejects.toMatchObject({ code: 'symlink-outside' });
  });

  it.each(['../secret.md', '/etc/hostname', 'a/../../secret.md', 'a\0.md', ''])(
    'refuses the path %j',
    async (path) => {
      writeFileSync(join(root, 'secret.md'), 'secret');
      await expect(store.read(path)).rejects.toMatchObject({ code: 'unreadable-file' });
    },
  );

  it('does not wait for a pipe', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe.md')]);
    expect(await paths()).toEqual(['pipe.md']);
    await expect(store.read('pipe.md')).rejects.toMatchObject({ code: 'not-a-file' });
  });

  it.skipIf(process.getuid?.() === 0)('says that a file may not be read', async () => {
    write('a.md');
    chmodSync(join(folder, 'a.md'), 0);
    await expect(store.read('a.md')).rejects.toMatchObject({ code: 'unreadable-file' });
  });

  it('says that a file is gone', async () => {
    await expect(store.read('gone.md')).rejects.toMatchObject({ code: 'unreadable-file' });
  });

  it('says that the folder is not there', async () => {
    rmSync(folder, { recursive: true });
    await expect(paths()).rejects.toMatchObject({ code: 'no-articles' });
  });
});
