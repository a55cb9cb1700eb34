import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'vitest';
import { startHub, type Told } from '../support/hub.ts';
import { ask, type Running, serve, workFolder } from '../support/program.ts';

const settings = (hubs: readonly string[], url = 'https://example.org'): string =>
  `url: ${url}\ntimeZone: UTC\nhubs: [${hubs.join(', ')}]\n`;

const first = '---\ntitle: First\ndate: 2020-01-01\n---\nOne.\n';
const second = '---\ntitle: Second\ndate: 2020-01-02\ntags: [news]\n---\nTwo.\n';

const topicsOf = (scope: string): string[] =>
  ['rss.xml', 'atom.xml', 'feed.json'].map((name) => `https://example.org${scope}/${name}`).sort();
const siteTopics = topicsOf('');
const tagTopics = topicsOf('/tags/news');

const toldTopics = (told: readonly Told[]): string[] => told.flatMap(({ topics }) => topics).sort();

/** Long enough for a change to be seen, made and told, several times over. */
const aWhile = () => new Promise((done) => setTimeout(done, 900));

const eventually = async (claim: () => boolean): Promise<void> => {
  for (const end = Date.now() + 10_000; !claim(); ) {
    if (Date.now() > end) throw new Error('it does not come to be');
    await new Promise((done) => setTimeout(done, 10));
  }
};

const started = async (test: TestContext, ...parameters: Parameters<typeof serve>): Promise<Running> => {
  const server = await serve(...parameters);
  test.onTestFinished(async () => void (await server.stop('SIGKILL')));
  return server;
};

const hubOf = async (test: TestContext, ...parameters: Parameters<typeof startHub>) => {
  const hub = await startHub(...parameters);
  test.onTestFinished(() => hub.close());
  return hub;
};

const folderOf = (test: TestContext, files: Readonly<Record<string, string>>) => {
  const work = workFolder(files);
  test.onTestFinished(() => work.remove());
  const memory = join(work.root, '.dateline/cache/hubs.tsv');
  return {
    ...work,
    memory,
    isWaiting: (): boolean => existsSync(memory) && readFileSync(memory, 'utf8').includes('\nwaiting\t'),
  };
};

