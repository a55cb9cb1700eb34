import { describe, expect, test } from 'vitest';
import { acceptedCodings, CodingChoices } from '../../src/web/negotiate.ts';

describe('Accept-Encoding', () => {
  test.each([
    [undefined, ['identity']],
    ['', ['identity']],
    ['gzip', ['gzip', 'identity']],
    ['GZIP', ['gzip', 'identity']],
    ['x-gzip', ['gzip', 'identity']],
    ['gzip, deflate, br, zstd', ['br', 'gzip', 'identity']],
    ['gzip;q=1.0, br;q=0.5', ['gzip', 'br', 'identity']],
    ['gzip;q=0', ['identity']],
    ['gzip ; q=0.2,identity ; Q=0.7', ['identity', 'gzip']],
    ['*', ['br', 'gzip', 'identity']],
    ['*;q=0', ['identity']],
    ['*;q=0, gzip', ['gzip']],
    ['identity;q=0, gzip', ['gzip']],
    ['identity;q=0', ['identity']],
    ['deflate', ['identity']],
    ['br;q=2', ['identity']],
    ['br;q=abc, gzip;q=0.1', ['gzip', 'identity']],
    [',,; ;q=, br', ['br', 'identity']],
  ])('%j takes %j', (header, codings) => {
    expect(acceptedCodings(header)).toEqual(codings);
    expect(new CodingChoices().of(header)).toEqual(codings);
  });

  test('is read in linear time', () => {
    expect(acceptedCodings(`${'gzip;q=0.1,'.repeat(100_000)}br`)).toEqual(['br', 'gzip', 'identity']);
  });
});
