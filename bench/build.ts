/**
 * `dateline build` of a folder of articles with `archives: site`: the first run and a second one with nothing changed,
 * against the least that any build must do, which is to compress the same bytes (gzip 9, brotli 5) one after the other.
 *
 *     npx node bench/build.ts [articles]
 *
 * Prints wall and CPU seconds and the most memory of the process. The corpus is that of `bench/start.ts`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { corpusOf } from './support/corpus.ts';

const count = Number(process.argv[2] ?? 10_000);
const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'dateline-bench-build-'));
symlinkSync(corpusOf(count), join(root, 'articles'));
writeFileSync(
  join(root, 'site.yaml'),
  'title: Big\nurl: https://big.example\nlanguage: en\ntimeZone: Asia/Kolkata\nfeeds: { archives: site }\n',
);

/** Runs the build in a process that tells at its end what it took. */
const measured = `
process.argv.splice(1, 1);
const start = performance.now();
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const seconds = (performance.now() - start) / 1000;
  console.error(JSON.stringify({ seconds, cpu: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 }));
});
const { main } = await import(${JSON.stringify(new URL('../src/cli/program.ts', import.meta.url).href)});
process.exitCode = await main(['build', '--out', 'public']);
`;

interface Cost {
  readonly seconds: number;
  readonly cpu: number;
  readonly megabytes: number;
}

const build = (): Cost => {
  const { stderr, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', measured, main], {
    cwd: root,
    encoding: 'utf8',
  });
  process.stdout.write(stdout);
  return JSON.parse(stderr.trim().split('\n').at(-1) ?? '{}') as Cost;
};

const tell = (name: string, { seconds, cpu, megabytes }: Cost): void =>
  console.log(`${name}: ${seconds.toFixed(1)} s, ${cpu.toFixed(1)} s of CPU, ${megabytes.toFixed(0)} MB`);

try {
  const first = build();
  tell('first run', first);
  tell('second run', build());
  const start = performance.now();
  for (const entry of readdirSync(join(root, 'public'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(?:html|xml|json)$/.test(entry.name)) continue;
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    gzipSync(bytes, { level: 9 });
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  }
  const baseline = (performance.now() - start) / 1000;
  console.log(
    `compressing alone: ${baseline.toFixed(1)} s; first run ${(first.seconds / baseline).toFixed(1)} times that`,
  );
} finally {
  rmSync(root, { recursive: true, force: true });
}
