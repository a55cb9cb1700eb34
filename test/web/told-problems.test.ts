import { describe, expect, it } from 'vitest';
import { type Problem, problem } from '../../src/problem.ts';
import { ToldProblems } from '../../src/web/told-problems.ts';

const wrong = (path: string, line = 1): Problem => problem('undated', { message: 'no date', path, line });

const listening = (current: () => readonly Problem[] = () => []) => {
  const heard: Problem[] = [];
  return { heard, told: new ToldProblems((one) => heard.push(one), current) };
};

describe('told problems', () => {
  it('are told once each', () => {
    const { heard, told } = listening();
    told.tell([wrong('a.md'), wrong('a.md', 2)]);
    told.tell([wrong('a.md'), wrong('b.md')]);
    expect(heard).toEqual([wrong('a.md'), wrong('a.md', 2), wrong('b.md')]);
  });

  it('are told once more when they were mended and come again, and not while they stay', () => {
    const { heard, told } = listening();
    told.tell([wrong('a.md'), wrong('a.md', 2)]);
    told.forget(['a.md', 'other.md'], [wrong('a.md')]);
    told.tell([wrong('a.md')]);
    expect(heard).toHaveLength(2);
    told.tell([wrong('a.md', 2)]);
    expect(heard).toHaveLength(3);
  });

  it('take no more room than what is wrong now, however many came and went', () => {
    const lasting = [wrong('lasting.md')];
    const { heard, told } = listening(() => lasting);
    told.tell(lasting);
    for (let at = 0; at < 20_000; at += 1) told.tell([...lasting, wrong('busy.md', at), wrong(`${at}.md`)]);
    expect(heard).toHaveLength(40_001);
    expect(told.size).toBeLessThan(5000);
  });
});
