import { describe, expect, it } from 'vitest';
import { readRangeHeader } from '../../src/web/range.ts';

describe('readRangeHeader', () => {
  // The examples of RFC 9110 §14.1.2, for a representation of 10,000 bytes.
  it.each([
    ['bytes=0-499', { start: 0, end: 500 }],
    ['bytes=500-999', { start: 500, end: 1000 }],
    ['bytes=-500', { start: 9500, end: 10000 }],
    ['bytes=9500-', { start: 9500, end: 10000 }],
    ['bytes=0-0', { start: 0, end: 1 }],
    ['bytes=9999-20000', { start: 9999, end: 10000 }],
    ['bytes=-20000', { start: 0, end: 10000 }],
    ['bytes=10000-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-2', 'whole'],
    ['bytes=0-0,-1', 'whole'],
    ['items=0-5', 'whole'],
    ['bytes=-', 'whole'],
    ['', 'whole'],
    [undefined, 'whole'],
  ])('reads %j', (header, answer) => {
    expect(readRangeHeader(header, 10_000)).toEqual(answer);
  });
});
