import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createPublisher,
  folderStore,
  type Publisher,
  PublisherError,
  type Store,
  type StoreChange,
} from '../../src/index.ts';
import { startHub } from '../support/hub.ts';
import { ask, workFolder } from '../support/program.ts';
import { readWithFeedsmith } from '../support/read-back.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const listening = async (app: RequestListener): Promise<string> => {
  const server: Server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  endings.push(
    () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const closing = (publisher: Publisher): Publisher => {
  endings.push(() => publisher.close());
  return publisher;
};

/** Articles in a table, as a CMS has them: the last change tells what is another version. */
const sqliteStore = () => {
  const database = new DatabaseSync(':memory:');
  endings.push(() => database.close());
  database.exec(
    'CREATE TABLE article (path TEXT PRIMARY KEY, body BLOB NOT NULL, modified INTEGER NOT NULL)',
  );
  const put = database.prepare('INSERT OR REPLACE INTO article VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM article WHERE path = ?');
  const all = database.prepare('SELECT path, length(body) AS size, modified FROM article');
  const one = database.prepare('SELECT body FROM article WHERE path = ?');
  const listeners = new Set<(change?: StoreChange) => void>();
  const store: Store = {
    async *list() {
      for (const row of all.iterate())
        yield row as unknown as { path: string; size: number; modified: number };
    },
    async read(path, range) {
      const row = one.get(path) as { body: Uint8Array } | undefined;
      if (row === undefined) throw new Error(`there is no ${path}`);
      return range ? row.body.slice(range.start, range.end) : row.body;
    },
    watch(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
  let version = 1;
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    store,
    put: (path: string, text: string): void => {
      version += 1;
      put.run(path, Buffer.from(text), version);
      tell();
    },
    remove: (path: string): void => {
      remove.run(path);
      tell();
    },
    isWatched: () => listeners.size > 0,
  };
};

const article = (title: string, day: string, more = ''): string =>
  `---\ntitle: ${title}\ndate: ${day}\n${more}---\nText of ${title}.\n`;

const until = async (claim: () => Promise<boolean>): Promise<void> => {
  const end = Date.now() + 5000;
  while (!(await claim())) {
    if (Date.now() > end) throw new Error('it did not come to that in 5 s');
    await new Promise((done) => setTimeout(done, 10));
  }
};

describe('the router in another Express app', () => {
  it('serves a folder under a path, and leaves everything else to the app', async () => {
    const work = workFolder({
      'articles/a.md': article('First', '2020-01-01', 'tags: [news]\n'),
      'articles/pics/dot.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    });
    endings.push(() => work.remove());
    const publisher = closing(
      createPublisher({
        store: folderStore(join(work.root, 'articles')),
        site: {
          title: 'Blog',
          url: 'https://example.org/blog',
          timeZone: 'UTC',
          moved: { '/old': '/rss.xml' },
        },
        state: join(work.root, 'state'),
      }),
    );
    const app = express();
    app.use('/blog', publisher.router);
    app.get('/', (_request, response) => response.send('home of the app'));
    app.use('/blog', (_request, response) => response.status(418).send('the next one'));
    const url = await listening(app);
    await publisher.ready;
    const feed = await ask(`${url}/blog/rss.xml`);
    expect(feed.status).toBe(200);
    expect(readWithFeedsmith('rss', feed.body.toString())).toMatchObject([{ title: 'First' }]);
    expect(feed.body.toString()).toContain('https://example.org/blog/rss.xml');
    const { etag = '' } = feed.headers;
    expect((await ask(`${url}/blog/rss.xml`, { headers: { 'If-None-Match': etag } })).status).toBe(304);
    expect((await ask(`${url}/blog/tags/news/atom.xml`)).status).toBe(200);
    expect((await ask(`${url}/blog/media/pics/dot.svg`)).status).toBe(200);
    expect((await ask(`${url}/blog/nothing`)).status).toBe(418);
    expect((await ask(`${url}/`)).body.toString()).toBe('home of the app');
    expect((await ask(`${url}/rss.xml`)).status).toBe(404);
  });

  it.each([
    ['/feed', '/rss.xml'],
    ['/atom/', '/atom.xml'],
    ['/?feed=atom', '/atom.xml'],
    ['/tag/news/feed/', '/tags/news/rss.xml'],
    ['/RSS.XML', '/rss.xml'],
    ['/old', '/rss.xml'],
  ])('keeps the mount path in the redirect of %s', async (path, to) => {
    const { store, put } = sqliteStore();
    put('a.md', article('First', '2020-01-01', 'tags: [news]\n'));
    const site = { url: 'https://example.org/deep/er', timeZone: 'UTC', moved: { '/old': '/rss.xml' } };
    const publisher = closing(createPublisher({ store, site }));
    const inner = express.Router().use('/er', publisher.router);
    const url = await listening(express().use('/deep', inner));
    await publisher.ready;
    const answer = await ask(`${url}/deep/er${path}`);
    expect(answer.status).toBe(301);
    expect(answer.headers.location).toBe(`/deep/er${to}`);
    expect((await ask(url + (answer.headers.location ?? ''))).status).toBe(200);
  });

  it('answers 503 until the articles are read', async () => {
    let open = (): void => {};
    const gate = new Promise<void>((done) => {
      open = done;
    });
    const store: Store = {
      async *list() {
        await gate;
        yield { path: 'a.md', size: 1, modified: 1 };
      },
      read: async () => Buffer.from(article('First', '2020-01-01')),
    };
    const site = { url: 'https://example.org', timeZone: 'UTC' };
    const publisher = closing(createPublisher({ store, site }));
    const url = await listening(express().use(publisher.router));
    const early = await ask(`${url}/rss.xml`);
    expect(early.status).toBe(503);
    expect(early.headers['retry-after']).toMatch(/^\d+$/);
    open();
    await publisher.ready;
    expect((await ask(`${url}/rss.xml`)).status).toBe(200);
  });
});

describe('articles in a database', () => {
  it('are published, and followed as they come, change and go', async () => {
    const { store, put, remove, isWatched } = sqliteStore();
    put('one.md', article('One', '2020-01-01'));
    put('note.txt', 'no article of ours');
    const publisher = createPublisher({ store, site: { url: 'https://example.org', timeZone: 'UTC' } });
    const url = await listening(express().use('/feeds', publisher.router));
    await publisher.ready;
    const titles = async (): Promise<string[]> => {
      const { body } = await ask(`${url}/feeds/feed.json`);
      return JSON.parse(body.toString()).items.map(({ title }: { title: string }) => title);
    };
    expect(await titles()).toEqual(['One']);
    put('two.md', article('Two', '2020-01-02'));
    await until(async () => (await titles()).join() === 'Two,One');
    put('one.md', article('Uno', '2020-01-01'));
    await until(async () => (await titles()).join() === 'Two,Uno');
    remove('two.md');
    await until(async () => (await titles()).join() === 'Uno');
    expect(isWatched()).toBe(true);
    await publisher.close();
    expect(isWatched()).toBe(false);
  });

  it('show in the publication and the problems', async () => {
    const { store, put } = sqliteStore();
    put('one.md', article('One', '2020-01-01'));
    put('bad.md', article('Bad', '31 June 2020'));
    const told: string[] = [];
    const publisher = closing(
      createPublisher({
        store,
        site: { url: 'https://example.org', timeZone: 'UTC' },
        onProblem: ({ code }) => told.push(code),
      }),
    );
    await publisher.ready;
    expect(publisher.problems).toMatchObject([{ code: 'invalid-date', path: 'bad.md' }]);
    expect(told).toEqual(['invalid-date']);
    const paths = [...publisher.publication.paths()];
    expect(paths).toEqual(expect.arrayContaining(['/rss.xml', '/atom.xml', '/feed.json', '/feeds.opml']));
    const document = await publisher.publication.document('/atom.xml');
    expect(document?.contentType).toBe('application/atom+xml; charset=utf-8');
    expect(Buffer.from(document?.bytes ?? []).toString()).toContain('One');
    expect(document?.etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(await publisher.publication.document('/nothing.xml')).toBeUndefined();
  });

  it('are told of to hubs', async () => {
    const hub = await startHub();
    endings.push(() => hub.close());
    const { store, put } = sqliteStore();
    put('one.md', article('One', '2020-01-01'));
    const site = { url: 'https://example.org', timeZone: 'UTC', hubs: [hub.url] };
    const publisher = closing(createPublisher({ store, site }));
    await publisher.ready;
    put('two.md', article('Two', '2020-01-02'));
    await hub.until(1);
    expect(hub.told[0]?.topics).toContain('https://example.org/rss.xml');
  });

  it('make ready reject when the source is out of reach', async () => {
    const store: Store = {
      // biome-ignore lint/correctness/useYield: it fails before there is anything
      async *list() {
        throw new Error('the database is gone');
      },
      read: () => Promise.reject(new Error('gone')),
    };
    const publisher = closing(createPublisher({ store, site: { url: 'https://example.org' } }));
    await expect(publisher.ready).rejects.toThrow('the database is gone');
  });
});

describe('settings of a program', () => {
  it.each([
    [{ url: 'https://example.org', tittle: 'x' }, /tittle/],
    [
      { url: 'https://example.org', extensions: [{ namespace: 'no uri', prefix: 'a', element: 'b' }] },
      /extensions/,
    ],
  ])('that cannot be used throw: %j', (site, message) => {
    const make = () => createPublisher({ store: sqliteStore().store, site });
    expect(make).toThrow(PublisherError);
    expect(make).toThrow(message);
  });

  it('tell of extensions in articles that cannot be written, as long as they are there', async () => {
    const { store, put } = sqliteStore();
    const more = 'extensions:\n  - { namespace: "no uri", prefix: a, element: b }\n';
    put('one.md', article('One', '2020-01-01', more));
    const publisher = closing(
      createPublisher({ store, site: { url: 'https://example.org', timeZone: 'UTC' } }),
    );
    await publisher.ready;
    expect(publisher.problems).toMatchObject([{ code: 'bad-extension', path: 'one.md' }]);
    put('one.md', article('One', '2020-01-01'));
    await until(async () => publisher.problems.length === 0);
  });
});

describe('the guid of a podcast', () => {
  const site = (url: string) => ({ url, timeZone: 'UTC', podcast: { author: 'A' } });
  const guidOf = async (root: string, url: string, guid?: string): Promise<string | undefined> => {
    const settings = site(url);
    const publisher = createPublisher({
      store: folderStore(join(root, 'articles')),
      site: guid === undefined ? settings : { ...settings, podcast: { ...settings.podcast, guid } },
      state: join(root, 'state'),
    });
    await publisher.ready;
    const text = Buffer.from((await publisher.publication.document('/rss.xml'))?.bytes ?? []).toString();
    await publisher.close();
    return /<podcast:guid>([^<]*)</.exec(text)?.[1];
  };

  it('is minted from the first public address and kept whatever the address becomes', async () => {
    const work = workFolder({ 'articles/a.md': article('First', '2020-01-01') });
    endings.push(() => work.remove());
    mkdirSync(join(work.root, 'state'));
    // A row that a person has added stays, too.
    writeFileSync(join(work.root, 'state', 'ids.tsv'), 'id\tpath\tslug\nold-id\ta.md\told\n');
    expect(await guidOf(work.root, 'http://localhost:3000')).toBeUndefined();
    const guid = await guidOf(work.root, 'https://example.org');
    // Python: uuid.uuid5(uuid.UUID('ead4c236-bf58-58c6-a2c6-a6b28d128cb6'), 'example.org/rss.xml')
    expect(guid).toBe('c01e137b-d456-572f-9dcf-07e857dc2292');
    expect(await guidOf(work.root, 'https://example.com/moved')).toBe(guid);
    expect(await guidOf(work.root, 'http://localhost:3000')).toBe(guid);
    const given = '917393e3-1b1e-5cef-ace4-edaa54e1f810';
    expect(await guidOf(work.root, 'https://example.org', given)).toBe(given);
    expect(await guidOf(work.root, 'https://example.org')).toBe(guid);
  });
});
