import { expect, test } from 'vitest';
import { nextChange, stateAt } from '../../../src/article/dates/visibility.ts';
import { article, instant } from '../../support/builders.ts';

const times = {
  appears: instant('2026-02-01T00:00:00Z'),
  expires: instant('2026-03-01T00:00:00Z'),
  withdrawn: instant('2026-04-01T00:00:00Z'),
};

test('an article is scheduled, listed, expired and withdrawn in its time', () => {
  const each = article(times);
  const at = (text: string) => stateAt(each, instant(text));
  expect(at('2026-01-31T23:59:59.999Z')).toBe('scheduled');
  expect(at('2026-02-01T00:00:00Z')).toBe('listed');
  expect(at('2026-03-01T00:00:00Z')).toBe('expired');
  expect(at('2026-04-01T00:00:00Z')).toBe('withdrawn');
});

test('drafts and unlisted articles stay what they are', () => {
  expect(stateAt(article({ ...times, draft: true }), times.withdrawn)).toBe('draft');
  expect(stateAt(article({ ...times, unlisted: true }), times.withdrawn)).toBe('unlisted');
  expect(nextChange(article({ ...times, draft: true }), 0)).toBeUndefined();
});

test('the next change is the next instant at which the state differs', () => {
  expect(nextChange(article(times), 0)).toBe(times.appears);
  expect(nextChange(article(times), times.appears)).toBe(times.expires);
  expect(nextChange(article(times), times.expires)).toBe(times.withdrawn);
  expect(nextChange(article(times), times.withdrawn)).toBeUndefined();
  // Withdrawn before it ever appeared: nothing more to come.
  const early = article({ appears: times.expires, withdrawn: times.appears });
  expect(nextChange(early, times.appears)).toBeUndefined();
});
