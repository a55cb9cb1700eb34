import type { ArticleFacts, Defaults, SourceFile } from '../article/article.ts';
import { articleKey } from '../article/identity/id-records.ts';
import { normalize, withoutConsequences } from '../article/normalize.ts';
import { readDrafts } from '../article/read.ts';
import { catalogue, type Problem, type ProblemCode, PublisherError, problem } from '../problem.ts';
import type { Site } from '../site.ts';
import { faultWords } from './folder/fault-words.ts';

/** What one article file gave: the checked facts of its articles, and what is wrong with it. */
export interface FileFacts {
  readonly facts: readonly ArticleFacts[];
  readonly problems: readonly Problem[];
}

/** What a file is read with. */
export interface FileContext {
  readonly site: Site;
  readonly defaults: Defaults;
  /** When the file of an article was first seen, where that is known. */
  readonly firstSeen: (key: string) => number | undefined;
}

/** Facts of every article in a file, as far as they can be told for certain; the rest are Problems. Never throws. */
export const readFacts = (source: SourceFile, { site, defaults, firstSeen }: FileContext): FileFacts => {
  const { drafts, problems } = readDrafts(source);
  const facts: ArticleFacts[] = [];
  const found = [...problems];
  for (const draft of drafts) {
    const context = { site, defaults, modified: source.modified, firstSeen: firstSeen(articleKey(draft)) };
    const outcome = normalize(draft, context);
    if (outcome.facts) facts.push(outcome.facts);
    for (const each of outcome.problems) found.push(each);
  }
  // A copy has no room to spare: there are a hundred thousand of these lists.
  return { facts: facts.slice(), problems: withoutConsequences(found) };
};

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(catalogue, code);

/** The Problem of a file whose bytes cannot be had. */
export const unreadable = (path: string, fault: unknown): FileFacts => {
  const code = fault instanceof PublisherError && isProblemCode(fault.code) ? fault.code : 'unreadable-file';
  const words = faultWords(fault);
  const message = `cannot be read: ${words?.what ?? (fault instanceof Error ? fault.message : String(fault))}`;
  const hint =
    code === 'symlink-outside'
      ? 'Put the file itself into the articles folder.'
      : (words?.cure ?? 'Check that it is a file and may be read.');
  return { facts: [], problems: [problem(code, { message, hint, path })] };
};

/** Whether bytes are a whole JSON text: one that is being written is not. */
export const isJson = (bytes: Uint8Array): boolean => {
  try {
    JSON.parse(new TextDecoder().decode(bytes));
    return true;
  } catch {
    return false;
  }
};

/** The Problem of an export that breaks off: without it a half-written file would seem to be none. */
export const brokenOff = (path: string): FileFacts => {
  const message = 'cannot be read: it held articles, and is no whole JSON now.';
  const hint = 'Export it again, or remove the file.';
  return { facts: [], problems: [problem('unreadable-file', { message, hint, path })] };
};
