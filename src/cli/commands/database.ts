import type { Command } from 'commander';
import { type Finish, streams, withExamples, withStore } from './options.ts';

/** `store init`, `push` and `pull`: what looks after a database. */
export const addDatabase = (program: Command, finish: Finish): void => {
  const store = program.command('store').description('look after the database that --store names');
  const init = withStore(store.command('init'))
    .description('make the schema in the database, or bring it up to date')
    .action(async (flags) => {
      const [{ runStoreInit }, { placeSettings }] = await Promise.all([
        import('../store.ts'),
        import('../settings.ts'),
      ]);
      finish(await runStoreInit({ settings: placeSettings(flags, process.env) }, streams()));
    });
  withExamples(init, 'dateline store init --store postgres://dateline@localhost/dateline');

  const push = withStore(program.command('push'))
    .argument('<dir>', 'folder of articles')
    .description('bring a folder into the database that --store names: what is new or has changed')
    .option('--delete', 'take out of the database what is not in the folder')
    .action(async (dir: string, flags) => {
      const [{ runPush }, { placeSettings }] = await Promise.all([
        import('../push.ts'),
        import('../settings.ts'),
      ]);
      const settings = placeSettings(flags, process.env);
      finish(await runPush({ dir, settings, delete: flags.delete }, streams()));
    });
  withExamples(push, 'dateline push articles --store postgres://dateline@localhost/dateline');

  const pull = withStore(program.command('pull'))
    .argument('<dir>', 'folder to write to; it is made')
    .description('write what the database that --store names holds back as files, and its ids as ids.tsv')
    .action(async (dir: string, flags) => {
      const [{ runPull }, { placeSettings }] = await Promise.all([
        import('../pull.ts'),
        import('../settings.ts'),
      ]);
      finish(await runPull({ dir, settings: placeSettings(flags, process.env) }, streams()));
    });
  withExamples(pull, 'dateline pull copy --store postgres://dateline@localhost/dateline');
};
