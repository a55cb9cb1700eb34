import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkSettings, fillSite } from '../../src/site/read-site.ts';
import { FactCache } from '../../src/store/cache/fact-cache.ts';
import type { CachedFile } from '../../src/store/cache/facts-block.ts';
import { readFacts } from '../../src/store/file-reader.ts';

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'dateline-cache-'));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

const siteOf = (settings: object = {}) =>
  fillSite(checkSettings({ url: 'https://example.org', ...settings }), {
    fallbackUrl: 'http://localhost:3000',
  });
const site = siteOf();
const file = () => join(state, 'cache', 'facts.jsonl');

const texts: Readonly<Record<string, string>> = {
  'a.md': '---\ntitle: A & "b"\ndate: 2026-01-02T03:04:05Z\nauthors: [Ada, Grace]\ntags: [x, y]\n---\ntext',
  'sub/b.md':
    '---\ntitle: Ünï\ndate: 2026-02-01 10:00\nid: urn:x\nslug: bee\nenclosure: https://example.org/a.mp3\nexpires: 2030-01-01\n---\ntext',
  'c.md': '---\ntitle: No date\n---\ntext',
  'd.md': 'no title',
};

/** What the files give when they are read, which is what a cache has to give back. */
const read = (): CachedFile[] =>
  Object.entries(texts).map(([path, text], at) => ({
    file: {
      path,
      size: text.length,
      modified: 1_700_000_000_000 + at,
      changed: 1_700_000_000_000.25,
      inode: at,
    },
    facts: readFacts(
      { path, bytes: Buffer.from(text), modified: 0 },
      { site, defaults: {}, firstSeen: () => undefined },
    ),
    defaults: '{}',
  }));

const filled = async (): Promise<CachedFile[]> => {
  const files = read();
  expect(await new FactCache(state, site).save(files)).toEqual([]);
  return files;
};

describe('FactCache', () => {
  it('gives back what files gave, articles and problems', async () => {
    const files = await filled();
    expect(files.flatMap(({ facts }) => facts.facts).length).toBeGreaterThan(1);
    expect(files.flatMap(({ facts }) => facts.problems).length).toBeGreaterThan(1);
    const cache = new FactCache(state, site);
    expect(await cache.load()).toEqual([]);
    for (const { file: stored, facts } of files) expect(cache.find(stored, '{}')?.facts).toEqual(facts);
  });

  it.each([
    ['size', { size: 1 }],
    ['time', { modified: 1 }],
    ['change time', { changed: 1_700_000_000_000.5 }],
    ['number', { inode: 99 }],
  ])('does not count for a file of another %s', async (_what, other) => {
    const [first] = await filled();
    const cache = new FactCache(state, site);
    await cache.load();
    expect(cache.find({ ...first!.file, ...other }, '{}')).toBeUndefined();
    expect(cache.find(first!.file, '{"language":"de"}')).toBeUndefined();
    expect(cache.find(first!.file, '{}')).toBeDefined();
  });

  it('is none under other settings that readers use, and is replaced', async () => {
    const [first] = await filled();
    const other = new FactCache(state, siteOf({ timeZone: 'Asia/Kolkata' }));
    expect(await other.load()).toEqual([]);
    expect(other.find(first!.file, '{}')).toBeUndefined();
    const same = new FactCache(state, siteOf({ title: 'Another title' }));
    await same.load();
    expect(same.find(first!.file, '{}')).toBeDefined();
  });

  it('keeps nothing of an article that is dated by its file', async () => {
    const dated = siteOf({ undated: 'file-time' });
    const stored = { path: 'c.md', size: 1, modified: 1_700_000_000_000 };
    const facts = readFacts(
      { path: 'c.md', bytes: Buffer.from(texts['c.md']!), modified: stored.modified },
      { site: dated, defaults: {}, firstSeen: () => undefined },
    );
    expect(facts.facts).toHaveLength(1);
    await new FactCache(state, dated).save([{ file: stored, facts, defaults: '{}' }]);
    const cache = new FactCache(state, dated);
    expect(await cache.load()).toEqual([]);
    expect(cache.find(stored, '{}')).toBeUndefined();
  });

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 20)],
    ['cut off at a line', (bytes: Buffer) => bytes.subarray(0, bytes.lastIndexOf('end '))],
    [
      'changed in one bit',
      (bytes: Buffer) => {
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
        return bytes;
      },
    ],
    ['other text', () => Buffer.from('this is no cache\n')],
    ['empty', () => Buffer.alloc(0)],
  ])('is said to be damaged, set aside and made anew when it is %s', async (_how, damage) => {
    const [first] = await filled();
    const broken = damage(readFileSync(file()));
    writeFileSync(file(), broken);
    const cache = new FactCache(state, site);
    expect(await cache.load()).toMatchObject([{ code: 'cache-damaged' }]);
    expect(cache.find(first!.file, '{}')).toBeUndefined();
    expect(readFileSync(`${file()}.damaged`).equals(broken)).toBe(true);
    await filled();
    expect(await new FactCache(state, site).load()).toEqual([]);
  });

  it('tells that it cannot be written, and leaves nothing behind', async () => {
    writeFileSync(join(state, 'cache'), 'a file in the way');
    expect(await new FactCache(state, site).save(read())).toMatchObject([{ code: 'cache-not-written' }]);
    expect(readdirSync(state)).toEqual(['cache']);
  });
});
