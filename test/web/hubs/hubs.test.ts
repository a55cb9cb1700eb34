import { afterEach, describe, expect, it } from 'vitest';
import { Hubs, tellHubs } from '../../../src/web/hubs/hubs.ts';
import { startHub } from '../../support/hub.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

const hubOf = async (...parameters: Parameters<typeof startHub>) => {
  const hub = await startHub(...parameters);
  endings.push(() => hub.close());
  return hub;
};

const url = 'https://example.org';

describe('telling hubs once', () => {
  it('tells all hubs and answers with what they said', async () => {
    const good = await hubOf();
    const bad = await hubOf(() => 400);
    const hubs = [good.url, bad.url, 'http://127.0.0.1:1/'];
    const status = await tellHubs({ hubs, url, paths: ['/rss.xml', '/tags/a/rss.xml'], firstPause: 1 });
    expect(status.map(({ isGood }) => isGood)).toEqual([true, false, false]);
    expect(status.map(({ answer }) => answer).slice(0, 2)).toEqual(['204', '400']);
    expect(good.told.map(({ topics }) => topics)).toEqual([[`${url}/rss.xml`, `${url}/tags/a/rss.xml`]]);
    expect(bad.told).toHaveLength(3);
  });

  it('says nothing where nothing changed, there are no hubs, or nobody else can fetch the site', async () => {
    const hub = await hubOf();
    expect(await tellHubs({ hubs: [], url, paths: ['/rss.xml'] })).toEqual([]);
    expect(await tellHubs({ hubs: [hub.url], url: 'http://localhost:3000', paths: ['/rss.xml'] })).toEqual(
      [],
    );
    await tellHubs({ hubs: [hub.url], url, paths: [] });
    expect(hub.told).toEqual([]);
  });

  it('tells of thousands of topics in several requests, each topic once', async () => {
    const hub = await hubOf();
    const paths = Array.from({ length: 1234 }, (_, at) => `/tags/${at}/rss.xml`);
    await tellHubs({ hubs: [hub.url], url, paths });
    expect(hub.told.flatMap(({ topics }) => topics)).toEqual(paths.map((path) => `${url}${path}`));
    expect(hub.told.length).toBeLessThan(10);
  });
});

describe('a hub that fails', () => {
  it.each([
    ['in seconds', () => '1'],
    ['as a date', () => new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000).toUTCString()],
  ])('is not asked before the time that it names %s', async (_, retryAfter) => {
    const pauses: number[] = [];
    let last = 0;
    const answers = [
      new Response(null, { status: 429, headers: { 'retry-after': retryAfter() } }),
      new Response(null),
    ];
    const hubs = new Hubs(['https://hub.example/'], {
      firstPause: 1,
      fetch: async () => {
        pauses.push(performance.now() - last);
        last = performance.now();
        return answers.shift() as Response;
      },
    });
    endings.push(() => hubs.close());
    hubs.tell(['https://example.org/rss.xml']);
    await hubs.idle();
    expect(pauses).toHaveLength(2);
    expect(pauses[1]).toBeGreaterThan(950);
  });

  it('is given up in the end, and told again when there is something new', async () => {
    const hub = await hubOf(() => 500);
    const hubs = new Hubs([hub.url], { firstPause: 1, mostTries: 2 });
    endings.push(() => hubs.close());
    hubs.tell(['https://example.org/rss.xml']);
    await hubs.idle();
    expect(hub.told).toHaveLength(2);
    hubs.tell(['https://example.org/atom.xml']);
    await hubs.idle();
    expect(hub.told.slice(2).map(({ topics }) => topics)).toEqual([
      ['https://example.org/atom.xml'],
      ['https://example.org/atom.xml'],
    ]);
  });
});
