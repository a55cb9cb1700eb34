import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ArticleState } from '../article/article.ts';
import type { Surroundings } from '../article/content/surroundings.ts';
import { entryContent } from '../article/content.ts';
import { stateAt } from '../article/dates/visibility.ts';
import { type Explanation, explain, explainNothing } from '../article/explain.ts';
import { checkLanguage } from '../article/fields/language-tag.ts';
import { formatOfPath } from '../article/formats.ts';
import { idPrefixOf } from '../article/identity/id-prefix.ts';
import { withoutConsequences } from '../article/normalize.ts';
import { readDrafts } from '../article/read.ts';
import { canonicalZone } from '../date/zones.ts';
import { compareProblems, type Problem, PublisherError } from '../problem.ts';
import { meantPlace } from '../site/nearest-place.ts';
import type { Site } from '../site.ts';
import { unreadable } from '../store/file-reader.ts';
import { folderStore } from '../store/folder/folder.ts';
import { openIds } from '../store/ids/ids.ts';
import { painter } from './dates/table.ts';
import type { CommandStreams } from './dates.ts';
import { type ExplainContext, type Identified, identifyAll } from './explain/identity.ts';
import { type Place, placeOf, readIfThere } from './explain/place.ts';
import { AllSurroundings } from './explain/surroundings.ts';
import { explanationText } from './explain/text.ts';
import { type CommonSettings, siteOf } from './settings.ts';
import { printedPath } from './working-folder.ts';

/** What `dateline explain` was asked. */
export interface ExplainArguments {
  readonly files: readonly string[];
  /** IANA name; wins over the site's. */
  readonly zone?: string | undefined;
  /** BCP 47; wins over the site's. */
  readonly language?: string | undefined;
  readonly json?: boolean | undefined;
  readonly settings: CommonSettings;
  /** Milliseconds since 1970; the clock's if absent. */
  readonly now?: number | undefined;
}

interface Result {
  readonly explanation: Explanation;
  readonly state: ArticleState | 'held back';
}

const usage = (message: string): PublisherError => new PublisherError('usage', `explain: ${message}`);

const siteWith = ({ settings, zone, language }: ExplainArguments): Site => {
  const site = siteOf(settings, 3000);
  const timeZone = zone ? canonicalZone(zone) : site.timeZone;
  if (zone && timeZone === undefined)
    throw usage(`--zone ${zone} is no IANA time zone such as Asia/Kolkata${meantPlace('zone', zone)}`);
  const tag = language ? checkLanguage(language) : site.language;
  if (language && tag === undefined)
    throw usage(`--language ${language} is no BCP 47 tag such as en-IN${meantPlace('language', language)}`);
  return { ...site, timeZone, language: tag };
};

/** What the command cannot even begin with is wrong usage, not a fault of the article. */
const checkFile = (file: string): void => {
  if (!existsSync(file)) throw usage(`${file}: there is no such file`);
  if (statSync(file).isDirectory()) throw usage(`${file} is a folder; name its files`);
  if (!formatOfPath(file)) throw usage(`${file} is no article: its name ends like none`);
};

const finishProblems = (place: Place, problems: readonly Problem[]): readonly Problem[] =>
  [...place.problems, ...problems]
    .map((each) => {
      if (each.path === undefined) return each;
      return {
        ...each,
        path: each.path === place.path ? place.file : printedPath(join(place.root, each.path)),
      };
    })
    .sort(compareProblems);

/** The address of another article in the folder, as far as its file alone tells it. */
const linkAt = (root: string, context: ExplainContext, path: string): string | undefined => {
  const bytes = readIfThere(join(root, path));
  const place = placeOf(join(root, path), root);
  const drafts = bytes ? readDrafts({ path, bytes, modified: place.modified }).drafts : [];
  const [first] = identifyAll(drafts, place, context);
  return first?.normalized.facts && first.article.link;
};

interface Setting {
  readonly place: Place;
  readonly surroundings: Surroundings;
  readonly now: number;
  /** Problems of the file as a whole. */
  readonly problems: readonly Problem[];
}

const explainArticle = async (identified: Identified, setting: Setting): Promise<Result> => {
  const { draft, article, normalized, isDuplicate, isIdKept } = identified;
  const { place, surroundings, now } = setting;
  const content = await entryContent(draft, article, { idPrefix: idPrefixOf(article), surroundings });
  const state = !normalized.facts || isDuplicate ? 'held back' : stateAt(article, now);
  const found = withoutConsequences(
    [setting, normalized, identified, content].flatMap(({ problems }) => problems),
  );
  const explanation = explain({
    file: place.file,
    draft,
    fields: article,
    facts: normalized.facts && article,
    identity: article,
    isIdKept,
    state,
    content,
    problems: finishProblems(place, found),
  });
  return { explanation, state };
};

async function* explainFile(
  file: string,
  { settings }: ExplainArguments,
  context: ExplainContext,
  around: AllSurroundings,
): AsyncGenerator<Result> {
  const place = placeOf(file, settings.articles);
  const nothing = (problems: readonly Problem[]): Result => ({
    explanation: explainNothing(place.file, finishProblems(place, problems)),
    state: 'held back',
  });
  let bytes: Uint8Array;
  try {
    bytes = await folderStore(place.root).read(place.path);
  } catch (fault) {
    yield nothing(unreadable(place.path, fault).problems);
    return;
  }
  const { drafts, problems } = readDrafts({ path: place.path, bytes, modified: place.modified });
  if (drafts.length === 0) yield nothing(problems);
  const linkOf = (path: string): string | undefined => linkAt(place.root, context, path);
  const surroundings = await around.at(place, context.site.url, linkOf);
  const setting = { place, surroundings, now: context.now, problems };
  for (const each of identifyAll(drafts, place, context)) yield explainArticle(each, setting);
}

/**
 * `dateline explain`: what becomes of each article, every field with its source, every line that was left out and by
 * which rule; with `json` one object an article. Writes no state. Resolves to the exit code: 0, or 1 where an error is
 * among the problems; rejects with a `PublisherError` for what cannot be asked (exit code 2).
 */
export const runExplain = async (args: ExplainArguments, streams: CommandStreams): Promise<number> => {
  const site = siteWith(args);
  for (const file of args.files) checkFile(file);
  const { records } = await openIds(resolve(args.settings.state)).load();
  const context: ExplainContext = { site, records, now: args.now ?? Date.now() };
  const environment = streams.environment ?? process.env;
  const paint = painter(streams.isTerminal && !environment.NO_COLOR && environment.TERM !== 'dumb');
  const around = new AllSurroundings();
  let hasErrors = false;
  let isReaderGone = false;
  // `| head` closes the pipe: nobody wants the rest.
  streams.stdout.on('error', (fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EPIPE') throw fault;
    isReaderGone = true;
  });
  for (const file of args.files) {
    if (isReaderGone) break;
    for await (const { explanation, state } of explainFile(file, args, context, around)) {
      hasErrors ||= explanation.problems.some(({ severity }) => severity === 'error');
      const lines = args.json ? [JSON.stringify(explanation)] : explanationText(explanation, state, paint);
      streams.stdout.write(`${lines.join('\n')}\n`);
    }
  }
  return hasErrors ? 1 : 0;
};
