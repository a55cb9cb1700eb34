import type { Command } from 'commander';
import { type Finish, streams, withArticles, withExamples, withSite, withSource } from './options.ts';

/** `check`, `explain` and `dates`: what tells without writing anything. */
export const addLooking = (program: Command, finish: Finish): void => {
  const check = withSource(program.command('check'))
    .description('read everything and print each problem with its place and a hint')
    .option('--for <preset>', 'what podcast, flipboard, msn or google-news demand as well')
    .option('--all', 'print each problem, also where there are many of a kind')
    .option('--strict', 'exit 1 for warnings too')
    .option('--json', 'one problem a line as JSON')
    .action(async (flags) => {
      const [{ runCheck }, { commonSettings }] = await Promise.all([
        import('../check.ts'),
        import('../settings.ts'),
      ]);
      const settings = commonSettings(flags, process.env);
      finish(await runCheck({ ...flags, settings, env: process.env }, streams()));
    });
  withExamples(
    check,
    'dateline check',
    'dateline check --for podcast',
    'dateline check --articles posts --strict --json',
  );

  const explain = withArticles(program.command('explain'))
    .argument('<file...>', 'articles to explain')
    .description(
      'tell what becomes of an article: every field, where it came from, every line that was left out',
    )
    .option('--zone <iana>', 'time zone of the site')
    .option('--language <tag>', 'language of the site (BCP 47)')
    .option('--json', 'one object a file as JSON')
    .action(async (files: string[], flags) => {
      const [{ runExplain }, { commonSettings }] = await Promise.all([
        import('../explain.ts'),
        import('../settings.ts'),
      ]);
      finish(await runExplain({ ...flags, files, settings: commonSettings(flags, process.env) }, streams()));
    });
  withExamples(
    explain,
    'dateline explain articles/hello.md',
    'dateline explain dump.txt --zone Asia/Kolkata --json',
  );

  const dates = withSite(program.command('dates'))
    .argument('[text...]', 'texts to read; without any, each line of standard input')
    .description(
      'explain how a date is read: instant, zone, precision, notation, warnings, or why it is refused',
    )
    .option('--zone <iana>', 'time zone of the site')
    .option('--language <tag>', 'language of the site (BCP 47)')
    .option('--reference <instant>', 'the moment relative texts count from (RFC 3339)')
    .option('--json', 'one object a line as JSON')
    .action(async (texts: string[], flags) => {
      const [{ runDates }, { readSiteFile }] = await Promise.all([
        import('../dates.ts'),
        import('../settings.ts'),
      ]);
      const settings = readSiteFile(flags.site ?? process.env.DATELINE_SITE);
      const { timeZone: zone, language, dateOrder, dayTime } = settings;
      finish(await runDates({ ...flags, texts, site: { zone, language, dateOrder, dayTime } }, streams()));
    });
  withExamples(
    dates,
    'dateline dates "Sep 16 2015 | 9:52 PM IST" --zone Asia/Kolkata',
    'dateline dates "yesterday at noon" --language en --reference 2026-03-01T09:30:00Z',
    'dateline dates --json < lines.txt',
  );
};
