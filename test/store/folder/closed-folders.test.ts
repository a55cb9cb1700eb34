import type * as FileSystem from 'node:fs';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { folderStore } from '../../../src/store/folder/folder.ts';
import { Library } from '../../../src/store/library.ts';
import { instant, site } from '../../support/builders.ts';

/** Folders that the system refuses to list: root may list any, so that rights alone would not do. */
const closed = vi.hoisted(() => new Map<string, string>());
vi.mock('node:fs', async (original) => {
  const system = await original<typeof FileSystem>();
  const readdirSync = (path: string, options: never): unknown => {
    const code = [...closed].find(([end]) => path.endsWith(end))?.[1];
    if (code) throw Object.assign(new Error(`${code}: refused, scandir '${path}'`), { code });
    return system.readdirSync(path, options);
  };
  return { ...system, readdirSync, default: { ...system, readdirSync } };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-closed-'));
  mkdirSync(join(folder, 'deep/er'), { recursive: true });
  for (const path of ['top.md', 'deep/one.md', 'deep/er/two.md'])
    writeFileSync(join(folder, path), `---\ntitle: ${path}\ndate: 2026-03-01T10:00:00Z\n---\nText.\n`);
});
afterEach(() => {
  closed.clear();
  rmSync(folder, { recursive: true });
});

const opened = async () => {
  const library = new Library(
    { store: folderStore(folder), site: site(), now: () => instant('2026-06-01T00:00:00Z') },
    () => {},
  );
  await library.load();
  const titles = (): string[] => [...library.articles()].map(({ title }) => title).sort();
  return { library, titles };
};

it('keeps what was read from a folder that can no longer be looked into, and says so until it can', async () => {
  const { library, titles } = await opened();
  closed.set('/deep', 'EACCES');
  writeFileSync(join(folder, 'new.md'), '---\ntitle: new.md\ndate: 2026-03-02T10:00:00Z\n---\nText.\n');
  await library.apply();
  expect(titles()).toEqual(['deep/er/two.md', 'deep/one.md', 'new.md', 'top.md']);
  expect(library.problems.map(({ code, path }) => [code, path])).toEqual([['unreadable-folder', 'deep']]);
  expect(library.problems[0]?.message).toContain('there is no permission for it (EACCES)');
  expect(library.sourceFault?.message).toContain('deep: cannot be looked into');
  closed.clear();
  rmSync(join(folder, 'deep/one.md'));
  await library.apply();
  expect(titles()).toEqual(['deep/er/two.md', 'new.md', 'top.md']);
  expect(library.problems).toEqual([]);
  expect(library.sourceFault).toBeUndefined();
  await library.close();
});

it('publishes what there is beside a folder that could never be looked into', async () => {
  closed.set('/er', 'EIO');
  const { library, titles } = await opened();
  expect(titles()).toEqual(['deep/one.md', 'top.md']);
  expect(library.problems.map(({ code, path }) => [code, path])).toEqual([['unreadable-folder', 'deep/er']]);
  await library.close();
});

it('takes a folder that went away while it was listed for gone', async () => {
  const { library, titles } = await opened();
  closed.set('/deep', 'ENOENT');
  await library.apply();
  expect(titles()).toEqual(['top.md']);
  expect(library.sourceFault).toBeUndefined();
  await library.close();
});
