import { describe, expect, it } from 'vitest';
import { toInstant } from '../../src/date/instant.ts';
import { canonicalZone, formatOffset, offsetAt, placeWallClock } from '../../src/date/zones.ts';

const wall = (year: number, month: number, day: number, hour: number, minute: number) => ({
  year,
  month,
  day,
  hour,
  minute,
  second: 0,
  millisecond: 0,
});

describe('the name of a zone', () => {
  it.each([
    ['asia/kolkata', 'Asia/Kolkata'],
    ['ASIA/CALCUTTA', 'Asia/Calcutta'],
    ['utc', 'UTC'],
    ['est5edt', 'EST5EDT'],
    ['etc/gmt+5', 'Etc/GMT+5'],
  ])('%s is %s', (name, canonical) => {
    expect(canonicalZone(name)).toBe(canonical);
  });

  it.each(['', ' ', '+05:30', 'Mars/Olympus', 'Asia', 'a'.repeat(500), '__proto__', 'Asia/Kolkata\0'])(
    '%j is none',
    (name) => {
      expect(canonicalZone(name)).toBeUndefined();
    },
  );
});

// Instants as `date -d 'TZ="…"'` and Python zoneinfo give them.
describe('a wall clock in a zone', () => {
  it.each([
    ['in winter', wall(2015, 1, 16, 21, 52), 'America/New_York', '2015-01-17T02:52:00Z', -300, undefined],
    ['in summer', wall(2015, 7, 16, 21, 52), 'America/New_York', '2015-07-17T01:52:00Z', -240, undefined],
    [
      'in a gap moves forward',
      wall(2015, 3, 8, 2, 30),
      'America/New_York',
      '2015-03-08T07:30:00Z',
      -240,
      'dst-gap',
    ],
    [
      'twice is the earlier',
      wall(2015, 11, 1, 1, 30),
      'America/New_York',
      '2015-11-01T05:30:00Z',
      -240,
      'dst-overlap',
    ],
    [
      'half an hour of overlap',
      wall(2015, 4, 5, 1, 45),
      'Australia/Lord_Howe',
      '2015-04-04T14:45:00Z',
      660,
      'dst-overlap',
    ],
    [
      'on a day that was left out',
      wall(2011, 12, 30, 12, 0),
      'Pacific/Apia',
      '2011-12-30T22:00:00Z',
      840,
      'dst-gap',
    ],
    [
      'at a midnight that was left out',
      wall(2015, 10, 18, 0, 0),
      'America/Sao_Paulo',
      '2015-10-18T03:00:00Z',
      -120,
      'dst-gap',
    ],
    [
      'before the law changed',
      wall(2014, 10, 25, 12, 0),
      'Europe/Moscow',
      '2014-10-25T08:00:00Z',
      240,
      undefined,
    ],
    [
      'after the law changed',
      wall(2014, 10, 27, 12, 0),
      'Europe/Moscow',
      '2014-10-27T09:00:00Z',
      180,
      undefined,
    ],
  ] as const)('%s', (_, clock, zone, instant, offset, change) => {
    expect(placeWallClock(clock, zone)).toEqual({ instant: Date.parse(instant), offset, change });
  });

  it('has the same offset that its instant has', () => {
    expect(offsetAt(toInstant(Date.parse('2015-09-16T16:22:00Z')), 'Asia/Kathmandu')).toBe(345);
  });
});

describe('an offset in minutes', () => {
  it.each([
    [0, '+00:00'],
    [330, '+05:30'],
    [-20, '-00:20'],
    [-720, '-12:00'],
    [840, '+14:00'],
  ])('%d is written %s', (minutes, text) => {
    expect(formatOffset(minutes)).toBe(text);
  });
});
