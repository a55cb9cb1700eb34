import type { Command } from 'commander';

/** Gets the exit code that a command ended with. */
export type Finish = (code: number) => void;

/** Where commands read and write. */
export const streams = () => ({
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  isTerminal: process.stdout.isTTY === true,
});

/** Adds command lines to a command's help. A test runs each of them, so they stand as they are typed. */
export const withExamples = (command: Command, ...lines: readonly string[]): Command =>
  command.addHelpText('after', `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`);

const storeHelp = 'articles and ids in PostgreSQL, postgres://user@host/database (DATELINE_STORE)';
const siteHelp = 'settings of the site (DATELINE_SITE; default: site.yaml, if there)';

/** For commands that bring files into a database or out of it. */
export const withStore = (command: Command): Command =>
  command
    .option('--store <url>', storeHelp)
    .option('--state <dir>', 'folder of ids.tsv (DATELINE_STATE; default: .dateline)');

/** For commands that need the settings of the site. */
export const withSite = (command: Command): Command => command.option('--site <file>', siteHelp);

/** For commands that read articles from a folder. */
export const withArticles = (command: Command): Command =>
  withSite(
    command.option(
      '--articles <dir>',
      'folder of articles, read recursively (DATELINE_ARTICLES; default: articles)',
    ),
  )
    .option('--url <url>', 'public address that every link starts with (DATELINE_URL)')
    .option('--state <dir>', 'folder for ids.tsv and the cache (DATELINE_STATE; default: .dateline)');

/** For commands that read articles from a folder or a database. */
export const withSource = (command: Command): Command =>
  withArticles(command).option('--store <url>', `${storeHelp} instead of --articles`);
