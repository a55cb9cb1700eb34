import { describe, expect, it } from 'vitest';
import { createProgress } from '../../src/cli/progress.ts';

const recorded = (isTTY: boolean) => {
  const written: string[] = [];
  let time = 0;
  const stream = { isTTY, write: (text: string) => written.push(text) };
  return { written, progress: createProgress(stream, () => time), at: (now: number) => (time = now) };
};

describe('createProgress', () => {
  it('rewrites one line of a terminal and takes it off at the end', () => {
    const { written, progress, at } = recorded(true);
    at(600);
    progress.show(50, 100);
    progress.end();
    expect(written).toEqual([
      `\r[${'#'.repeat(12)}${'.'.repeat(12)}] 50 of 100 articles read\u001b[K`,
      '\r\u001b[K',
    ]);
  });

  it('writes a line now and then elsewhere', () => {
    const { written, progress, at } = recorded(false);
    for (let time = 0; time <= 12_000; time += 100) {
      at(time);
      progress.show(time / 100, 120);
    }
    progress.end();
    expect(written).toEqual([
      '5 of 120 articles read (4 %)\n',
      '55 of 120 articles read (45 %)\n',
      '105 of 120 articles read (87 %)\n',
    ]);
  });

  it('shows nothing of a start that is quick or has nothing to read', () => {
    const { written, progress, at } = recorded(true);
    progress.show(100, 100);
    at(10_000);
    progress.show(0, 0);
    progress.end();
    expect(written).toEqual([]);
  });
});
