import { type Problem, problem } from '../../problem.ts';
import type { TextFile } from '../article.ts';
import { type FrontMatterBlock, findFrontMatter } from './block.ts';
import { readHeaders } from './headers.ts';
import { readToml } from './toml.ts';
import type { FrontMap, FrontMatterKind } from './value.ts';
import { type FieldsRead, readYaml } from './yaml.ts';

/** The front matter of a text, and where the body begins. */
export interface FrontMatter {
  /** Absent where the text has no front matter. */
  readonly kind?: FrontMatterKind | undefined;
  readonly fields: FrontMap;
  /** The front matter as written, without fences, and the file's line on which it begins. */
  readonly source: string;
  readonly line: number;
  /** Places of values within `source`, where reading gave them: the line from 0, the column from 1. */
  readonly places?: ReadonlyMap<string, { readonly line: number; readonly column: number }> | undefined;
  readonly body: string;
  /** The file's line on which the body begins. */
  readonly bodyLine: number;
  /** `front-matter`, `front-matter-repaired`, `duplicate-key`. */
  readonly problems: readonly Problem[];
}

const NONE: readonly never[] = [];

const readers: Readonly<Record<FrontMatterKind, (source: string) => FieldsRead>> = {
  yaml: (source) => readYaml(source),
  toml: readToml,
  headers: readHeaders,
  // JSON is YAML's flow style: its numbers stay as written, duplicates and errors have places
  json: (source) =>
    readYaml(source.trimStart().startsWith('{') ? source : `{${source.trimEnd().replace(/,$/, '')}\n}`, {
      isStrict: true,
    }),
};

const languages: Readonly<Record<FrontMatterKind, string>> = {
  yaml: 'YAML',
  toml: 'TOML',
  json: 'JSON',
  headers: 'headers',
};

const cures: Readonly<Record<FrontMatterKind, string>> = {
  yaml: 'Write each field as `key: value` on its own line and put values with `: ` or special signs in quotes.',
  toml: 'Write each field as `key = "value"` on its own line.',
  json: 'Write one object, with names and texts in double quotes and commas between the fields.',
  headers: 'Write each field as `Key: value` on its own line, with a blank line behind the last.',
};

const faults = {
  unclosed: {
    message: 'the front matter is opened and never closed.',
    hint: 'Write the line that opens it, such as ---, once more behind the last field.',
  },
  code: {
    message: 'front matter in a programming language is not run.',
    hint: 'Write the fields as YAML between two lines `---`.',
  },
} as const;

const problemsOf = (block: FrontMatterBlock, read: FieldsRead, path: string): Problem[] => {
  const place = ({ line, column }: { line: number; column: number }) => ({
    path,
    line: block.line + line - 1,
    column,
  });
  const found = read.repairs.map((repair) =>
    problem('front-matter-repaired', {
      ...place(repair),
      message: `the front matter is no ${languages[block.kind]} here; ${repair.change}.`,
      hint: cures[block.kind],
    }),
  );
  for (const duplicate of read.duplicates) {
    found.push(
      problem('duplicate-key', {
        ...place(duplicate),
        message: `${duplicate.key.slice(0, 100)} stands twice in the front matter; the first one counts.`,
        hint: 'Keep one of them.',
      }),
    );
  }
  if (read.fault) {
    found.push(
      problem('front-matter', {
        ...place(read.fault),
        message: `the front matter is no ${languages[block.kind]} that can be read: ${read.fault.message}.`,
        hint: cures[block.kind],
      }),
    );
  }
  return found;
};

/**
 * Reads the front matter of a text in any dialect (see `findFrontMatter`). Values stay text as written. What cannot be
 * read gives the Problem `front-matter` with its place, and no fields.
 */
export const readFrontMatter = ({ path, text }: TextFile): FrontMatter => {
  const block = findFrontMatter(text);
  if (!block) return { fields: new Map(), source: '', line: 1, body: text, bodyLine: 1, problems: [] };
  const { kind, source, line, bodyLine } = block;
  const body = text.slice(block.bodyStart);
  if (block.fault) {
    const place = { path, line: Math.max(line - (kind === 'json' ? 0 : 1), 1), column: 1 };
    const fault = problem('front-matter', { ...place, ...faults[block.fault] });
    return { kind, source, line, body, bodyLine, fields: new Map(), problems: [fault] };
  }
  const read = readers[kind](source);
  const isClean = read.repairs.length === 0 && read.duplicates.length === 0 && !read.fault;
  const problems = isClean ? NONE : problemsOf(block, read, path);
  return { kind, source, line, body, bodyLine, fields: read.fields, places: read.places, problems };
};
