import { afterEach, describe, expect, it } from 'vitest';
import { startHub } from '../support/hub.ts';
import { ask, type Running, serve, workFolder } from '../support/program.ts';

const settings = (hubs: readonly string[], url = 'https://example.org'): string =>
  `url: ${url}\ntimeZone: UTC\nhubs: [${hubs.join(', ')}]\n`;

const first = '---\ntitle: First\ndate: 2020-01-01\n---\nOne.\n';
const second = '---\ntitle: Second\ndate: 2020-01-02\ntags: [news]\n---\nTwo.\n';

const siteTopics = ['rss.xml', 'atom.xml', 'feed.json'].map((name) => `https://example.org/${name}`);
const tagTopics = ['rss.xml', 'atom.xml', 'feed.json'].map((name) => `https://example.org/tags/news/${name}`);

/** Long enough for a change to be seen, made and told, several times over. */
const aWhile = () => new Promise((done) => setTimeout(done, 1500));

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const started = async (...parameters: Parameters<typeof serve>): Promise<Running> => {
  const server = await serve(...parameters);
  endings.push(() => server.stop());
  return server;
};

const hubOf = async (...parameters: Parameters<typeof startHub>) => {
  const hub = await startHub(...parameters);
  endings.push(() => hub.close());
  return hub;
};

const folderOf = (files: Readonly<Record<string, string>>) => {
  const work = workFolder(files);
  endings.push(() => work.remove());
  return work;
};

describe('telling hubs', () => {
  it('tells each hub once of a new article, with every topic that changed, when it can be fetched', async () => {
    let server: Running | undefined;
    const seen: string[] = [];
    const one = await hubOf(async () => {
      seen.push((await ask(`${server?.url}/atom.xml`)).body.toString());
      return 202;
    });
    const other = await hubOf();
    const work = folderOf({ 'site.yaml': settings([one.url, other.url]), 'articles/a.md': first });
    server = await started(work.root);
    await aWhile();
    expect(one.told).toEqual([]);
    work.write('articles/b.md', second);
    await Promise.all([one.until(1), other.until(1)]);
    await aWhile();
    expect(one.told).toHaveLength(1);
    expect(other.told).toHaveLength(1);
    expect(one.told[0]).toMatchObject({ type: 'application/x-www-form-urlencoded', mode: 'publish' });
    expect(one.told[0]?.topics.toSorted()).toEqual([...siteTopics, ...tagTopics].toSorted());
    expect(seen[0]).toContain('Second');
  });

  it('tells of the feeds that changed and of no others', async () => {
    const hub = await hubOf();
    const work = folderOf({
      'site.yaml': settings([hub.url]),
      'articles/a.md': first,
      'articles/b.md': second,
    });
    await started(work.root);
    await aWhile();
    work.write('articles/a.md', first.replace('One.', 'One and a half.'));
    await hub.until(1);
    expect(hub.told[0]?.topics.toSorted()).toEqual(siteTopics.toSorted());
    // The same content under a new time changes no byte.
    work.write('articles/a.md', first.replace('One.', 'One and a half.'));
    await aWhile();
    expect(hub.told).toHaveLength(1);
  });

  it('tries again with growing pauses, and says everything that changed meanwhile', async () => {
    const hub = await hubOf((_told, count) => (count < 3 ? 503 : 204));
    const work = folderOf({ 'site.yaml': settings([hub.url]), 'articles/a.md': first });
    const server = await started(work.root, ['--admin-port', '0']);
    work.write('articles/b.md', second);
    await hub.until(3);
    const [one, two, three] = hub.told.map(({ at }) => at) as [number, number, number];
    expect(two - one).toBeGreaterThan(900);
    expect(three - two).toBeGreaterThan(1.5 * (two - one));
    expect(hub.told[2]?.topics.toSorted()).toEqual(hub.told[0]?.topics.toSorted());
    const { admin } = JSON.parse(/^\{.*"admin".*\}$/m.exec(server.said.stderr)?.[0] ?? '{}');
    const metrics = (await ask(`${admin}/metrics`)).body.toString();
    expect(metrics).toContain(`dateline_hub_good{hub="${hub.url}"} 1`);
    expect((await ask(`${admin}/`)).body.toString()).toContain(hub.url);
  });

  it('says nothing after a restart without a change, and what has changed after one with', async () => {
    const hub = await hubOf();
    const work = folderOf({ 'site.yaml': settings([hub.url]), 'articles/a.md': first });
    const before = await serve(work.root);
    await ask(`${before.url}/atom.xml`);
    await before.stop();
    const unchanged = await serve(work.root);
    await aWhile();
    await unchanged.stop();
    expect(hub.told).toEqual([]);
    work.write('articles/b.md', second);
    await started(work.root);
    await hub.until(1);
    expect(hub.told[0]?.topics).toEqual(expect.arrayContaining(siteTopics));
  });

  it.each([['http://localhost:3000'], ['http://127.0.0.1'], ['http://[::1]:80'], ['http://feeds.localhost']])(
    'never tells of %s',
    async (url) => {
      const hub = await hubOf();
      const work = folderOf({ 'site.yaml': settings([hub.url], url), 'articles/a.md': first });
      await started(work.root);
      work.write('articles/b.md', second);
      await aWhile();
      expect(hub.told).toEqual([]);
    },
  );

  it('ends in time while a hub does not answer', async () => {
    const hub = await hubOf(() => new Promise<number>(() => {}));
    const work = folderOf({ 'site.yaml': settings([hub.url]), 'articles/a.md': first });
    const server = await serve(work.root);
    work.write('articles/b.md', second);
    await aWhile();
    const start = Date.now();
    expect((await server.stop()).code).toBe(0);
    expect(Date.now() - start).toBeLessThan(4000);
  });
});
