import { describe, expect, it } from 'vitest';
import { type ProblemCode, problem } from '../../../src/problem.ts';
import { foldProblems } from '../../../src/web/admin/fold-problems.ts';

const many = (code: ProblemCode, count: number) =>
  Array.from({ length: count }, (_, at) => problem(code, { message: 'the same', path: `${code}-${at}.md` }));

describe('foldProblems', () => {
  it('shows the first three of a code that occurs often, and counts the others', () => {
    const { shown, folded } = foldProblems([...many('undated', 217), ...many('duplicate-id', 2)]);
    expect(shown.map(({ path }) => path)).toEqual([
      'undated-0.md',
      'undated-1.md',
      'undated-2.md',
      'duplicate-id-0.md',
      'duplicate-id-1.md',
    ]);
    expect(folded).toEqual([{ code: 'undated', count: 214 }]);
  });

  it('shows all where there are few of each code, in their order', () => {
    const few = [...many('undated', 6), ...many('no-title', 6)];
    expect(foldProblems(few)).toEqual({ shown: few, folded: [] });
  });
});
