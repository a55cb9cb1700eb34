import type { IncomingMessage } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { Traffic } from '../../src/web/admin/traffic.ts';
import { clientNetwork, peerOf, readTrust } from '../../src/web/client-network.ts';
import { ConnectionShares } from '../../src/web/connection-shares.ts';
import { CodingChoices } from '../../src/web/negotiate.ts';
import { RateLimit } from '../../src/web/rate-limit.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Megabytes that stay in memory of what `work` leaves behind. */
const keptBy = (work: () => unknown): number => {
  collect();
  const before = process.memoryUsage().heapUsed;
  const result = work();
  collect();
  const kept = process.memoryUsage().heapUsed - before;
  expect(result).toBeDefined();
  return kept / 1e6;
};

/** Every time another text in a header of nearly 16 KB, of which the piece that counts is cut out. */
const headerWith = (piece: string, at: number): string => `${'x'.repeat(15_000)}${at}, ${piece}`;

describe('what anybody can send stays small in memory', () => {
  it('clients behind a trusted proxy, each with a long header', () => {
    const kept = keptBy(() => {
      const find = clientNetwork(readTrust('loopback'));
      const limit = new RateLimit({ perMinute: 600 });
      for (let at = 0; at < 25_000; at += 1) {
        const address = `203.${100 + (at >> 14)}.${100 + ((at >> 7) & 127)}.${100 + (at & 127)}`;
        const headers = { 'x-forwarded-for': headerWith(address, at) };
        const request = {
          headers,
          socket: { remoteAddress: '127.0.0.1' },
          connection: { remoteAddress: '127.0.0.1' },
        };
        limit.windowOf(find(request as unknown as IncomingMessage) ?? '');
      }
      expect(limit.size).toBeLessThanOrEqual(50_000);
      return { find, limit };
    });
    expect(kept).toBeLessThan(30);
  });

  it('readers of many names and documents with many queries', () => {
    const kept = keptBy(() => {
      const traffic = new Traffic((path) => path.startsWith('/tags/'), 0);
      for (let at = 0; at < 100_000; at += 1) {
        const agent = `${'R'.repeat(250)}${at} ${at} subscribers; ${'z'.repeat(2000)}`;
        traffic.note(`/tags/number-${at % 5000}/rss.xml?${'q'.repeat(5000)}${at}`, 200, agent);
        traffic.note(`/nothing/${at}`, 404, agent);
      }
      expect([...traffic.subscribers()].length).toBeLessThanOrEqual(20_000);
      return traffic;
    });
    expect(kept).toBeLessThan(30);
  });

  it('codings of many kinds', () => {
    const kept = keptBy(() => {
      const choices = new CodingChoices();
      for (let at = 0; at < 20_000; at += 1) choices.of(`x${at}${'y'.repeat(1000)}`);
      return choices;
    });
    expect(kept).toBeLessThan(5);
  });
});

describe('connections', () => {
  it('of one address are so many and no more, until some of them end', () => {
    const shares = new ConnectionShares(3, peerOf(undefined));
    const ends = [1, 2, 3].map(() => shares.take('203.0.113.1'));
    expect(ends.every((end) => end !== undefined)).toBe(true);
    expect(shares.take('203.0.113.1')).toBeUndefined();
    expect(shares.take('::ffff:203.0.113.1')).toBeUndefined();
    expect(shares.take('203.0.113.2')).toBeDefined();
    ends[0]?.();
    expect(shares.take('203.0.113.1')).toBeDefined();
  });

  it('of a household count together, those of trusted proxies and private addresses not at all', () => {
    const shares = new ConnectionShares(1, peerOf(readTrust('198.51.100.0/24')));
    expect(shares.take('2001:db8:1:2::1')).toBeDefined();
    expect(shares.take('2001:db8:1:2::2')).toBeUndefined();
    for (const address of ['198.51.100.7', '127.0.0.1', '10.0.0.1', '::1', '']) {
      expect(Array.from({ length: 5 }, () => shares.take(address)).includes(undefined)).toBe(false);
    }
  });

  it('that ended are forgotten', () => {
    const shares = new ConnectionShares(10, peerOf(undefined));
    const ends = Array.from({ length: 1000 }, (_, at) => shares.take(`203.0.${at >> 8}.${at & 255}`));
    expect(shares.size).toBe(1000);
    for (const end of ends) end?.();
    expect(shares.size).toBe(0);
  });
});
