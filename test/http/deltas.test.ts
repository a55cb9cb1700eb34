import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, type RawAnswer, type Running, serve, workFolder } from '../support/program.ts';
import { readWithFeedsmith } from '../support/read-back.ts';

const text = (title: string, day: string, more = ''): string =>
  `---\ntitle: ${title}\ndate: ${day}\n${more}---\n${`A sentence about ${title}. `.repeat(20)}\n`;

const files = {
  'site.yaml': 'url: https://example.org\ntimeZone: UTC\ndeltas: on\n',
  'articles/a.md': text('First', '2020-01-01'),
  'articles/b.md': text('Second', '2020-01-02'),
  'articles/c.md': text('Third', '2020-01-03'),
};

describe('deltas', () => {
  const work = workFolder(files);
  let server: Running;
  beforeAll(async () => {
    server = await serve(work.root);
  });
  afterAll(async () => {
    await server.stop();
    work.remove();
  });

  const get = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
    ask(server.url + path, { headers, method });

  /** Waits for a document to be another one than `tag` names; answers its new tag. */
  const changed = async (path: string, tag: string): Promise<string> => {
    const end = Date.now() + 5000;
    for (;;) {
      const { etag = '' } = (await get(path)).headers;
      if (etag !== tag) return etag;
      if (Date.now() > end) throw new Error(`${path} does not change`);
      await new Promise((done) => setTimeout(done, 20));
    }
  };

  const tagOf = async (path: string): Promise<string> => (await get(path)).headers.etag ?? '';

  const held = (tag: string) => ({ 'A-IM': 'feed', 'If-None-Match': tag });

  const titles = (format: 'rss' | 'atom' | 'json', { body }: RawAnswer) =>
    readWithFeedsmith(format, body.toString()).map(({ title }) => title);

  it('are the entries that came or changed since the state that the reader holds', async () => {
    const first = await tagOf('/atom.xml');
    work.write('articles/d.md', text('Fourth', '2020-01-04'));
    const second = await changed('/atom.xml', first);
    work.write('articles/b.md', text('Second again', '2020-01-02'));
    const third = await changed('/atom.xml', second);
    const one = await get('/atom.xml', held(second));
    expect(one.status).toBe(226);
    expect(one.headers).toMatchObject({
      im: 'feed',
      etag: third,
      'delta-base': second,
      'cache-control': 'no-store, im',
      'content-type': 'application/atom+xml; charset=utf-8',
      'content-length': String(one.body.length),
    });
    expect(titles('atom', one)).toEqual(['Second again']);
    expect(one.body.toString()).not.toContain('complete');
    expect((await get('/atom.xml')).body.toString()).toContain('fh:complete');
    const two = await get('/atom.xml', held(first));
    expect(two.status).toBe(226);
    expect(titles('atom', two)).toEqual(['Fourth', 'Second again']);
    expect((await get('/atom.xml', held(third))).status).toBe(304);
  });

  it.each([
    ['rss', '/rss.xml'],
    ['json', '/feed.json'],
  ] as const)('are told in %s as well, and by a tag of any variant', async (format, path) => {
    const { etag = '' } = (await get(path, { 'Accept-Encoding': 'gzip' })).headers;
    const plain = await tagOf(path);
    work.write(`articles/${format}.md`, text(`For ${format}`, '2020-02-01'));
    await changed(path, plain);
    for (const tag of [etag, plain, `W/${plain}`]) {
      const delta = await get(path, { ...held(tag), 'A-IM': 'vcdiff, FEED;q=0.5' });
      expect(delta.status).toBe(226);
      expect(titles(format, delta)).toEqual([`For ${format}`]);
    }
    const head = await get(path, held(plain), 'HEAD');
    expect(head.status).toBe(226);
    expect(head.body.length).toBe(0);
  });

  it('tell of withdrawals', async () => {
    const tag = await tagOf('/atom.xml');
    work.write('articles/c.md', text('Third', '2020-01-03', 'withdrawn: 2020-03-01\n'));
    await changed('/atom.xml', tag);
    const delta = await get('/atom.xml', held(tag));
    expect(delta.status).toBe(226);
    expect(delta.body.toString()).toContain('deleted-entry');
    expect(titles('atom', delta)).toEqual([]);
  });

  it('are sent only to who asks, holds one known state, and is not asked through others', async () => {
    const tag = await tagOf('/atom.xml');
    work.write('articles/e.md', text('Fifth', '2020-01-05'));
    await changed('/atom.xml', tag);
    expect((await get('/atom.xml', held(tag))).status).toBe(226);
    const others: Readonly<Record<string, string>>[] = [
      { 'If-None-Match': tag },
      { 'A-IM': 'feed' },
      { ...held(tag), 'A-IM': 'vcdiff' },
      { ...held(tag), 'A-IM': 'feed;q=0' },
      { ...held(tag), Via: '1.1 proxy' },
      held(`${tag}, "other"`),
      held(`"${'0'.repeat(32)}"`),
      held('"other"'),
    ];
    for (const headers of others) expect((await get('/atom.xml', headers)).status).toBe(200);
    expect((await get('/atom.xml', held('*'))).status).toBe(304);
    expect((await get('/atom', held(tag))).status).toBe(301);
    expect((await get('/atom.xml', held(tag), 'POST')).status).toBe(405);
    expect((await get('/nothing.xml', held(tag))).status).toBe(404);
  });

  it('reach back five states', async () => {
    const tags = [await tagOf('/rss.xml')];
    for (let at = 0; at < 6; at += 1) {
      work.write('articles/f.md', text(`State ${at}`, '2020-01-06'));
      tags.push(await changed('/rss.xml', tags.at(-1) ?? ''));
    }
    const statuses: number[] = [];
    for (const tag of tags) statuses.push((await get('/rss.xml', held(tag))).status);
    expect(statuses).toEqual([200, 226, 226, 226, 226, 226, 304]);
  });
});

it('deltas are not sent where the site does not say so', async () => {
  const work = workFolder({ ...files, 'site.yaml': 'url: https://example.org\ntimeZone: UTC\n' });
  const server = await serve(work.root);
  const { etag = '' } = (await ask(`${server.url}/rss.xml`)).headers;
  work.write('articles/d.md', text('Fourth', '2020-01-04'));
  const end = Date.now() + 5000;
  let answer: RawAnswer;
  do answer = await ask(`${server.url}/rss.xml`, { headers: { 'A-IM': 'feed', 'If-None-Match': etag } });
  while (answer.status === 304 && Date.now() < end);
  expect(answer.status).toBe(200);
  expect(answer.headers.im).toBeUndefined();
  await server.stop();
  work.remove();
});
