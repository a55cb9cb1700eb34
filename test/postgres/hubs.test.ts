import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { article, type Cluster, newCluster, sleep, titles, told, until } from '../support/cluster.ts';
import { hasPostgres, postgresTitle, TestPostgres } from '../support/postgres.ts';
import { workFolder } from '../support/program.ts';

/** A hub that notes the topics that it is told, and answers as the test wants, when it wants. */
const newHub = async (answer: (response: ServerResponse, count: number) => void) => {
  const heard: { readonly topics: readonly string[]; readonly at: number }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      heard.push({ topics: new URLSearchParams(body).getAll('hub.url').sort(), at: performance.now() });
      answer(response, heard.length);
    });
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    heard,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

const accept = (response: ServerResponse): void => void response.writeHead(202).end();

describe
  .skipIf(!hasPostgres)
  .concurrent(postgresTitle('the hubs of several servers'), { timeout: 90_000 }, () => {
    let server: TestPostgres;
    const work = workFolder();
    const ends: (() => unknown)[] = [];
    beforeAll(async () => {
      server = await TestPostgres.start();
    }, 60_000);
    afterAll(async () => {
      await Promise.all(ends.map((end) => end()));
      server.remove();
      work.remove();
    });

    let hubs = 0;
    const begin = async (answer: (response: ServerResponse, count: number) => void) => {
      const hub = await newHub(answer);
      hubs += 1;
      work.write(`hubs-${hubs}.yaml`, `hubs: ["${hub.url}"]\n`);
      const args = ['--site', `hubs-${hubs}.yaml`];
      const cluster: Cluster = await newCluster(server, work);
      ends.push(cluster.end, hub.close);
      await cluster.put('a.md', article('A'));
      /** A server whose feeds have been asked for. */
      const start = async () => {
        const one = await cluster.start(args);
        await told(one);
        return one;
      };
      /** Whether it is noted of all of the site's feeds that hubs were told, or need not be. */
      const noted = async (): Promise<boolean> => {
        const feeds = await cluster.sql(
          `SELECT told FROM dateline.currency WHERE path IN ('/rss.xml', '/atom.xml', '/feed.json')`,
        );
        return feeds.length >= 3 && feeds.every(({ told: isTold }) => isTold === true);
      };
      return { ...cluster, start, hub, noted };
    };

    it('are told once for each change, again after they have failed, and nothing at a start without news', async () => {
      const { hub, put, start } = await begin((response, count) =>
        count === 1 ? void response.writeHead(503).end() : accept(response),
      );
      const [one, two] = await Promise.all([start(), start()]);
      await sleep(1000);
      expect(hub.heard).toEqual([]);
      await put('b.md', article('B'));
      await until(() => hub.heard.length === 2, 30_000);
      const [first, second] = hub.heard;
      expect(first?.topics).toEqual(second?.topics);
      expect(first?.topics).toContain('https://example.org/rss.xml');
      expect(first?.topics).toContain('https://example.org/tags/tide/atom.xml');
      await Promise.all([one.stop(), two.stop()]);
      await start();
      await sleep(4000);
      expect(hub.heard).toHaveLength(2);
    });

    it('are told of what changed while no server ran', async () => {
      const { hub, put, start, noted } = await begin(accept);
      const one = await start();
      await until(noted);
      await one.stop('SIGKILL');
      await put('b.md', article('B'));
      await Promise.all([start(), start()]);
      await until(() => hub.heard.length > 0, 20_000);
      await sleep(3000);
      expect(hub.heard).toHaveLength(1);
    });

    it('are left alone by all servers for as long as they ask, and told then of all that came meanwhile, once', async () => {
      const { hub, put, start, noted } = await begin((response, count) =>
        count === 1 ? void response.writeHead(429, { 'Retry-After': '6' }).end() : accept(response),
      );
      const [one, two] = await Promise.all([start(), start()]);
      await until(noted);
      await put('b.md', article('B'));
      await until(() => hub.heard.length === 1, 20_000);
      await sleep(1500);
      await put('c.md', article('C', 'Text.', 'category: boats\n'));
      for (const each of [one, two]) await until(async () => (await titles(each)).includes('C'));
      await until(() => hub.heard.length === 2, 20_000);
      const [first, second] = hub.heard;
      expect(second!.at - first!.at).toBeGreaterThan(5900);
      expect(second!.at - first!.at).toBeLessThan(20_000);
      for (const topic of first!.topics) expect(second!.topics).toContain(topic);
      expect(new Set(second!.topics).size).toBe(second!.topics.length);
      await sleep(3000);
      expect(hub.heard).toHaveLength(2);
    });

    it('are told by another server when one is killed while it tells them, and by nobody after that', async () => {
      // The first one who tells waits for its answer for ever.
      const { hub, put, start, noted, sql } = await begin((response, count) => {
        if (count > 1) accept(response);
      });
      const one = await start();
      await until(noted);
      await put('b.md', article('B'));
      await until(() => hub.heard.length === 1, 20_000);
      const two = await start();
      await one.stop('SIGKILL');
      await put('c.md', article('C'));
      await until(async () => (await titles(two)).includes('C'));
      const jobs = () => sql(`SELECT state FROM dateline_jobs.job WHERE name = 'hubs'`);
      await until(async () => {
        const all = await jobs();
        return all.length === 2 && all.every(({ state }) => state === 'completed');
      }, 60_000);
      // What the first one was told is told again; what changed after that may be told with it or before.
      const again = hub.heard.slice(1).flatMap(({ topics }) => topics);
      for (const topic of hub.heard[0]!.topics) expect(again).toContain(topic);
      expect(hub.heard.length).toBeLessThanOrEqual(3);
      const count = hub.heard.length;
      await sleep(3000);
      expect(hub.heard).toHaveLength(count);
      expect(await noted()).toBe(true);
    });
  });
