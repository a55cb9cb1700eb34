import type { Writable } from 'node:stream';
import { compareProblems, formatProblem, type Problem } from '../problem.ts';
import { folderStore } from '../store/folder.ts';
import { Publisher } from '../web/publisher.ts';
import { type CommonSettings, checkFolder, siteOf } from './settings.ts';

/** What `dateline check` was asked. */
export interface CheckArguments {
  readonly settings: CommonSettings;
  /** Warnings count as errors for the exit code. */
  readonly strict?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** `check` tells addresses as `serve` would with its default port. */
const DEFAULT_PORT = 3000;

const problemToJson = ({ code, severity, message, hint, path, line, column }: Problem): string =>
  JSON.stringify({
    code,
    severity,
    message,
    hint,
    path: path ?? null,
    line: line ?? null,
    column: column ?? null,
  });

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** Makes every document once, so that what shows only in content and size is found as well. */
const renderAll = async ({ publication, library }: Publisher): Promise<void> => {
  for (const article of library.articles()) {
    if (publication.collection.get(article.path, article.part)) await publication.entry(article);
  }
  for (const path of publication.paths()) if (!path.includes('/archive/')) await publication.document(path);
};

/**
 * `dateline check`: reads everything and prints each problem with its place and a hint, sorted by file and line; with
 * `json` one object a line. Writes no state. Resolves to the exit code: 1 when there are errors (with `strict` also
 * warnings), else 0. Throws `PublisherError` where settings or folder cannot be used.
 */
export const runCheck = async (
  { settings, strict = false, json = false }: CheckArguments,
  { stdout }: { readonly stdout: Writable },
): Promise<number> => {
  await checkFolder(settings.articles);
  const site = siteOf(settings, DEFAULT_PORT);
  const publisher = new Publisher({
    store: folderStore(settings.articles),
    site,
    state: settings.state,
    isReadOnly: true,
    isWatching: false,
  });
  await publisher.ready;
  await renderAll(publisher);
  const problems = publisher.problems.toSorted(compareProblems);
  await publisher.close();
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  for (const problem of problems) {
    stdout.write(
      json
        ? `${problemToJson(problem)}\n`
        : `${formatProblem(problem)}\n${problem.hint === '' ? '' : `  ${problem.hint}\n`}`,
    );
  }
  if (!json) {
    const { articles } = publisher.counts;
    stdout.write(
      `${count(articles, 'article')} listed, ${count(errors, 'error')}, ${count(warnings, 'warning')}\n`,
    );
  }
  return errors > 0 || (strict && warnings > 0) ? 1 : 0;
};
