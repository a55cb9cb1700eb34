/**
 * From the start of `dateline serve` to the first answered feed, cold and with the cache of an earlier run, with the
 * memory it took, against Hugo building one feed of the same articles (where `hugo` is on the PATH). Of the checkout's
 * sources (`npm start`), of the package as it is installed (built for the purpose), or of both.
 *
 *     npx node bench/start.ts [articles] [rounds] [sources | package | both]
 *
 * The corpus is made once by `tools/make-corpus.mjs` beside the checkout and kept in the system's temporary folder.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { corpusOf, freePort } from './support/corpus.ts';

const count = Number(process.argv[2] ?? 10_000);
const rounds = Number(process.argv[3] ?? 3);
const which = process.argv[4] ?? 'both';
const checkout = fileURLToPath(new URL('../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dateline-bench-'));
const articles = corpusOf(count);

/** The package as it is installed, without a copy of what it depends on; answers its program. */
const buildPackage = (): string => {
  const place = join(folder, 'package');
  mkdirSync(place);
  cpSync(join(checkout, 'package.json'), join(place, 'package.json'));
  symlinkSync(join(checkout, 'node_modules'), join(place, 'node_modules'));
  const compiler = join(checkout, 'node_modules', '.bin', 'tsc');
  const options = ['-p', join(checkout, 'tsconfig.build.json'), '--noCheck', '--outDir', join(place, 'dist')];
  execFileSync(compiler, options, { stdio: 'inherit' });
  return join(place, 'dist', 'cli', 'main.js');
};

const programs: readonly { readonly name: string; readonly main: string }[] = [
  ...(which === 'package' ? [] : [{ name: 'sources', main: join(checkout, 'src', 'cli', 'main.ts') }]),
  ...(which === 'sources' ? [] : [{ name: 'package', main: buildPackage() }]),
];

/** What one start took. */
interface Start {
  /** Milliseconds from the start of the process to the last byte of the first feed. */
  readonly milliseconds: number;
  /** CPU milliseconds of the process until then, where the system tells. */
  readonly cpu: number;
  /** Most memory that the process had until then, in megabytes. */
  readonly megabytes: number;
}

const ask = (port: number): Promise<number> =>
  new Promise((done) => {
    const request = get({ host: '127.0.0.1', port, path: '/rss.xml', agent: false }, (response) => {
      response.resume().once('end', () => done(response.statusCode ?? 0));
    });
    request.once('error', () => done(0));
  });

const untilFirstFeed = async (port: number, child: ChildProcess): Promise<void> => {
  while ((await ask(port)) !== 200) {
    if (child.exitCode !== null) throw new Error(`serve ended with ${child.exitCode}`);
    await new Promise((done) => setTimeout(done, 5));
  }
};

/** A line of `/proc/PID/status` in megabytes; not a number where there is none. */
const memoryOf = (pid: number, line: string): number => {
  if (!existsSync(`/proc/${pid}/status`)) return Number.NaN;
  const found = new RegExp(`${line}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(found?.[1] ?? Number.NaN) / 1000;
};

/** User and system time of a process, in milliseconds (the kernel counts in hundredths of a second). */
const cpuOf = (pid: number): number => {
  if (!existsSync(`/proc/${pid}/stat`)) return Number.NaN;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
};

const start = async (main: string, state: string): Promise<Start> => {
  const port = await freePort();
  const options = ['--articles', articles, '--state', state, '--port', String(port), '--log', 'quiet'];
  const began = performance.now();
  const child = spawn(process.execPath, [main, 'serve', ...options, '--url', 'https://example.org'], {
    cwd: folder,
    stdio: 'ignore',
  });
  const pid = child.pid ?? 0;
  await untilFirstFeed(port, child);
  const milliseconds = performance.now() - began;
  const told = { milliseconds, cpu: cpuOf(pid), megabytes: memoryOf(pid, 'VmHWM') };
  // The cache is written once the feeds can be asked for; a stop waits for it.
  child.kill();
  await new Promise((done) => child.once('exit', done));
  return told;
};

const hugoSettings = `baseURL = "https://example.org/"
title = "Bench"
disableKinds = ["taxonomy", "term", "section", "sitemap", "robotsTXT", "404"]
[outputs]
home = ["RSS"]
page = []
[services.rss]
limit = 20
`;

const hasHugo = spawnSync('hugo', ['version']).status === 0;

const hugo = (): Start => {
  const site = join(folder, 'hugo');
  if (!existsSync(site)) {
    mkdirSync(site);
    writeFileSync(join(site, 'hugo.toml'), hugoSettings);
    cpSync(articles, join(site, 'content'), { recursive: true });
  }
  rmSync(join(site, 'public'), { recursive: true, force: true });
  const began = performance.now();
  const hasTime = existsSync('/usr/bin/time');
  const [command = '', ...rest] = [
    ...(hasTime ? ['/usr/bin/time', '-f', '%M %U %S'] : []),
    'hugo',
    '--quiet',
  ];
  const { stderr } = spawnSync(command, rest, { cwd: site, encoding: 'utf8' });
  const milliseconds = performance.now() - began;
  const [kilobytes, user, system] = /(\d+) ([\d.]+) ([\d.]+)\s*$/.exec(stderr)?.slice(1).map(Number) ?? [];
  execFileSync('grep', ['-q', '<item>', join(site, 'public', 'index.xml')]);
  return {
    milliseconds,
    cpu: ((user ?? NaN) + (system ?? NaN)) * 1000,
    megabytes: (kilobytes ?? NaN) / 1000,
  };
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const medianOf = (starts: readonly Start[]): Start => ({
  milliseconds: median(starts.map((each) => each.milliseconds)),
  cpu: median(starts.map((each) => each.cpu)),
  megabytes: median(starts.map((each) => each.megabytes)),
});

const contenders: {
  readonly name: string;
  readonly run: () => Promise<Start> | Start;
  readonly starts: Start[];
}[] = [
  ...(hasHugo ? [{ name: 'hugo', run: hugo, starts: [] }] : []),
  ...programs.flatMap(({ name, main }) => {
    const state = join(folder, `state-${name}`);
    const cold = () => {
      rmSync(state, { recursive: true, force: true });
      return start(main, state);
    };
    return [
      { name: `${name}, cold`, starts: [], run: cold },
      { name: `${name}, with its cache`, starts: [], run: () => start(main, state) },
    ];
  }),
];
// Compiled code is kept from run to run: the first one ever is another measurement.
for (const { main } of programs) await start(main, join(folder, 'state-first'));
for (let round = 0; round < rounds; round += 1) {
  for (const { run, starts } of contenders) starts.push(await run());
}
console.log(`\n${count} articles, from start to first feed (medians of ${rounds})`);
const baseline = hasHugo ? medianOf(contenders[0]?.starts ?? []) : undefined;
for (const { name, starts } of contenders) {
  const { milliseconds, cpu, megabytes } = medianOf(starts);
  const ratio = baseline ? `${(milliseconds / baseline.milliseconds).toFixed(2)} × hugo` : '';
  console.log(
    `  ${name.padEnd(24)} ${milliseconds.toFixed(0).padStart(7)} ms ${cpu.toFixed(0).padStart(7)} ms CPU ${megabytes.toFixed(0).padStart(6)} MB  ${ratio}`,
  );
}
rmSync(folder, { recursive: true, force: true });
