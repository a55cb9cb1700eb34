#!/usr/bin/env node
// Looks at the Node first: an older one fails on what the other modules import, with a message that helps nobody.
// By default, not by name: a name that Node does not have yet would be a fault before the first line is run.
import nodeModule from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(`dateline: needs Node 24 or later, this is ${process.versions.node}\n`);
  process.exitCode = 2;
} else {
  // Compiled code of earlier runs: starting takes half the time. In a folder of the user's own, since code is run from it.
  nodeModule.enableCompileCache(join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'dateline'));
  const { main } = await import('./program.ts');
  process.exitCode = await main(process.argv.slice(2));
}
