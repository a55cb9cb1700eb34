import { isAbsolute, join, relative, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { decode } from '../../article/encoding/decode.ts';
import { formatProblem, type Problem, printable } from '../../problem.ts';
import { type Paint, painter } from '../dates/table.ts';
import { readIfThere } from '../explain/place.ts';
import { printedPath } from '../working-folder.ts';

/** Widest part of a source line that is shown, in characters. */
const widest = 100;

/** The line of a file, with line ends as readers count them; the last file is kept, since problems come sorted. */
export class SourceLines {
  readonly #articles: string;
  #path = '';
  #lines: readonly string[] = [];

  /** `articles` is the articles folder. */
  constructor(articles: string) {
    this.#articles = articles;
  }

  /** The line with a number from 1; undefined where the file or the line is not there. */
  line(path: string, number: number): string | undefined {
    if (path !== this.#path) {
      const bytes = readIfThere(join(this.#articles, path));
      this.#lines = bytes ? decode(bytes, path).text.split('\n') : [];
      this.#path = path;
    }
    return this.#lines[number - 1];
  }
}

/** Columns that a character takes in a terminal: none for a mark on another, two for East Asian wide ones and emoji. */
const cellsOf = (character: string): number => {
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(character)) return 0;
  const isWide =
    /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]$/.test(
      character,
    ) ||
    /^\p{Emoji_Presentation}$/u.test(character) ||
    /^[\u{20000}-\u{3fffd}]$/u.test(character);
  return isWide ? 2 : 1;
};

const plain = (text: string): string => printable(text.replaceAll('\t', ' ')).replace(/\p{Cf}/gu, ' ');

/** The source line behind its number, and below it a mark at the column (from 1, in UTF-16 units). */
const excerpt = (line: string, number: number, column: number | undefined, paint: Paint): string => {
  const at = Math.min((column ?? 1) - 1, line.length);
  const start = at > widest - 20 ? at - widest / 2 : 0;
  const shown = plain(line.slice(start, start + widest));
  const gutter = `${String(number).padStart(6)} | `;
  const text = `${paint('dim', gutter)}${start > 0 ? '…' : ''}${shown}${line.length > start + widest ? '…' : ''}\n`;
  if (column === undefined) return text;
  const before = [...plain(line.slice(start, at))].reduce(
    (cells, character) => cells + cellsOf(character),
    0,
  );
  const mark = `${' '.repeat(before + (start > 0 ? 1 : 0))}^`;
  return `${text}${paint('dim', `${' '.repeat(6)} | `)}${paint('red', mark)}\n`;
};

/** How problems are told. */
export interface ReportOptions {
  /** The articles folder that their paths count from. */
  readonly articles: string;
  readonly hasColour: boolean;
}

/** The problem with its path relative to the working directory, as all paths are printed. */
export const withPrintedPath = (problem: Problem, articles: string): Problem =>
  problem.path === undefined ? problem : { ...problem, path: printedPath(resolve(articles, problem.path)) };

/** Tells a problem to people: place, code and message, the source line with a mark, the hint. */
export const createReport = ({ articles, hasColour }: ReportOptions, stdout: Writable) => {
  const lines = new SourceLines(articles);
  const paint = painter(hasColour);
  return (problem: Problem): void => {
    const { path, line, column, hint, severity } = problem;
    const head = formatProblem(withPrintedPath(problem, articles));
    stdout.write(
      `${head.replace(`${severity} `, `${paint(severity === 'error' ? 'red' : 'yellow', severity)} `)}\n`,
    );
    const source = path !== undefined && line !== undefined ? lines.line(path, line) : undefined;
    if (source !== undefined && line !== undefined) stdout.write(excerpt(source, line, column, paint));
    if (hint !== '') stdout.write(`  ${hint}\n`);
  };
};

/** One problem as a line of JSON (INTERFACE: `check --json`). */
export const problemToJson = (problem: Problem, articles: string): string => {
  const { code, severity, message, hint, path, line, column } = withPrintedPath(problem, articles);
  return JSON.stringify({
    code,
    severity,
    message,
    hint,
    path: path ?? null,
    line: line ?? null,
    column: column ?? null,
  });
};

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/**
 * A problem as a workflow command, by which GitHub shows it beside the line in a pull request
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions). Paths count from `workspace`.
 */
export const problemToAnnotation = (problem: Problem, articles: string, workspace: string): string => {
  const { severity, code, message, hint, path, line, column } = problem;
  const file = path === undefined ? undefined : relative(workspace, resolve(articles, path));
  const isInside = file !== undefined && !file.startsWith('..') && !isAbsolute(file);
  const properties = [
    ...(isInside ? [`file=${escapeProperty(file)}`] : []),
    ...(isInside && line !== undefined ? [`line=${line}`] : []),
    ...(isInside && column !== undefined ? [`col=${column}`] : []),
    `title=${code}`,
  ].join(',');
  return `::${severity} ${properties}::${escapeData(hint === '' ? message : `${message}\n${hint}`)}`;
};
