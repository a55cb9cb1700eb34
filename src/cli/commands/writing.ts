import { type Command, Option } from 'commander';
import { type Finish, streams, withExamples, withSite, withSource } from './options.ts';

/** `init`, `new` and `adopt`: what writes into a site. */
export const addWriting = (program: Command, finish: Finish): void => {
  const init = program
    .command('init')
    .argument('[dir]', 'folder to begin in (default: the working directory)')
    .description('write site.yaml with comments and a first article; asks on a terminal, never overwrites')
    .option('--title <text>', 'title of the site')
    .option('--url <url>', 'public address, such as https://example.org')
    .option('--language <tag>', 'language with region, such as en-GB (dates are read by it)')
    .option('--zone <iana>', 'time zone in which dates are written, such as Europe/Berlin')
    .action(async (dir: string | undefined, flags) => {
      const { runInit } = await import('../init.ts');
      finish(await runInit({ ...flags, dir, env: process.env }, streams()));
    });
  withExamples(
    init,
    'dateline init',
    'dateline init blog --title "Tide" --url https://tide.example --language en-IE --zone Europe/Dublin',
  );

  const create = withSite(program.command('new'))
    .argument('<title...>', 'title of the article')
    .description('write an article with the present date and an id, and print its path')
    .option('--draft', 'mark it as a draft')
    .addOption(new Option('--store <url>').hideHelp())
    .option('--articles <dir>', 'folder of articles (DATELINE_ARTICLES; default: articles)')
    .action(async (title: string[], flags) => {
      const [{ runNew }, { commonSettings }] = await Promise.all([
        import('../new.ts'),
        import('../settings.ts'),
      ]);
      const settings = commonSettings(flags, process.env);
      finish(await runNew({ ...flags, title: title.join(' '), settings }, streams()));
    });
  withExamples(
    create,
    'dateline new "Fog on the quay"',
    'dateline new --draft Not yet',
    '$EDITOR "$(dateline new Fog)"',
  );

  const adopt = withSource(program.command('adopt'))
    .argument('<feed...>', 'old feeds: files or addresses of RSS, Atom, JSON Feed or a WordPress export')
    .description(
      'record the ids of an old feed for the articles that match, so that subscribers see nothing twice',
    )
    .action(async (feeds: string[], flags) => {
      const [{ runAdopt }, { commonSettings }] = await Promise.all([
        import('../adopt.ts'),
        import('../settings.ts'),
      ]);
      finish(await runAdopt({ feeds, settings: commonSettings(flags, process.env) }, streams()));
    });
  withExamples(
    adopt,
    'dateline adopt https://old.example/feed.xml',
    'dateline adopt old-feed.xml export.xml',
  ).addHelpText(
    'after',
    '\nMatches by link, else by title and day. docs/moving has a page for each publisher.',
  );
};
