import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue, compareProblems, formatProblem, problem } from '../src/problem.ts';

const documented = readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8')
  .split(/^## /m)
  .slice(1)
  .map((section) => ({ code: section.slice(0, section.indexOf('\n')), text: section }));

describe('docs/errors.md', () => {
  it('has a section for every code of the catalogue, sorted, and for no other', () => {
    expect(documented.map(({ code }) => code)).toEqual(Object.keys(catalogue).sort());
  });

  it.each(documented)('says what causes $code and what cures it', ({ text }) => {
    expect(text).toMatch(/\*\*Cause\.\*\* .{20,}\n\n\*\*Cure\.\*\* .{5,}/);
  });
});

describe('formatProblem', () => {
  it('puts place, severity and code before the message', () => {
    const fault = problem('invalid-date', {
      message: '31 June 2026 does not exist',
      path: 'a.md',
      line: 4,
      column: 7,
    });
    expect(formatProblem(fault)).toBe('a.md:4:7: error invalid-date: 31 June 2026 does not exist');
    expect(formatProblem(problem('id-authority', { message: 'no address' }))).toBe(
      'warning id-authority: no address',
    );
  });

  it('shows a line feed or an escape in a path as text, so that a name cannot forge a line', () => {
    const fault = problem('undated', { message: 'no date', path: 'a\nb\u001b[31m.md' });
    expect(formatProblem(fault)).toBe('a\\nb\\u001b[31m.md: error undated: no date');
  });
});

describe('compareProblems', () => {
  it('sorts by path, line and column', () => {
    const at = (path: string, line: number, column: number) =>
      problem('undated', { message: '', path, line, column });
    const sorted = [at('b', 1, 1), at('a', 2, 1), at('a', 1, 9), at('a', 1, 2)].sort(compareProblems);
    expect(sorted.map(({ path, line, column }) => `${path}${line}${column}`)).toEqual([
      'a12',
      'a19',
      'a21',
      'b11',
    ]);
  });
});
