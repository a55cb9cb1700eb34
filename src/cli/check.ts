import type { Writable } from 'node:stream';
import type { Entry } from '../article/article.ts';
import { compareProblems, type Problem } from '../problem.ts';
import { foldProblems } from '../web/admin/fold-problems.ts';
import { Publisher } from '../web/publisher.ts';
import { documentProblems } from './check/documents.ts';
import { linkProblems } from './check/links.ts';
import type { Preset } from './check/preset.ts';
import { presetNamed } from './check/presets.ts';
import { createReport, problemToAnnotation, problemToJson } from './check/report.ts';
import { type CommonSettings, type Environment, siteOf } from './settings.ts';
import { openSource, refuseToWait } from './source.ts';

/** What `dateline check` was asked. */
export interface CheckArguments {
  readonly settings: CommonSettings;
  /** Name of a preset whose rules count too. */
  readonly for?: string | undefined;
  /** Warnings count as errors for the exit code. */
  readonly strict?: boolean | undefined;
  /** On a terminal, print also what says the same over and over. */
  readonly all?: boolean | undefined;
  readonly json?: boolean | undefined;
  /** `GITHUB_ACTIONS` and `GITHUB_WORKSPACE` are looked at. */
  readonly env?: Environment | undefined;
  /** Milliseconds since 1970; the clock's if absent. */
  readonly now?: number | undefined;
}

/** Where `check` writes to. */
export interface CheckStreams {
  readonly stdout: Writable;
  readonly isTerminal?: boolean;
}

/** `check` tells addresses as `serve` would with its default port. */
const DEFAULT_PORT = 3000;

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/**
 * Finishes every entry once, so that what shows only in content is found, also of articles that no feed shows. Answers
 * those that are listed where they are asked for: of thousands of articles they take much memory.
 */
const finishEntries = async ({ publication }: Publisher, isKeeping: boolean): Promise<readonly Entry[]> => {
  const articles = publication.collection.articlesOf({ kind: 'site', path: '' });
  const entries: Entry[] = [];
  for (const { article, standing } of articles.entries(0, articles.size)) {
    // An article that cannot be read now is told of as such.
    const entry = await publication.entry(article).catch(() => undefined);
    if (isKeeping && entry && standing === 'listed') entries.push(entry);
  }
  return entries;
};

/** What `check` has found. */
interface Findings {
  readonly problems: readonly Problem[];
  /** Articles that are listed. */
  readonly articles: number;
}

const findProblems = async (
  { settings, now = Date.now() }: CheckArguments,
  preset: Preset | undefined,
): Promise<Findings> => {
  const site = siteOf(settings, DEFAULT_PORT);
  const publisher = new Publisher({
    ...(await openSource(settings, refuseToWait)),
    site,
    state: settings.state,
    isReadOnly: true,
    isWatching: false,
    now: () => now,
  });
  try {
    await publisher.ready;
    const entries = await finishEntries(publisher, preset !== undefined);
    const found = await documentProblems(publisher);
    const context = { publisher, site, settings: settings.siteSettings, now, entries };
    const demanded = preset ? await preset(context) : [];
    const problems = [...publisher.problems, ...linkProblems(publisher), ...found, ...demanded].sort(
      compareProblems,
    );
    return { problems, articles: publisher.counts.articles };
  } finally {
    await publisher.close();
  }
};

const isError = ({ severity }: Problem): boolean => severity === 'error';

const summaryOf = ({ problems, articles }: Findings): string => {
  const errors = problems.filter(isError).length;
  const isEmpty = articles === 0 && problems.length === 0;
  const more = isEmpty
    ? ': dateline new "A title" begins one'
    : problems.length > 0
      ? ' (docs/errors.md explains each code)'
      : '';
  return `${count(articles, 'article')} listed, ${count(errors, 'error')}, ${count(problems.length - errors, 'warning')}${more}\n`;
};

/** Tells people; a terminal does not get what says the same over and over, a pipe gets everything. */
const tell = (
  findings: Findings,
  { settings, all = false, env = {} }: CheckArguments,
  { stdout, isTerminal = false }: CheckStreams,
): void => {
  const { articles } = settings;
  const report = createReport({ articles, hasColour: isTerminal && !env.NO_COLOR }, stdout);
  const { problems } = findings;
  const { shown, folded } = isTerminal && !all ? foldProblems(problems) : { shown: problems, folded: [] };
  for (const problem of shown) report(problem);
  for (const { code, count: more } of folded)
    stdout.write(`… and ${more} more of ${code}: --all shows them\n`);
  if (env.GITHUB_ACTIONS === 'true') {
    const workspace = env.GITHUB_WORKSPACE ?? process.cwd();
    for (const problem of problems) stdout.write(`${problemToAnnotation(problem, articles, workspace)}\n`);
  }
  stdout.write(summaryOf(findings));
};

/**
 * `dateline check`: reads everything and prints each problem with its place, the line and a hint, sorted by file and
 * line; with `json` one object a line; in a GitHub workflow also as annotations. Reads the finished documents by the
 * rules of their formats. Writes no state. Resolves to the exit code: 1 when there are errors (with `strict` also
 * warnings), else 0. Throws `PublisherError` where settings, folder or preset cannot be used.
 */
export const runCheck = async (asked: CheckArguments, streams: CheckStreams): Promise<number> => {
  const { settings, strict = false, json = false } = asked;
  const preset = asked.for === undefined ? undefined : presetNamed(asked.for);
  const findings = await findProblems(asked, preset);
  const { problems } = findings;
  if (json)
    for (const problem of problems) streams.stdout.write(`${problemToJson(problem, settings.articles)}\n`);
  else tell(findings, asked, streams);
  return problems.some(isError) || (strict && problems.length > 0) ? 1 : 0;
};
