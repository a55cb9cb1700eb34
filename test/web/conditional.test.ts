import { describe, expect, test } from 'vitest';
import { evaluateConditions, namedTag, parseHttpDate } from '../../src/web/conditional.ts';

const tags = ['"cafe-gzip"', '"cafe"', '"cafe-br"'];
const lastModified = 'Sun, 06 Nov 1994 08:49:37 GMT';
const now = Date.UTC(2026, 0, 1);

describe('If-None-Match', () => {
  test.each([
    ['"cafe"', '"cafe"'],
    ['"cafe-br"', '"cafe-br"'],
    ['"cafe-gzip"', '"cafe-gzip"'],
    ['W/"cafe-br"', '"cafe-br"'],
    ['w/"cafe"', '"cafe"'],
    ['cafe', '"cafe"'],
    ['cafe-br', '"cafe-br"'],
    ["'cafe'", '"cafe"'],
    ['\\"cafe\\"', '"cafe"'],
    ['"cafe', '"cafe"'],
    ['"\\"cafe\\""', '"cafe"'],
    ['"cafe;gzip"', '"cafe-gzip"'],
    ['"cafe--gzip"', '"cafe-gzip"'],
    ['"cafe"-gzip', '"cafe-gzip"'],
    ['W/"cafe-zstd"', '"cafe-gzip"'],
    ['*', '"cafe-gzip"'],
    ['"beef", "cafe-br"', '"cafe-br"'],
    ['"beef",W/"cafe" , "x,y"', '"cafe"'],
  ])('%s names %s', (header, tag) => {
    expect(namedTag(header, tags)).toBe(tag);
  });

  test.each(['"beef"', '', '""', '"caf"', '"cafe-"x', '"cafe-xml"', '"x-cafe"', ','])(
    '%s names none',
    (header) => {
      expect(namedTag(header, tags)).toBeUndefined();
    },
  );

  test('tells a styled feed from a plain one', () => {
    const styled = ['"cafe-xml"', '"cafe-gzip-xml"'];
    expect(namedTag('"cafe"', styled)).toBeUndefined();
    expect(namedTag('W/"cafe-xml"', styled)).toBe('"cafe-xml"');
    expect(namedTag('"cafe-br-xml"', styled)).toBe('"cafe-xml"');
  });
});

describe('the order of conditions (RFC 9110 §13.2.2)', () => {
  const validators = { tags, lastModified };
  test.each([
    [{}, 'whole'],
    [{ 'if-none-match': '"cafe"' }, 'not-modified'],
    [{ 'if-none-match': '"beef"', 'if-modified-since': lastModified }, 'whole'],
    [{ 'if-modified-since': lastModified }, 'not-modified'],
    [{ 'if-modified-since': 'Sun, 06 Nov 1994 08:49:36 GMT' }, 'whole'],
    [{ 'if-modified-since': 'Sunday, 06-Nov-94 08:49:38 GMT' }, 'not-modified'],
    [{ 'if-modified-since': 'Sun Nov  6 08:49:37 1994' }, 'not-modified'],
    [{ 'if-modified-since': '1994-11-07' }, 'whole'],
    [{ 'if-modified-since': 'never' }, 'whole'],
    [{ 'if-match': '"cafe-gzip"' }, 'whole'],
    [{ 'if-match': 'W/"cafe-gzip"' }, 'failed'],
    [{ 'if-match': '"beef"', 'if-none-match': '"cafe"' }, 'failed'],
    [{ 'if-match': '*', 'if-none-match': '"cafe"' }, 'not-modified'],
    [{ 'if-unmodified-since': 'Sun, 06 Nov 1994 08:49:36 GMT' }, 'failed'],
    [{ 'if-unmodified-since': lastModified }, 'whole'],
    [{ 'if-match': '*', 'if-unmodified-since': 'Sun, 06 Nov 1994 08:49:36 GMT' }, 'whole'],
    [{ 'if-none-match': '"cafe"', 'cache-control': 'no-cache', pragma: 'no-cache' }, 'not-modified'],
  ])('%j comes to %s', (headers, kind) => {
    expect(evaluateConditions(headers, validators).kind).toBe(kind);
  });
});

describe('HTTP dates', () => {
  test.each([
    ['Sun, 06 Nov 1994 08:49:37 GMT', '1994-11-06T08:49:37.000Z'],
    ['Sunday, 06-Nov-94 08:49:37 GMT', '1994-11-06T08:49:37.000Z'],
    ['Thursday, 01-Jan-26 00:00:00 GMT', '2026-01-01T00:00:00.000Z'],
    ['Sun Nov  6 08:49:37 1994', '1994-11-06T08:49:37.000Z'],
    ['Sat, 31 Dec 2016 23:59:60 GMT', '2017-01-01T00:00:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(new Date(parseHttpDate(text, now) ?? Number.NaN).toISOString()).toBe(expected);
  });

  test.each([
    '',
    '0',
    'Sun, 31 Feb 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 08:49:37 +0100',
    'Sun, 06 Foo 1994 08:49:37 GMT',
  ])('%j is none', (text) => {
    expect(parseHttpDate(text, now)).toBeUndefined();
  });
});