describe.concurrent('telling hubs', () => {
  it('tells each hub once of a new article, with every topic that changed, when it can be fetched', async (test) => {
    const { expect } = test;
    let server: Running | undefined;
    const seen: string[] = [];
    const one = await hubOf(test, async () => {
      seen.push((await ask(`${server?.url}/atom.xml`)).body.toString());
      return 202;
    });
    const other = await hubOf(test);
    const work = folderOf(test, { 'site.yaml': settings([one.url, other.url]), 'articles/a.md': first });
    server = await started(test, work.root);
    await aWhile();
    expect(one.told).toEqual([]);
    work.write('articles/b.md', second);
    await Promise.all([one.until(1), other.until(1)]);
    await aWhile();
    expect(one.told).toHaveLength(1);
    expect(other.told).toHaveLength(1);
    expect(one.told[0]).toMatchObject({ type: 'application/x-www-form-urlencoded', mode: 'publish' });
    expect(toldTopics(one.told)).toEqual([...siteTopics, ...tagTopics].sort());
    expect(seen[0]).toContain('Second');
  });

  it('tells of the feeds that changed and of no others, whether or not anybody asked for them', async (test) => {
    const { expect } = test;
    const hub = await hubOf(test);
    const work = folderOf(test, {
      'site.yaml': settings([hub.url]),
      'articles/a.md': first,
      'articles/b.md': second,
    });
    await started(test, work.root);
    await aWhile();
    work.write('articles/a.md', first.replace('One.', 'One and a half.'));
    await hub.until(1);
    expect(toldTopics(hub.told)).toEqual(siteTopics);
    // The same content under a new time changes no byte.
    work.write('articles/a.md', first.replace('One.', 'One and a half.'));
    await aWhile();
    expect(hub.told).toHaveLength(1);
    work.write('articles/b.md', second.replace('Two.', 'Two and a half.'));
    await hub.until(2);
    expect(toldTopics(hub.told.slice(1))).toEqual([...siteTopics, ...tagTopics].sort());
  });

  it('tries again with growing pauses, and says everything that changed meanwhile', async (test) => {
    const { expect } = test;
    const hub = await hubOf(test, (_told, count) => (count < 3 ? 503 : 204));
    const work = folderOf(test, { 'site.yaml': settings([hub.url]), 'articles/a.md': first });
    const server = await started(test, work.root, ['--admin-port', '0']);
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

  it('never tells of an address that nobody else can fetch', async (test) => {
    const { expect } = test;
    const urls = ['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:80', 'http://feeds.localhost'];
    const hub = await hubOf(test);
    for (const url of urls) {
      const work = folderOf(test, { 'site.yaml': settings([hub.url], url), 'articles/a.md': first });
      await started(test, work.root);
      work.write('articles/b.md', second);
    }
    await aWhile();
    expect(hub.told).toEqual([]);
  });

  it('ends in time while a hub does not answer, and tells it after the next start', async (test) => {
    const { expect } = test;
    let isSilent = true;
    const hub = await hubOf(test, () => (isSilent ? new Promise<number>(() => {}) : 204));
    const work = folderOf(test, { 'site.yaml': settings([hub.url]), 'articles/a.md': first });
    const server = await started(test, work.root);
    work.write('articles/b.md', second);
    await eventually(work.isWaiting);
    const start = Date.now();
    expect((await server.stop()).code).toBe(0);
    expect(Date.now() - start).toBeLessThan(4000);
    isSilent = false;
    await started(test, work.root);
    await hub.until(1);
    await aWhile();
    expect(toldTopics(hub.told)).toEqual([...siteTopics, ...tagTopics].sort());
  });
});

describe.concurrent('what hubs know after a restart', () => {
  it('is what they knew before: nothing is told without a change, and what has changed with one', async (test) => {
    const { expect } = test;
    const hub = await hubOf(test);
    const work = folderOf(test, { 'site.yaml': settings([hub.url]), 'articles/a.md': first });
    const before = await started(test, work.root);
    await ask(`${before.url}/atom.xml`);
    await before.stop();
    const unchanged = await started(test, work.root);
    await aWhile();
    await unchanged.stop();
    expect(hub.told).toEqual([]);
    work.write('articles/b.md', second);
    await started(test, work.root);
    await hub.until(1);
    expect(hub.told[0]?.topics).toEqual(expect.arrayContaining(siteTopics));
  });

  it.for([0, 80, 400])(
    'is told once when the program was killed %i ms after a change that the hub did not take',
    async (milliseconds, test) => {
      const { expect } = test;
      let isDown = true;
      const hub = await hubOf(test, () => (isDown ? 503 : 204));
      const work = folderOf(test, { 'site.yaml': settings([hub.url]), 'articles/a.md': first });
      const server = await started(test, work.root);
      await eventually(() => existsSync(work.memory));
      work.write('articles/a.md', first.replace('One.', 'One and a half.'));
      await new Promise((done) => setTimeout(done, milliseconds));
      await server.stop('SIGKILL');
      isDown = false;
      const before = hub.told.length;
      await started(test, work.root);
      await hub.until(before + 1);
      await aWhile();
      expect(toldTopics(hub.told.slice(before))).toEqual(siteTopics);
    },
  );

  it('holds for each hub by itself', async (test) => {
    const { expect } = test;
    let isDown = true;
    const good = await hubOf(test);
    const bad = await hubOf(test, () => (isDown ? 503 : 204));
    const hubs = [good.url, bad.url];
    const work = folderOf(test, { 'site.yaml': settings(hubs), 'articles/a.md': first });
    const server = await started(test, work.root);
    await eventually(() => existsSync(work.memory));
    work.write('articles/a.md', first.replace('One.', 'One and a half.'));
    await Promise.all([good.until(1), bad.until(1)]);
    await eventually(work.isWaiting);
    await server.stop('SIGKILL');
    isDown = false;
    const before = bad.told.length;
    await started(test, work.root);
    await bad.until(before + 1);
    await eventually(() => !work.isWaiting());
    await aWhile();
    expect(toldTopics(bad.told.slice(before))).toEqual(siteTopics);
    expect(good.told).toHaveLength(1);
  });

  it.for<[string, string | Buffer]>([
    ['no text', Buffer.from([0, 255, 254, 9, 10])],
    ['half of it', 'dateline hubs 1\nknown\t/rss.xml\tabc\nwaiting\thttps://hub.exam'],
    ['another version', 'dateline hubs 9\n'],
  ])('is made anew, and said, where its file is $0', async ([, content], test) => {
    const { expect } = test;
    const hub = await hubOf(test);
    const work = folderOf(test, { 'site.yaml': settings([hub.url]), 'articles/a.md': first });
    const before = await started(test, work.root);
    await ask(`${before.url}/rss.xml`);
    await before.stop();
    writeFileSync(work.memory, content);
    work.write('articles/b.md', second);
    const server = await started(test, work.root);
    await hub.until(1);
    expect(hub.told[0]?.topics).toEqual(expect.arrayContaining(siteTopics));
    expect(server.said.stderr).toMatch(/warning cache-damaged: .*hubs\.tsv/);
    expect(existsSync(`${work.memory}.damaged`)).toBe(true);
  });
});
