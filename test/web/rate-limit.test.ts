import { describe, expect, it } from 'vitest';
import { networkOf, readTrust } from '../../src/web/client-network.ts';
import { RateLimit } from '../../src/web/rate-limit.ts';

describe('a rate limit', () => {
  it('lets as many requests through in a minute as it says, and names the seconds until the next', () => {
    let now = 1000;
    const limit = new RateLimit({ perMinute: 2, now: () => now });
    const wait = () => {
      const window = limit.windowOf('198.51.100.1');
      const seconds = limit.wait(window);
      if (seconds === 0) window.count += 1;
      return seconds;
    };
    expect([wait(), wait(), wait()]).toEqual([0, 0, 60]);
    now += 59_500;
    expect(wait()).toBe(1);
    now += 500;
    expect(wait()).toBe(0);
  });

  it('keeps clients apart and forgets them in a bounded table', () => {
    let now = 0;
    const limit = new RateLimit({ perMinute: 1, now: () => now, most: 100 });
    limit.windowOf('a').count += 1;
    expect(limit.wait(limit.windowOf('a'))).toBe(60);
    expect(limit.wait(limit.windowOf('b'))).toBe(0);
    for (let at = 0; at < 10_000; at += 1) limit.windowOf(`client ${at}`);
    expect(limit.size).toBe(100);
    now = 60_000;
    limit.windowOf('c');
    expect(limit.size).toBe(1);
  });
});

describe('whom a request counts for', () => {
  it.each([
    '127.0.0.1',
    '127.8.9.10',
    '::1',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.1.1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1%eth0',
    '::ffff:127.0.0.1',
    '::ffff:192.168.0.1',
    '',
  ])('never limits %s', (address) => {
    expect(networkOf(address)).toBeUndefined();
  });

  it.each([
    ['198.51.100.7', '198.51.100.7'],
    ['172.32.0.1', '172.32.0.1'],
    ['198.51.100.7:50123', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['::ffff:c633:6407', '198.51.100.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::ffff', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::9]:443', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['unknown', 'unknown'],
  ])('counts %s for %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it.each(['2', 'everybody', '10.0.0.0/99', 'loopback; 10.0.0.1'])('refuses to trust %s', (list) => {
    expect(() => readTrust(list)).toThrow(/--trust-proxy/);
  });

  it('trusts addresses, networks and names', () => {
    const trust = readTrust('loopback, 198.51.100.0/24,2001:db8::/32');
    expect(['127.0.0.1', '198.51.100.77', '2001:db8::5'].every((address) => trust(address, 0))).toBe(true);
    expect(['198.51.101.1', '10.0.0.1'].some((address) => trust(address, 0))).toBe(false);
  });
});
