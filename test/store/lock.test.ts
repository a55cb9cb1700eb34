import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from '../../src/store/ids/lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => join(folder, 'lock');

test('one works after the other', async () => {
  const steps: string[] = [];
  const work = (name: string) => async () => {
    steps.push(`${name} begins`);
    await wait(30);
    steps.push(`${name} ends`);
  };
  await Promise.all(['a', 'b', 'c'].map((name) => withLock(file(), 5_000, work(name))));
  expect(steps.map((step, at) => (at % 2 === 0 ? step.endsWith('begins') : step.endsWith('ends')))).toEqual(
    Array.from({ length: 6 }, () => true),
  );
  expect(steps.filter((_, at) => at % 2 === 0).map((step) => step[0])).toEqual(
    steps.filter((_, at) => at % 2 === 1).map((step) => step[0]),
  );
});

test('gives up after a time, and says on what', async () => {
  let finish = (): void => undefined;
  const held = withLock(file(), 1_000, () => new Promise<void>((done) => (finish = done)));
  await wait(30);
  await expect(withLock(file(), 60, async () => 'never')).rejects.toThrow(file());
  finish();
  await held;
});

test('a fault of the work is the caller’s, and frees the lock', async () => {
  await expect(
    withLock(file(), 1_000, async () => {
      throw new Error('database is locked, says somebody else');
    }),
  ).rejects.toThrow('somebody else');
  expect(await withLock(file(), 1_000, async () => 'free')).toBe('free');
});

test('a lock file that is deleted under the lock locks nobody out', async () => {
  await withLock(file(), 1_000, async () => rmSync(file()));
  expect(await withLock(file(), 1_000, async () => 'free')).toBe('free');
});
