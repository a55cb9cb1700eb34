import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { PublisherError } from '../problem.ts';
import { checkSettings } from '../site/read-site.ts';
import { newArticle } from './article-text.ts';
import { askAll, type InitFlags, proposals, refuseBad } from './init/questions.ts';
import { type InitAnswers, settingsText } from './init/text.ts';

/** What `dateline init` was asked. */
export interface InitArguments extends InitFlags {
  /** The folder to begin in; the working directory if absent. */
  readonly dir?: string | undefined;
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Milliseconds since 1970; the clock's if absent. */
  readonly now?: number | undefined;
}

/** Where `init` asks and tells. */
export interface InitStreams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: Writable;
  readonly isTerminal: boolean;
}

const schemaFile = fileURLToPath(new URL('../../schema/site.schema.json', import.meta.url));

/**
 * Where an editor finds the schema, as a path from `folder`: in the installed package, else a copy in the state folder,
 * since a path into somebody's machine would be no use to others.
 */
const placeSchema = (folder: string): string | undefined => {
  if (!existsSync(schemaFile)) return undefined;
  const modules = join(folder, 'node_modules') + sep;
  if (schemaFile.startsWith(modules)) return `./${relative(folder, schemaFile).split(sep).join('/')}`;
  copyFileSync(schemaFile, join(folder, '.dateline', 'site.schema.json'));
  return './.dateline/site.schema.json';
};

/** Writes a file unless there is one; answers whether it did. */
const writeNew = (file: string, text: string): boolean => {
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw fault;
  }
};

/** As it is typed in a shell. */
const shellWord = (text: string): string =>
  /^[\w./~+@%:,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

const isEmptyFolder = (folder: string): boolean => !existsSync(folder) || readdirSync(folder).length === 0;

const firstText = `This is the first article. Change it, or write your own beside it: each file of the
articles folder with a title and a date is published.

- \`dateline new "A title"\` begins the next one.
- \`dateline check\` tells what is wrong, and where.
`;

const writeAll = (folder: string, answers: InitAnswers, now: number): readonly string[] => {
  const articles = join(folder, 'articles');
  const isFirst = isEmptyFolder(articles);
  mkdirSync(join(folder, '.dateline'), { recursive: true });
  const files: [string, string][] = [
    [join(folder, 'site.yaml'), settingsText(answers, { schema: placeSchema(folder), now })],
    [join(folder, '.dateline', '.gitignore'), '# ids.tsv is to be kept; this can be made again.\ncache/\n'],
  ];
  const zone = answers.timeZone;
  if (isFirst)
    files.push([join(articles, 'hello.md'), newArticle({ title: 'Hello', now, zone, text: firstText })]);
  return files.filter(([file, text]) => writeNew(file, text)).map(([file]) => file);
};

const readAnswers = async (
  asked: InitArguments,
  folder: string,
  streams: InitStreams,
): Promise<InitAnswers> => {
  const proposed = proposals(folder, asked.env ?? {});
  if (!streams.isTerminal || streams.stdin.isTTY !== true) {
    const { title = proposed.title, url, language, zone: timeZone } = asked;
    return { title, url, language, timeZone };
  }
  const lines = createInterface({ input: streams.stdin, output: streams.stdout });
  try {
    return await askAll(asked, proposed, {
      ask: (question) => lines.question(question),
      tell: (text) => void streams.stdout.write(`${text}\n`),
    });
  } catch (fault) {
    if (!(fault instanceof Error) || fault.name !== 'AbortError') throw fault;
    streams.stdout.write('\n');
    throw new PublisherError('usage', 'stopped; nothing was written', { cause: fault });
  } finally {
    lines.close();
  }
};

/** How the new site is served, in the words of whoever calls the program: from its checkout, by npx, or by its name. */
const nextCommand = (
  named: string,
  { npm_lifecycle_event: script }: Readonly<Record<string, string | undefined>>,
): string => {
  const isElsewhere = resolve(named) !== process.cwd();
  const folder = shellWord(named);
  if (script === 'dateline') return `npm start${isElsewhere ? ` -- --in ${folder}` : ''}`;
  return `${isElsewhere ? `cd ${folder} && ` : ''}${script === 'npx' ? 'npx ' : ''}dateline serve`;
};

/**
 * `dateline init`: asks on a terminal for title, address, language and zone (what a flag gives is not asked), and writes
 * `site.yaml` with comments, a first article where there is none, and a `.gitignore` for the cache. Overwrites nothing:
 * throws `PublisherError` where there are settings already, and for values that cannot be used. Resolves to 0.
 */
export const runInit = async (asked: InitArguments, streams: InitStreams): Promise<number> => {
  const folder = resolve(asked.dir ?? '.');
  const named = asked.dir ?? '';
  const settings = join(folder, 'site.yaml');
  const place = join(named, 'site.yaml');
  if (existsSync(settings)) {
    throw new PublisherError(
      'usage',
      `${place} is there already and stays as it is: edit it, or name another folder`,
    );
  }
  refuseBad(asked);
  const answers = await readAnswers(asked, folder, streams);
  checkSettings(answers);
  const now = asked.now ?? Date.now();
  const written = writeAll(folder, answers, now).map((file) => join(named, relative(folder, file)));
  const { stdout } = streams;
  stdout.write(`Wrote ${written.join(', ')}.\n`);
  for (const [key, value] of Object.entries({
    url: answers.url,
    language: answers.language,
    timeZone: answers.timeZone,
  })) {
    if (value === undefined) stdout.write(`Set ${key} in ${place} when you know it.\n`);
  }
  stdout.write(`Next: ${nextCommand(named, asked.env ?? {})}, then open http://localhost:3000/\n`);
  return 0;
};
