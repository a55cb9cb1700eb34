/**
 * `dateline build` of a folder of articles with `archives: site`: the first run, one with nothing changed, and one after
 * one article was changed, against Hugo building pages and feeds of the same articles (where `hugo` is on the PATH), and
 * against the least that any such build must do, which is to compress the bytes of its own output (gzip 9, brotli 5) one
 * after the other.
 *
 *     npx node bench/build.ts [articles]
 *
 * Prints wall seconds, CPU seconds of the process with all its threads, the most memory it had at a time, and files. The
 * corpus is that of `bench/start.ts`. The program is run as its package has it, as JavaScript.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { corpusOf } from './support/corpus.ts';

const count = Number(process.argv[2] ?? 10_000);
const checkout = fileURLToPath(new URL('..', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'dateline-bench-build-'));
const settings =
  'title: Big\nurl: https://big.example\nlanguage: en\ntimeZone: Asia/Kolkata\nfeeds: { archives: site }\n';

/** The program as the package has it, beside the packages that it uses. */
const makePackage = (): string => {
  const home = join(root, 'package');
  mkdirSync(home);
  for (const name of ['package.json', 'tsconfig.json', 'tsconfig.build.json'])
    cpSync(join(checkout, name), join(home, name));
  symlinkSync(join(checkout, 'src'), join(home, 'src'));
  symlinkSync(join(checkout, 'node_modules'), join(home, 'node_modules'));
  const compiler = join(checkout, 'node_modules/typescript/bin/tsc');
  const compiled = spawnSync(process.execPath, [
    compiler,
    '-p',
    join(checkout, 'tsconfig.build.json'),
    '--outDir',
    join(home, 'dist'),
  ]);
  if (!existsSync(join(home, 'dist/cli/program.js'))) throw new Error(`not compiled: ${compiled.stdout}`);
  return join(home, 'dist/cli/program.js');
};

/** Runs a build in a process that tells at its end what it took. */
const measured = (program: string): string => `
const start = performance.now();
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const seconds = (performance.now() - start) / 1000;
  console.error(JSON.stringify({ seconds, cpu: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1000 }));
});
process.argv.splice(1, 0, 'dateline');
const { main } = await import(${JSON.stringify(program)});
process.exitCode = await main(['build', '--out', 'public']);
`;

interface Cost {
  readonly seconds: number;
  readonly cpu: number;
  readonly megabytes: number;
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const build = (program: string): Cost & { readonly said: string } => {
  const { stderr, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', measured(program)], {
    cwd: root,
    encoding: 'utf8',
  });
  if (!stdout.includes('written')) throw new Error(`the build failed: ${stderr}`);
  return { ...(JSON.parse(stderr.trim().split('\n').at(-1) ?? '{}') as Cost), said: stdout.trim() };
};

const hugoSettings = `baseURL = "https://big.example/"
title = "Big"
[outputs]
home = ["HTML", "RSS"]
section = ["HTML", "RSS"]
term = ["HTML", "RSS"]
taxonomy = ["HTML"]
page = ["HTML"]
[pagination]
pagerSize = 20
`;

const list = `<!doctype html><title>{{ .Title }}</title>
{{ range (.Paginate .Pages).Pages }}<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2><time>{{ .Date }}</time><p>{{ .Summary }}</p>{{ end }}
{{ with .Paginator.Prev }}<a href="{{ .URL }}">newer</a>{{ end }}{{ with .Paginator.Next }}<a href="{{ .URL }}">older</a>{{ end }}
`;

const single = `<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1><time>{{ .Date }}</time>{{ .Content }}
{{ range (.GetTerms "tags") }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
`;

/** Pages, lists and feeds of the same articles by Hugo, which compresses nothing; undefined where there is none. */
const hugo = (): (Cost & { readonly files: number }) | undefined => {
  if (spawnSync('hugo', ['version']).status !== 0) return undefined;
  const site = join(root, 'hugo');
  mkdirSync(join(site, 'layouts/_default'), { recursive: true });
  writeFileSync(join(site, 'hugo.toml'), hugoSettings);
  writeFileSync(join(site, 'layouts/_default/list.html'), list);
  writeFileSync(join(site, 'layouts/_default/single.html'), single);
  cpSync(corpusOf(count), join(site, 'content/posts'), { recursive: true });
  const time = existsSync('/usr/bin/time') ? ['/usr/bin/time', '-f', '%M %U %S'] : [];
  const [command = 'hugo', ...rest] = [...time, 'hugo', '--quiet'];
  const began = performance.now();
  const { stderr } = spawnSync(command, rest, { cwd: site, encoding: 'utf8' });
  const seconds = (performance.now() - began) / 1000;
  const [kilobytes = NaN, user = NaN, system = NaN] =
    /(\d+) ([\d.]+) ([\d.]+)\s*$/.exec(stderr)?.slice(1).map(Number) ?? [];
  return {
    seconds,
    cpu: user + system,
    megabytes: kilobytes / 1000,
    files: filesIn(join(site, 'public')).length,
  };
};

const tell = (name: string, { seconds, cpu, megabytes }: Cost, more: string): void =>
  console.log(
    `  ${name.padEnd(28)} ${seconds.toFixed(1).padStart(6)} s ${cpu.toFixed(1).padStart(6)} s CPU ${megabytes.toFixed(0).padStart(5)} MB  ${more}`,
  );

/** Gives the article another text that is the first or the last by its path, which begins with the year and the month. */
const change = (at: 0 | -1): void => {
  const articles = filesIn(join(root, 'articles'))
    .filter((file) => extname(file) === '.md')
    .sort();
  const article = articles.at(at) ?? '';
  writeFileSync(article, `${readFileSync(article, 'utf8')}\nOne more paragraph.\n`);
};

const compressAll = (): number => {
  const before = process.cpuUsage();
  for (const file of filesIn(join(root, 'public')).filter((each) => /\.(?:html|xml|json)$/.test(each))) {
    const bytes = readFileSync(file);
    gzipSync(bytes, { level: 9 });
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};

try {
  cpSync(corpusOf(count), join(root, 'articles'), { recursive: true });
  writeFileSync(join(root, 'site.yaml'), settings);
  const program = makePackage();
  console.log(`${count} articles, archives: site`);
  const first = build(program);
  tell('first run', first, first.said);
  const second = build(program);
  tell('nothing changed', second, `${(first.cpu / second.cpu).toFixed(0)} times less CPU than the first`);
  for (const [name, at] of [
    ['a new article changed', -1],
    // It changes the address of every archive that leads to its own, and so all that were made since.
    ['the oldest changed', 0],
  ] as const) {
    change(at);
    const again = build(program);
    tell(name, again, again.said.replace(/^.*?; /, ''));
  }
  const least = compressAll();
  console.log(
    `  compressing the same bytes takes ${least.toFixed(1)} s CPU; the first run ${(first.cpu / least).toFixed(1)} times that`,
  );
  const other = hugo();
  if (other === undefined) console.log('  Hugo is not on the PATH');
  else {
    tell('hugo, which compresses none', other, `${other.files} files`);
    console.log(
      `  first run: ${(first.cpu / other.cpu).toFixed(1)} × Hugo's CPU, ${(first.megabytes / other.megabytes).toFixed(2)} × its memory`,
    );
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
