import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Article } from '../../src/article/article.ts';
import type { Instant } from '../../src/date/reading.ts';
import { Schedule } from '../../src/store/schedule.ts';
import { article } from '../support/builders.ts';

const start = Date.parse('2027-03-01T00:00:00Z');
const day = 86_400_000;
let due: (readonly string[] | 'any')[];
let schedule: Schedule;

beforeEach(() => {
  vi.useFakeTimers({ now: start });
  due = [];
  schedule = new Schedule(Date.now, (articles) => due.push(articles?.map(({ path }) => path) ?? 'any'));
});
afterEach(() => {
  schedule.close();
  vi.useRealTimers();
});

const appearing = (path: string, at: number): Article =>
  article({ path, published: at as Instant, appears: at as Instant });

describe('Schedule', () => {
  it.each([
    ['in a second', 1000],
    ['in six weeks, further than a timer can wait', 42 * day],
  ])('calls at the very millisecond an article is due %s', (_when, wait) => {
    schedule.put(appearing('a.md', start + wait));
    schedule.arm();
    vi.advanceTimersByTime(wait - 1);
    expect(due).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(due).toEqual([['a.md']]);
    expect(schedule.next).toBeUndefined();
  });

  it('knows the next change and the next expiry while articles come and go', () => {
    schedule.put(appearing('later.md', start + 5 * day));
    schedule.put(article({ path: 'ends.md', expires: (start + 2 * day) as Instant }));
    schedule.put(appearing('soon.md', start + day));
    expect([schedule.next, schedule.nextExpiry]).toEqual([start + day, start + 2 * day]);
    schedule.remove('soon.md');
    expect(schedule.next).toBe(start + 2 * day);
    schedule.put(article({ path: 'ends.md' }));
    expect([schedule.next, schedule.nextExpiry]).toEqual([start + 5 * day, undefined]);
  });

  it('notices within seconds that the clock was set forward', () => {
    schedule.put(appearing('a.md', start + day));
    schedule.arm();
    vi.setSystemTime(start + 2 * day);
    vi.advanceTimersByTime(2000);
    expect(due).toEqual([['a.md']]);
  });

  it('has everything looked at again when the clock was set back', () => {
    vi.advanceTimersByTime(10_000);
    vi.setSystemTime(start - day);
    vi.advanceTimersByTime(2000);
    expect(due).toEqual(['any']);
  });
});
