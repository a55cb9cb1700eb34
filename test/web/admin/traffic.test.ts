import { describe, expect, it } from 'vitest';
import { Traffic } from '../../../src/web/admin/traffic.ts';
import { readerOf, subscribersOf } from '../../../src/web/reader.ts';

/** User-Agents as their makers publish them. */
const agents = [
  ['Feedly', 14, 'Feedly/1.0 (+http://www.feedly.com/fetcher.html; 14 subscribers; like FeedFetcher-Google)'],
  ['Feedbin', 142, 'Feedbin feed-id:1373711 - 142 subscribers'],
  ['NewsBlur Feed Fetcher', 54, 'NewsBlur Feed Fetcher - 54 subscribers - http://www.newsblur.com/site/42/a'],
  [
    'theoldreader.com',
    1,
    'Mozilla/5.0 (compatible; theoldreader.com; 1 subscribers; feed-id=536d4d8afee74a000012)',
  ],
  ['Inoreader', 2, 'Inoreader/1.0 (+http://www.inoreader.com/feed-fetcher; 2 subscribers; )'],
  ['Bloglovin', 5, 'Mozilla/5.0 (compatible; Bloglovin/1.0; http://www.bloglovin.com; 5 subscribers)'],
  ['NetNewsWire', undefined, 'NetNewsWire (RSS Reader; https://netnewswire.com/)'],
  ['Tiny Tiny RSS', undefined, 'Tiny Tiny RSS/20.08 (http://tt-rss.org/)'],
  ['curl', undefined, 'curl/8.14.1'],
  ['', undefined, ''],
] as const;

describe('readers', () => {
  it.each(agents)('%s is named, and reports %s subscribers', (name, count, agent) => {
    expect(readerOf(agent)).toBe(name);
    expect(subscribersOf(agent)?.count).toBe(count);
  });

  it('are read in no time, whatever they send', () => {
    for (const text of [
      'a '.repeat(8000),
      '1'.repeat(16_000),
      `(compatible; ${' '.repeat(16_000)}`,
      '('.repeat(16_000),
    ]) {
      expect(readerOf(text).length).toBeLessThanOrEqual(60);
      expect(subscribersOf(text)).toBeUndefined();
    }
  });
});

describe('traffic', () => {
  const traffic = () => new Traffic((path) => path.endsWith('.xml'), 0);

  it('is counted by document and status, whatever the query', () => {
    const counts = traffic();
    counts.note('/rss.xml', 200, undefined);
    counts.note('/rss.xml?utm=1', 304, undefined);
    counts.note('/rss.xml', 304, undefined);
    counts.note('/media/a.mp3', 206, undefined);
    counts.note('/articles/a/', 200, undefined);
    counts.note('/nothing', 404, undefined);
    expect([...counts.answers()]).toEqual([
      { document: '/rss.xml', status: 200, count: 1 },
      { document: '/rss.xml', status: 304, count: 2 },
      { document: '(media)', status: 206, count: 1 },
      { document: '(pages)', status: 200, count: 1 },
      { document: '(other)', status: 404, count: 1 },
    ]);
    expect(counts.of('/rss.xml')).toEqual({ requests: 3, notModified: 2, subscribers: 0 });
    expect(counts.of('/atom.xml')).toBeUndefined();
  });

  it('has the last number that each reader reported, and the sum of its ids', () => {
    const counts = traffic();
    for (const count of [5, 7]) counts.note('/rss.xml', 304, `Feedly/1.${count} (${count} subscribers)`);
    counts.note('/rss.xml', 200, 'Feedbin feed-id:1 - 10 subscribers');
    counts.note('/rss.xml', 200, 'Feedbin feed-id:2 - 20 subscribers');
    counts.note('/media/a.xmlx', 200, 'Feedly/1.0 (99 subscribers)');
    expect([...counts.subscribers()]).toEqual([
      { document: '/rss.xml', reader: 'Feedly', count: 7 },
      { document: '/rss.xml', reader: 'Feedbin', count: 30 },
    ]);
    expect(counts.of('/rss.xml')?.subscribers).toBe(37);
  });

  it('forgets readers that were not heard of for three days', () => {
    const counts = traffic();
    counts.note('/rss.xml', 304, 'Feedly/1.0 (5 subscribers)');
    for (let minute = 1; minute <= 3 * 24 * 60; minute += 1) counts.turn(minute * 60_000);
    expect([...counts.subscribers()]).toHaveLength(1);
    counts.turn(1e9);
    expect([...counts.subscribers()]).toEqual([]);
  });

  it('is told by the minute', () => {
    const counts = traffic();
    for (const status of [200, 301, 304, 304, 404, 503]) counts.note('/rss.xml', status, undefined);
    expect(counts.turn(60_000)).toEqual({ whole: 2, notModified: 2, failed: 2 });
    counts.note('/rss.xml', 304, undefined);
    expect(counts.minutes).toEqual([
      { at: 0, whole: 2, notModified: 2, failed: 2 },
      { at: 60_000, whole: 0, notModified: 1, failed: 0 },
    ]);
    for (let minute = 2; minute < 100; minute += 1) counts.turn(minute * 60_000);
    expect(counts.minutes).toHaveLength(61);
  });
});
