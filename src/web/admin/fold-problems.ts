import type { Problem, ProblemCode } from '../../problem.ts';

/** So many problems of one code are all shown; of more, only the first ones. */
const MOST_WHOLE = 6;
const FIRST = 3;

/** What is left out of a report for people: how many problems of a code. */
export interface Folded {
  readonly code: ProblemCode;
  readonly count: number;
}

/**
 * Leaves out what says the same over and over, such as one `undated` for each note of a vault: of a code that occurs more
 * than six times the first three are shown and the others counted. The order stays.
 */
export const foldProblems = (
  problems: readonly Problem[],
): { readonly shown: readonly Problem[]; readonly folded: readonly Folded[] } => {
  const counts = new Map<ProblemCode, number>();
  for (const { code } of problems) counts.set(code, (counts.get(code) ?? 0) + 1);
  const seen = new Map<ProblemCode, number>();
  const shown = problems.filter(({ code }) => {
    const before = seen.get(code) ?? 0;
    seen.set(code, before + 1);
    return before < FIRST || (counts.get(code) ?? 0) <= MOST_WHOLE;
  });
  const folded = [...counts]
    .filter(([, count]) => count > MOST_WHOLE)
    .map(([code, count]) => ({ code, count: count - FIRST }));
  return { shown, folded };
};
