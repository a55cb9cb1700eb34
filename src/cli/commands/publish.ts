import type { Command } from 'commander';
import type { ServeFlags } from '../settings.ts';
import { type Finish, streams, withExamples, withSource } from './options.ts';

/** `serve` and `build`: what makes articles public. */
export const addPublishing = (program: Command, finish: Finish): void => {
  const serve = withSource(program.command('serve'))
    .description('read the articles and serve feeds and pages over HTTP')
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
    .action(async (flags: ServeFlags) => {
      const [{ serve: run }, { serveSettings }] = await Promise.all([
        import('../serve.ts'),
        import('../settings.ts'),
      ]);
      finish(await run(serveSettings(flags, process.env)));
    });
  withExamples(
    serve,
    'dateline serve',
    'dateline serve --drafts --admin-port 9000',
    'dateline serve --articles posts --url https://example.org --port 8080',
  );

  const build = withSource(program.command('build'))
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
    .action(async (flags) => {
      const [{ runBuild }, { commonSettings }] = await Promise.all([
        import('../build.ts'),
        import('../settings.ts'),
      ]);
      finish(await runBuild({ ...flags, settings: commonSettings(flags, process.env) }, streams()));
    });
  withExamples(
    build,
    'dateline build --out public',
    'dateline build --out public --url https://example.org --strict',
    'dateline build --out public --aliases redirect',
  );
};
