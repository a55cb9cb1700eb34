import { afterEach, describe, expect, it } from 'vitest';
import { createPublisher, type Publisher, type Store, type StoredFile } from '../../src/index.ts';

/** Files in memory that tell of their changes. */
const memoryStore = () => {
  const files = new Map<string, { readonly file: StoredFile; readonly bytes: Buffer }>();
  let modified = 0;
  const listeners = new Set<() => void>();
  const store: Store = {
    async *list() {
      for (const { file } of files.values()) yield file;
    },
    read: async (path, range) =>
      files.get(path)?.bytes.subarray(range?.start, range?.end) ?? Promise.reject(new Error(`no ${path}`)),
    watch: (onChange) => {
      const listener = (): void => onChange({ kind: 'all' });
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const put = (path: string, content: string): void => {
    modified += 1;
    const bytes = Buffer.from(content);
    files.set(path, { file: { path, size: bytes.length, modified }, bytes });
    for (const listener of listeners) listener();
  };
  return { store, put };
};

const open: Publisher[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((publisher) => publisher.close()));
});

const site = {
  url: 'https://example.org',
  timeZone: 'UTC',
  feeds: { entries: 2, archives: 'site' as const },
};

const started = async (store: Store): Promise<Publisher> => {
  const publisher = createPublisher({ store, site });
  open.push(publisher);
  await publisher.ready;
  return publisher;
};

const textOf = async (publisher: Publisher, path: string): Promise<string> =>
  Buffer.from((await publisher.publication.document(path))?.bytes ?? []).toString();

/** The address with version that a document names as the one before it. */
const previousOf = async (publisher: Publisher, path: string): Promise<string | undefined> =>
  /rel="prev-archive"[^>]*href="([^"]*)"/.exec(await textOf(publisher, path))?.[1];

const day = (at: number): string => `2020-01-${String(at).padStart(2, '0')}`;

/** Six articles, so two archives: the first has a sound file and an image by its fields, the third an image. */
const folder = () => {
  const memory = memoryStore();
  const fields = [
    'enclosure: { url: ride.mp3, type: audio/mpeg }\nimage: train.png\n',
    '',
    'image: sea.png\n',
  ];
  for (let at = 1; at <= 6; at += 1) {
    const own = fields[at - 1] ?? '';
    memory.put(`${at}.md`, `---\ntitle: Article ${at}\ndate: ${day(at)}\n${own}---\n\nText ${at}.\n`);
  }
  return memory;
};

describe('the version in the address of an archive', () => {
  it.each([
    ['ride.mp3', '/archive/1/atom.xml', 'length="400"'],
    ['train.png', '/archive/1/atom.xml', 'https://example.org/media/train.png'],
    ['sea.png', '/archive/2/atom.xml', 'https://example.org/media/sea.png'],
  ])('is another one when %s appears, which its entries show', async (file, archive, shown) => {
    const { store, put } = folder();
    const publisher = await started(store);
    const before = await previousOf(publisher, '/atom.xml');
    expect(before).toMatch(/^https:\/\/example\.org\/archive\/2\/atom\.xml\?v=[0-9a-f]{12}$/);
    expect(await textOf(publisher, archive)).not.toContain(shown);
    put(file, 'x'.repeat(400));
    await expect.poll(() => textOf(publisher, archive)).toContain(shown);
    const after = await previousOf(publisher, '/atom.xml');
    expect(after).not.toBe(before);
    // The same files give the same version to whoever comes later, or has never made the archive.
    const other = await started(store);
    expect(await previousOf(other, '/atom.xml')).toBe(after);
    // And another one again when the file does.
    put(file, 'x'.repeat(500));
    await expect.poll(() => previousOf(publisher, '/atom.xml')).not.toBe(after);
    expect(await previousOf(await started(store), '/atom.xml')).toBe(
      await previousOf(publisher, '/atom.xml'),
    );
  });

  it('stays when a file appears that no archived article names', async () => {
    const { store, put } = folder();
    const publisher = await started(store);
    const before = await previousOf(publisher, '/atom.xml');
    put('other.png', 'x');
    put('7.md', '---\ntitle: New\ndate: 2020-02-01\nimage: other.png\n---\n\nText.\n');
    await expect.poll(() => textOf(publisher, '/atom.xml')).toContain('/media/other.png');
    expect(await previousOf(publisher, '/atom.xml')).toBe(before);
  });
});
