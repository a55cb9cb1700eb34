import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchFolder } from '../../../src/store/folder/watch.ts';
import type { StoreChange } from '../../../src/store/store.ts';

let root: string;
let folder: string;
let changes: StoreChange[];
let end: () => void;

const sleep = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

const begin = (times: Parameters<typeof watchFolder>[2] = {}): void => {
  changes = [];
  end = watchFolder(folder, (change = { kind: 'all' }) => changes.push(change), times);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dateline-watch-'));
  folder = join(root, 'articles');
  mkdirSync(join(folder, 'sub'), { recursive: true });
  writeFileSync(join(folder, 'a.md'), 'a');
  writeFileSync(join(folder, 'sub', 'b.md'), 'b');
  begin();
});
afterEach(() => {
  end();
  rmSync(root, { recursive: true, force: true });
});

/** Waits until what was told so far satisfies the claim; fails after two seconds. */
const told = async (claim: () => boolean): Promise<void> => {
  const until = Date.now() + 2000;
  while (!claim() && Date.now() < until) await sleep(5);
  expect(claim(), JSON.stringify(changes)).toBe(true);
};
const present = (path: string): boolean =>
  changes.some((change) => change.kind === 'files' && change.present.some((file) => file.path === path));
const gone = (path: string): boolean =>
  changes.some((change) => change.kind === 'files' && change.gone.includes(path));
const all = (): boolean => changes.some(({ kind }) => kind === 'all');

describe('watchFolder', () => {
  it('tells of a new, an edited and a removed file', async () => {
    writeFileSync(join(folder, 'new.md'), 'new');
    await told(() => present('new.md'));
    appendFileSync(join(folder, 'sub', 'b.md'), ' and more');
    await told(() => present('sub/b.md'));
    unlinkSync(join(folder, 'a.md'));
    await told(() => gone('a.md'));
  });

  it('tells size and time of the file as it is when it has settled', async () => {
    for (let i = 0; i < 8; i += 1) {
      appendFileSync(join(folder, 'slow.md'), 'x'.repeat(10));
      await sleep(8);
    }
    await told(() => present('slow.md'));
    const sizes = changes
      .flatMap((change) => (change.kind === 'files' ? change.present : []))
      .map(({ size }) => size);
    expect(sizes.at(-1)).toBe(80);
  });

  it('tells of a file that was replaced as a whole', async () => {
    writeFileSync(join(folder, '.a.md.tmp'), 'replaced');
    renameSync(join(folder, '.a.md.tmp'), join(folder, 'a.md'));
    await told(() => present('a.md'));
    expect(present('.a.md.tmp')).toBe(false);
  });

  it('loses no file of a folder that is new', async () => {
    for (let i = 0; i < 20; i += 1) {
      mkdirSync(join(folder, `n${i}`, 'deep'), { recursive: true });
      writeFileSync(join(folder, `n${i}`, 'deep', 'x.md'), 'x');
    }
    await told(() => Array.from({ length: 20 }, (_, i) => `n${i}/deep/x.md`).every(present));
  });

  it('follows a folder that was moved under its new name', async () => {
    renameSync(join(folder, 'sub'), join(folder, 'moved'));
    await told(() => gone('sub') && present('moved/b.md'));
    changes.length = 0;
    writeFileSync(join(folder, 'moved', 'c.md'), 'c');
    await told(() => present('moved/c.md'));
    expect(present('sub/c.md')).toBe(false);
  });

  it('tells that everything may be another when the folder is swapped', async () => {
    mkdirSync(join(root, 'next'));
    writeFileSync(join(root, 'next', 'z.md'), 'z');
    renameSync(folder, join(root, 'old'));
    renameSync(join(root, 'next'), folder);
    await told(all);
    changes.length = 0;
    writeFileSync(join(folder, 'y.md'), 'y');
    await told(() => present('y.md'));
  });

  it('follows a link that is switched to another folder', async () => {
    end();
    for (const name of ['v1', 'v2']) mkdirSync(join(root, name));
    folder = join(root, 'current');
    symlinkSync(join(root, 'v1'), folder);
    begin();
    symlinkSync(join(root, 'v2'), join(root, 'current.new'));
    renameSync(join(root, 'current.new'), folder);
    await told(all);
    changes.length = 0;
    writeFileSync(join(root, 'v2', 'x.md'), 'x');
    await told(() => present('x.md'));
  });

  it('waits for a folder that is gone and comes back', async () => {
    rmSync(folder, { recursive: true });
    await told(all);
    mkdirSync(folder);
    changes.length = 0;
    await told(all).catch(() => undefined);
    changes.length = 0;
    writeFileSync(join(folder, 'back.md'), 'back');
    await told(() => present('back.md') || all());
  });

  it('has everything compared from time to time', async () => {
    end();
    begin({ fullCheck: 30 });
    await told(all);
  });
});
