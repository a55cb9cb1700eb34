#!/usr/bin/env node
// Looks at the Node first: an older one fails on what the other modules import, with a message that helps nobody.
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(`dateline: needs Node 24 or later, this is ${process.versions.node}\n`);
  process.exitCode = 2;
} else {
  const { main } = await import('./program.ts');
  process.exitCode = await main(process.argv.slice(2));
}
