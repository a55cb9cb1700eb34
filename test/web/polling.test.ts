import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Instant } from '../../src/date/reading.ts';
import { article, site } from '../support/builders.ts';
import { type Answer, daily, publicationOf, serveFeeds } from './support/feed-server.ts';

/** A small generator with a seed (Mulberry32), so that a run can be repeated. */
const randomOf = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

const plain = ({ headers, bytes }: Answer): Buffer => {
  if (headers['content-encoding'] === 'br') return brotliDecompressSync(bytes);
  return headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
};

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex').slice(0, 32);

test('polling readers never get a wrong answer while articles change and memory is short', async () => {
  const random = randomOf(20260301);
  const feeds = { ...site().feeds, entries: 3, archives: 'all' as const };
  const publication = publicationOf(daily(20, { tags: ['x'] }), {
    settings: site({ feeds }),
    memory: 60_000,
  });
  const server = await serveFeeds(publication);
  const names = ['rss.xml', 'atom.xml', 'feed.json'];
  const paths = ['', '/tags/x', '/archive/1', '/archive/4', '/tags/x/archive/2'].flatMap((folder) =>
    names.map((name) => `${folder}/${name}`),
  );
  const encodings = [undefined, 'gzip', 'br', 'gzip, br', 'identity', 'br;q=0.1, gzip;q=0'];
  let revision = 0;
  let changes = 0;

  const poll = async (times: number): Promise<number> => {
    const known = new Map<string, string>();
    let unchanged = 0;
    for (let time = 0; time < times; time += 1) {
      const path = paths[random(paths.length)] ?? '/rss.xml';
      const encoding = encodings[random(encodings.length)];
      const tag = known.get(path);
      const before = revision;
      const answer = await server.fetched(random(3) === 0 ? `${path}?v=${random(9)}` : path, {
        headers: { ...(encoding && { 'accept-encoding': encoding }), ...(tag && { 'if-none-match': tag }) },
      });
      const base = (answer.headers.etag ?? '').replace(/"|-gzip|-br/g, '');
      if (answer.status === 304) {
        unchanged += 1;
        expect(answer.headers.etag).toBe(tag);
      } else {
        expect(answer.status).toBe(200);
        expect(answer.headers['content-length']).toBe(String(answer.bytes.length));
        expect(hashOf(plain(answer))).toBe(base);
        if (encoding === undefined) expect(answer.headers['content-encoding']).toBeUndefined();
      }
      known.set(path, answer.headers.etag ?? '');
      // Nothing changed meanwhile: then the answer is what the publication has now.
      const now = await publication.document(path);
      if (before === revision) expect(base).toBe(now?.hash);
    }
    return unchanged;
  };

  const change = async (): Promise<void> => {
    for (let time = 0; time < 60; time += 1) {
      await new Promise((done) => setTimeout(done, 5));
      const at = random(25);
      const path = `day-${String(at).padStart(3, '0')}.md`;
      const published = (Date.UTC(2026, 0, 1) + at * 86_400_000) as Instant;
      const isGone = random(4) === 0 && at > 15;
      const put = {
        article: article({ path, published, tags: ['x'], title: `Title ${time}` }),
        standing: 'listed' as const,
      };
      publication.update(isGone ? { remove: [{ path }] } : { put: [put] });
      revision += 1;
      changes += 1;
    }
  };

  const [, ...unchanged] = await Promise.all([change(), ...Array.from({ length: 8 }, () => poll(150))]);
  expect(changes).toBe(60);
  expect(unchanged.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(50);
  expect(publication.size).toBeLessThan(60_000);
  await server.close();
});
