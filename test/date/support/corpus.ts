import { readFileSync } from 'node:fs';
import type { DateContext, Reading } from '../../../src/date/reading.ts';

/** One line of a corpus of publication dates, as its README describes the columns. */
export interface CorpusRow {
  readonly id: string;
  readonly family: string;
  readonly input: string;
  readonly context: DateContext;
  /** RFC 3339 text, or `REFUSE`. */
  readonly expected: string;
  readonly offset: string;
  readonly precision: string;
  readonly reason: string;
  readonly warning: string;
  readonly role: string;
}

/** The rows of a tab-separated corpus; the input's JSON escapes are undone. */
export const readCorpus = (path: string): readonly CorpusRow[] => {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const names = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    const cell = (name: string): string => cells[names.indexOf(name)] ?? '';
    return {
      id: cell('id'),
      family: cell('family'),
      input: JSON.parse(`"${cell('input')}"`) as string,
      context: {
        zone: cell('zone') || undefined,
        language: cell('lang') === 'und' ? undefined : cell('lang') || undefined,
        reference: cell('ref') || undefined,
      },
      expected: cell('expected'),
      offset: cell('offset'),
      precision: cell('precision'),
      reason: cell('reason'),
      warning: cell('warning'),
      role: cell('role') || 'published',
    };
  });
};

/** What came of one row: only `right` is as it should be. */
export type Outcome =
  | 'right'
  /** Read, but at another instant: the worst that can happen. */
  | 'wrong'
  | 'wrongly refused'
  /** Read, although it had to be refused. */
  | 'wrongly read'
  /** The right instant with another offset, precision, role or without the warning. */
  | 'wrong detail';

/** Judges one reading; `detail` says what differs. */
export const judgeRow = (row: CorpusRow, reading: Reading): { outcome: Outcome; detail: string } => {
  if (row.expected === 'REFUSE') {
    if (reading.ok) return { outcome: 'wrongly read', detail: new Date(reading.instant).toISOString() };
    return { outcome: 'right', detail: '' };
  }
  if (!reading.ok) return { outcome: 'wrongly refused', detail: `${reading.refused}: ${reading.message}` };
  if (reading.instant !== Date.parse(row.expected)) {
    return { outcome: 'wrong', detail: `${new Date(reading.instant).toISOString()}, not ${row.expected}` };
  }
  const differences = [
    reading.offset !== row.offset && `offset ${reading.offset}, not ${row.offset}`,
    reading.precision !== row.precision && `precision ${reading.precision}, not ${row.precision}`,
    reading.role !== row.role && `role ${reading.role}, not ${row.role}`,
    !sameWarnings(reading.warnings, row.warning) && `warnings ${reading.warnings}, not ${row.warning}`,
  ].filter((difference) => difference !== false);
  return { outcome: differences.length > 0 ? 'wrong detail' : 'right', detail: differences.join('; ') };
};

const sameWarnings = (given: readonly string[], expected: string): boolean =>
  [...given].sort().join(' ') === expected.split(/[ ,]+/).filter(Boolean).sort().join(' ');

const outcomes: readonly Outcome[] = ['right', 'wrong', 'wrongly refused', 'wrongly read', 'wrong detail'];

/** A table of outcomes by family with a total, for people. */
export const outcomeTable = (judged: readonly { family: string; outcome: Outcome }[]): string => {
  const families = [...new Set(judged.map(({ family }) => family))];
  const line = (name: string, rows: readonly { outcome: Outcome }[]): string =>
    [
      name.padEnd(16),
      ...outcomes.map((outcome) =>
        String(rows.filter((row) => row.outcome === outcome).length).padStart(outcome.length),
      ),
    ].join('  ');
  return [
    ['family'.padEnd(16), ...outcomes].join('  '),
    ...families.map((family) =>
      line(
        family,
        judged.filter((row) => row.family === family),
      ),
    ),
    line('all', judged),
  ].join('\n');
};
