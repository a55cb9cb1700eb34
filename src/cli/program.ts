import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { addDatabase } from './commands/database.ts';
import { addLooking } from './commands/looking.ts';
import type { Finish } from './commands/options.ts';
import { addPublishing } from './commands/publish.ts';
import { addWriting } from './commands/writing.ts';
import { explainFault } from './fault.ts';
import { enterFolder } from './working-folder.ts';

const version = (): string => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
};

/** Commander ends the process at a fault, unless each command is told not to. */
const neverExit = (command: Command): void => {
  command.exitOverride().configureOutput({
    outputError: (text, write) => write(text.replace(/^error: /, 'dateline: ')),
  });
  for (const each of command.commands) neverExit(each);
};

/** The command line; each command's work is loaded when it is called. `finish` gets the exit code. */
export const buildProgram = (finish: Finish): Command => {
  const program = new Command('dateline')
    .description('Publishes a folder of articles as RSS 2.0, Atom 1.0 and JSON Feed 1.1.')
    .version(version())
    .option('-C, --in <dir>', 'work in this folder: paths given count from there, paths told from here')
    .showHelpAfterError('(--help tells what is possible)')
    .configureHelp({ showGlobalOptions: true })
    .hook('preAction', (_, action) => {
      const { in: folder } = action.optsWithGlobals<{ in?: string }>();
      if (folder !== undefined) enterFolder(folder);
    });
  addPublishing(program, finish);
  addLooking(program, finish);
  addWriting(program, finish);
  addDatabase(program, finish);
  neverExit(program);
  return program;
};

/** Runs one command line; resolves to the exit code: 0 done, 1 errors among the problems, 2 wrong usage or settings. */
export const main = async (argv: readonly string[]): Promise<number> => {
  let code = 0;
  const program = buildProgram((outcome) => {
    code = outcome;
  });
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
