import { expect } from 'vitest';
import type { TestPostgres } from './postgres.ts';
import { ask, type Running, run, serve, type workFolder } from './program.ts';

/** An article in Markdown of 2020. */
export const article = (title: string, text = 'Text.', more = ''): string =>
  `---\ntitle: ${title}\ndate: 2020-01-01T10:00:00Z\ntags: [tide]\n${more}---\n${text}\n`;

/** Resolves when something is so; rejects after `milliseconds`. */
export const until = async (
  claim: () => boolean | Promise<boolean>,
  milliseconds = 15_000,
): Promise<void> => {
  const end = performance.now() + milliseconds;
  while (!(await claim())) {
    if (performance.now() > end) throw new Error('it did not come true in time');
    await new Promise((done) => setTimeout(done, 20));
  }
};

/** Resolves after some milliseconds. */
export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((done) => setTimeout(done, milliseconds));

const documents = ['/rss.xml', '/atom.xml', '/feed.json', '/tags/tide/rss.xml', '/feeds.opml'];

/** What a server tells: bytes and validators of each document. */
export const told = async ({ url }: Running) =>
  Promise.all(
    documents.map(async (path) => {
      const { status, headers, body } = await ask(url + path);
      return [path, status, headers.etag, headers['last-modified'], body.toString()] as const;
    }),
  );

const items = async ({ url }: Running): Promise<readonly { title: string; id: string }[]> => {
  const { body } = await ask(`${url}/feed.json`);
  return (JSON.parse(body.toString()) as { items: { title: string; id: string }[] }).items;
};

/** Titles in a server's feed. */
export const titles = async (one: Running): Promise<readonly string[]> =>
  (await items(one)).map(({ title }) => title);

/** Ids in a server's feed. */
export const ids = async (one: Running): Promise<readonly string[]> => (await items(one)).map(({ id }) => id);

let states = 0;

/** A database with its schema, a way to ask it as other programs do, and servers of it, each with a state of its own. */
export const newCluster = async (server: TestPostgres, work: ReturnType<typeof workFolder>) => {
  const store = await server.database();
  const env = { DATELINE_STORE: store };
  expect((await run(['store', 'init'], { cwd: work.root, env })).code).toBe(0);
  const running: Running[] = [];
  const sql = (text: string, values: readonly unknown[] = []) => server.query(store, text, values);
  return {
    store,
    env,
    sql,
    running,
    put: (path: string, text: string | Uint8Array) =>
      sql(
        `INSERT INTO dateline.articles (path, bytes) VALUES ($1, $2) ON CONFLICT (path) DO UPDATE SET bytes = excluded.bytes`,
        [path, Buffer.from(text as string)],
      ),
    start: async (
      args: readonly string[] = [],
      { url = 'https://example.org', ...more }: Readonly<Record<string, string>> = {},
    ): Promise<Running> => {
      states += 1;
      const one = await serve(
        work.root,
        ['--url', url, '--state', `state-${process.pid}-${states}`, ...args],
        { ...env, ...more },
      );
      running.push(one);
      return one;
    },
    end: async (): Promise<void> => {
      await Promise.all(running.splice(0).map((each) => each.stop()));
    },
  };
};

/** What `newCluster` gives. */
export type Cluster = Awaited<ReturnType<typeof newCluster>>;
