import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { PublisherError } from '../problem.ts';
import type { ServeFlags } from './settings.ts';

/** Faults that are the user's to mend: the message alone, no stack. */
const explainFault = (fault: unknown): string => {
  if (!(fault instanceof PublisherError))
    return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  return fault.message;
};

const version = (): string => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
};

const streams = () => ({
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  isTerminal: process.stdout.isTTY === true,
});

const storeHelp = 'articles and ids in PostgreSQL, postgres://user@host/database (DATELINE_STORE)';

/** Commands that bring files into a database or out of it. */
const withStore = (command: Command): Command =>
  command
    .option('--store <url>', storeHelp)
    .option('--state <dir>', 'folder of ids.tsv (DATELINE_STATE; default: .dateline)');

const withArticles = (command: Command): Command =>
  command
    .option('--articles <dir>', 'folder of articles, read recursively (DATELINE_ARTICLES; default: articles)')
    .option('--site <file>', 'settings of the site (DATELINE_SITE; default: site.yaml, if there)')
    .option('--url <url>', 'public address that every link starts with (DATELINE_URL)')
    .option('--state <dir>', 'folder for ids.tsv and the cache (DATELINE_STATE; default: .dateline)');

/** Builds the command line; each command's work is loaded when it is called. `finish` gets the exit code. */
const buildProgram = (finish: (code: number) => void): Command => {
  const program = new Command('dateline')
    .description('Publishes a folder of articles as RSS 2.0, Atom 1.0 and JSON Feed 1.1.')
    .version(version())
    .exitOverride()
    .showHelpAfterError('(--help tells what is possible)')
    .configureHelp({ showGlobalOptions: true });

  withArticles(program.command('serve'))
    .description('read the articles and serve feeds and pages over HTTP')
    .option('--store <url>', `${storeHelp} instead of --articles`)
    .option('--port <n>', 'port; 0 takes a free one (PORT; default: 3000)')
    .option('--host <host>', 'address to listen on (HOST; default: 127.0.0.1)')
    .option('--no-watch', 'read the articles once instead of following changes (DATELINE_WATCH=off)')
    .option('--drafts', 'show drafts and future articles too, marked as such, on a loopback address only')
    .option('--log <level>', 'summary, requests or quiet, to standard error (DATELINE_LOG; default: summary)')
    .option(
      '--admin-port <n>',
      'status page, metrics and problems, on the loopback address (DATELINE_ADMIN_PORT)',
    )
    .option(
      '--trust-proxy <list>',
      'proxies whose X-Forwarded-For counts: loopback, an address, a CIDR network (DATELINE_TRUST_PROXY)',
    )
    .option(
      '--rate-limit <n>',
      'requests a minute from one address; 0 for no limit (DATELINE_RATE_LIMIT; default: 600)',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  dateline serve\n  dateline serve --articles posts --url https://example.org --port 8080',
    )
    .action(async (flags: ServeFlags) => {
      const [{ serve }, { serveSettings }] = await Promise.all([
        import('./serve.ts'),
        import('./settings.ts'),
      ]);
      finish(await serve(serveSettings(flags, process.env)));
    });

  withArticles(program.command('build'))
    .option('--store <url>', `${storeHelp} instead of --articles`)
    .description('write all that serve would answer as files, for any static host')
    .requiredOption(
      '--out <dir>',
      'folder to write to; only files that an earlier build wrote are ever removed',
    )
    .option('--aliases <how>', 'old feed addresses as copy (default) or redirect (left to the host)')
    .option('--strict', 'exit 1 when there are problems')
    .option(
      '--ping',
      'tell the hubs of site.yaml which feeds have changed; for a folder that is served where it lies',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  dateline build --out public\n  dateline build --out public --url https://example.org --strict\n  dateline build --out public --aliases redirect',
    )
    .action(async (flags) => {
      const [{ runBuild }, { commonSettings }] = await Promise.all([
        import('./build.ts'),
        import('./settings.ts'),
      ]);
      finish(await runBuild({ ...flags, settings: commonSettings(flags, process.env) }, streams()));
    });

  withArticles(program.command('check'))
    .description('read everything and print each problem with its place and a hint')
    .option('--store <url>', `${storeHelp} instead of --articles`)
    .option('--for <preset>', 'what podcast, flipboard, msn or google-news demand as well')
    .option('--strict', 'exit 1 for warnings too')
    .option('--json', 'one problem a line as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  dateline check\n  dateline check --for podcast\n  dateline check --articles posts --strict --json',
    )
    .action(async (flags) => {
      const [{ runCheck }, { commonSettings }] = await Promise.all([
        import('./check.ts'),
        import('./settings.ts'),
      ]);
      const settings = commonSettings(flags, process.env);
      finish(await runCheck({ ...flags, settings, env: process.env }, streams()));
    });

  withArticles(program.command('explain'))
    .argument('<file...>', 'articles to explain')
    .description(
      'tell what becomes of an article: every field, where it came from, every line that was left out',
    )
    .option('--zone <iana>', 'time zone of the site')
    .option('--language <tag>', 'language of the site (BCP 47)')
    .option('--json', 'one object a file as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  dateline explain articles/hello.md\n  dateline explain dump.txt --zone Asia/Kolkata --json',
    )
    .action(async (files: string[], flags) => {
      const [{ runExplain }, { commonSettings }] = await Promise.all([
        import('./explain.ts'),
        import('./settings.ts'),
      ]);
      finish(await runExplain({ ...flags, files, settings: commonSettings(flags, process.env) }, streams()));
    });

  withArticles(program.command('adopt'))
    .option('--store <url>', `${storeHelp} instead of --articles`)
    .argument('<feed...>', 'old feeds: files or addresses of RSS, Atom, JSON Feed or a WordPress export')
    .description(
      'record the ids of an old feed for the articles that match, so that subscribers see nothing twice',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  dateline adopt https://old.example/feed.xml\n  dateline adopt old-feed.xml export.xml\n\nMatches by link, else by title and day. docs/moving has a page for each publisher.',
    )
    .action(async (feeds: string[], flags) => {
      const [{ runAdopt }, { commonSettings }] = await Promise.all([
        import('./adopt.ts'),
        import('./settings.ts'),
      ]);
      finish(await runAdopt({ feeds, settings: commonSettings(flags, process.env) }, streams()));
    });

  program
    .command('init')
    .argument('[dir]', 'folder to begin in (default: the working directory)')
    .description('write site.yaml with comments and a first article; asks on a terminal, never overwrites')
    .option('--title <text>', 'title of the site')
    .option('--url <url>', 'public address, such as https://example.org')
    .option('--language <tag>', 'language with region, such as en-GB (dates are read by it)')
    .option('--zone <iana>', 'time zone in which dates are written, such as Europe/Berlin')
    .addHelpText(
      'after',
      '\nExamples:\n  dateline init\n  dateline init blog --title "Tide" --url https://tide.example --language en-IE --zone Europe/Dublin',
    )
    .action(async (dir: string | undefined, flags) => {
      const { runInit } = await import('./init.ts');
      finish(await runInit({ ...flags, dir, env: process.env }, streams()));
    });

  const store = program.command('store').description('look after the database that --store names');
  store.exitOverride();
  withStore(store.command('init'))
    .description('make the schema in the database, or bring it up to date')
    .exitOverride()
    .addHelpText('after', '\nExamples:\n  dateline store init --store postgres://dateline@localhost/dateline')
    .action(async (flags) => {
      const [{ runStoreInit }, { placeSettings }] = await Promise.all([
        import('./store.ts'),
        import('./settings.ts'),
      ]);
      finish(await runStoreInit({ settings: placeSettings(flags, process.env) }, streams()));
    });

  withStore(program.command('push'))
    .argument('<dir>', 'folder of articles')
    .description('bring a folder into the database that --store names: what is new or has changed')
    .option('--delete', 'take out of the database what is not in the folder')
    .addHelpText(
      'after',
      '\nExamples:\n  dateline push articles --store postgres://dateline@localhost/dateline',
    )
    .action(async (dir: string, flags) => {
      const [{ runPush }, { placeSettings }] = await Promise.all([
        import('./push.ts'),
        import('./settings.ts'),
      ]);
      const settings = placeSettings(flags, process.env);
      finish(await runPush({ dir, settings, delete: flags.delete }, streams()));
    });

  withStore(program.command('pull'))
    .argument('<dir>', 'folder to write to; it is made')
    .description('write what the database that --store names holds back as files, and its ids as ids.tsv')
    .addHelpText('after', '\nExamples:\n  dateline pull copy --store postgres://dateline@localhost/dateline')
    .action(async (dir: string, flags) => {
      const [{ runPull }, { placeSettings }] = await Promise.all([
        import('./pull.ts'),
        import('./settings.ts'),
      ]);
      finish(await runPull({ dir, settings: placeSettings(flags, process.env) }, streams()));
    });

  program
    .command('new')
    .argument('<title...>', 'title of the article')
    .description('write an article with the present date and an id, and print its path')
    .option('--draft', 'mark it as a draft')
    .option('--articles <dir>', 'folder of articles (DATELINE_ARTICLES; default: articles)')
    .option('--site <file>', 'settings of the site (DATELINE_SITE; default: site.yaml, if there)')
    .addHelpText('after', '\nExamples:\n  dateline new "Fog on the quay"\n  $EDITOR "$(dateline new Fog)"')
    .action(async (title: string[], flags) => {
      const [{ runNew }, { commonSettings }] = await Promise.all([
        import('./new.ts'),
        import('./settings.ts'),
      ]);
      const settings = commonSettings(flags, process.env);
      finish(await runNew({ ...flags, title: title.join(' '), settings }, streams()));
    });

  program
    .command('dates')
    .argument('[text...]', 'texts to read; without any, each line of standard input')
    .description(
      'explain how a date is read: instant, zone, precision, notation, warnings, or why it is refused',
    )
    .option('--zone <iana>', 'time zone of the site')
    .option('--language <tag>', 'language of the site (BCP 47)')
    .option('--reference <instant>', 'the moment relative texts count from (RFC 3339)')
    .option('--site <file>', 'settings of the site (DATELINE_SITE; default: site.yaml, if there)')
    .option('--json', 'one object a line as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  dateline dates "Sep 16 2015 | 9:52 PM IST" --zone Asia/Kolkata\n  dateline dates --json < lines.txt',
    )
    .action(async (texts: string[], flags) => {
      const [{ runDates }, { readSiteFile }] = await Promise.all([
        import('./dates.ts'),
        import('./settings.ts'),
      ]);
      const {
        timeZone: zone,
        language,
        dateOrder,
        dayTime,
      } = readSiteFile(flags.site ?? process.env.DATELINE_SITE);
      finish(await runDates({ ...flags, texts, site: { zone, language, dateOrder, dayTime } }, streams()));
    });

  return program;
};

/** Runs one command line; resolves to the exit code: 0 done, 1 errors among the problems, 2 wrong usage or settings. */
export const main = async (argv: readonly string[]): Promise<number> => {
  let code = 0;
  const program = buildProgram((outcome) => {
    code = outcome;
  });
  for (const command of program.commands) command.exitOverride();
  // Who reads the first lines only (`dateline check | head`) has all that is wanted.
  process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
    if (fault.code === 'EPIPE') process.exit(0);
    throw fault;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (fault) {
    if (fault instanceof CommanderError) return fault.exitCode === 0 ? 0 : 2;
    process.stderr.write(`dateline: ${explainFault(fault)}\n`);
    return 2;
  }
};
