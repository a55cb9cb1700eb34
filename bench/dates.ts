// How fast dates are read, against Date.parse and date-fns' parse in the same run.
//   npx node bench/dates.ts
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'date-fns/parse';
import { parseDate } from '../src/date/parse.ts';
import type { DateContext } from '../src/date/reading.ts';
import { readCorpus } from '../test/date/support/corpus.ts';
import { hasShared, sharedPath } from '../test/support/shared.ts';
import { compare } from './support.ts';

const start = Date.UTC(2001, 0, 1);
const moments = Array.from({ length: 1000 }, (_, step) => new Date(start + step * 7_654_321_000));
const isoTexts = moments.map((moment) => `${moment.toISOString().slice(0, 19)}+05:30`);
const rfc822Texts = moments.map((moment) => moment.toUTCString());
const dayTexts = isoTexts.map((text) => text.slice(0, 10));
const wallTexts = isoTexts.map((text) => text.slice(0, 16).replace('T', ' '));
const origin = new Date(0);

const readAll = (texts: readonly string[], context: DateContext = {}): number => {
  let read = 0;
  for (const text of texts) if (parseDate(text, context).ok) read += 1;
  return read;
};
const dateParseAll = (texts: readonly string[]): number => {
  let read = 0;
  for (const text of texts) if (!Number.isNaN(Date.parse(text))) read += 1;
  return read;
};
const dateFnsAll = (texts: readonly string[], pattern: string): number => {
  let read = 0;
  for (const text of texts) if (!Number.isNaN(parse(text, pattern, origin).getTime())) read += 1;
  return read;
};

/** The mix of notations, languages and zones of the corpus, each line with its own context. */
const compareMix = async (): Promise<void> => {
  const path = 'data/dates/publication-dates.tsv';
  if (!hasShared(path)) {
    console.log(`mixed lines: left out, since ../shared/${path} is not there`);
    return;
  }
  const rows = readCorpus(sharedPath(path)).map(({ input, context }) => ({ input, context }));
  const texts = rows.map(({ input }) => input);
  // Warm: the reader's code is compiled only after some ten thousand lines.
  const start = process.cpuUsage();
  const spent = (): number => process.cpuUsage(start).user;
  while (spent() < 3_000_000) for (const { input, context } of rows) parseDate(input, context);
  // Texts that were never seen before: the digits of a year are changed in each pass, so no memory of whole lines helps.
  let pass = 0;
  const freshly = (input: string): string => input.replace('2015', String(2001 + (pass % 20)));
  await compare({
    title: 'mixed lines of the corpus, warm, each with its own zone and language (goal: under 10 µs)',
    contenders: [
      { name: 'Date.parse (most are NaN or wrong)', items: texts.length, run: () => dateParseAll(texts) },
      {
        name: 'date-fns parse, one pattern',
        items: texts.length,
        run: () => dateFnsAll(texts, 'd MMMM yyyy, HH:mm'),
      },
      {
        name: 'parseDate',
        items: texts.length,
        run: () =>
          rows.reduce((read, { input, context }) => read + (parseDate(input, context).ok ? 1 : 0), 0),
      },
      {
        name: 'parseDate, years changed',
        items: texts.length,
        run: () => {
          pass += 1;
          return rows.reduce(
            (read, { input, context }) => read + (parseDate(freshly(input), context).ok ? 1 : 0),
            0,
          );
        },
      },
    ],
  });
};

const compareMachineDates = async (): Promise<void> => {
  const items = isoTexts.length;
  await compare({
    title: 'ISO 8601 with offset (goal: within 5 × Date.parse)',
    contenders: [
      { name: 'Date.parse', items, run: () => dateParseAll(isoTexts) },
      { name: 'date-fns parse', items, run: () => dateFnsAll(isoTexts, "yyyy-MM-dd'T'HH:mm:ssXXX") },
      { name: 'parseDate', items, run: () => readAll(isoTexts) },
    ],
  });
  await compare({
    title: 'days and wall clocks of front matter, without an offset, in the site’s zone',
    contenders: [
      { name: 'Date.parse (in the host’s zone)', items, run: () => dateParseAll(wallTexts) },
      { name: 'date-fns parse (in the host’s)', items, run: () => dateFnsAll(wallTexts, 'yyyy-MM-dd HH:mm') },
      { name: 'parseDate, a day', items, run: () => readAll(dayTexts, { zone: 'America/New_York' }) },
      { name: 'parseDate, with a time', items, run: () => readAll(wallTexts, { zone: 'America/New_York' }) },
    ],
  });
  await compare({
    title: 'RFC 822 (goal: within 5 × Date.parse)',
    contenders: [
      { name: 'Date.parse', items, run: () => dateParseAll(rfc822Texts) },
      {
        name: 'date-fns parse',
        items,
        run: () =>
          dateFnsAll(
            rfc822Texts.map((text) => text.replace('GMT', '+0000')),
            'EEE, dd MMM yyyy HH:mm:ss XX',
          ),
      },
      { name: 'parseDate', items, run: () => readAll(rfc822Texts) },
    ],
  });
};

const hostile: readonly string[] = [
  ...[
    '0',
    '9 ',
    ' ',
    '\u00a0',
    '(',
    ')',
    '[',
    '<',
    '<b>',
    '&',
    '&amp;',
    '&#x30;',
    ':',
    '-',
    '/',
    '.',
    ',',
    '+',
    'a',
    'Z',
  ],
  ...[
    '12:',
    '2015-',
    '16/',
    'Sep ',
    'Sep 16 ',
    '16 Sep 2015 ',
    '2015-09-16 ',
    '+05:30',
    'GMT+',
    'AM ',
    'Published: ',
  ],
  ...['年', '午後', '2015年', 'ago ', '2 hours ', '\u0301', '\u200f', 'mar. ', '1er ', '١', '𑄷', 'İ', 'ﬃ'],
];

/** Time for 100 KB of one piece, and how it grew from 50 KB: 2 is linear, 4 would be quadratic. */
const showLinearity = (): void => {
  console.log('\n100 KB of one piece (goal: under 50 ms each, twice the length about twice the time)');
  const context = { zone: 'Asia/Kolkata', language: 'en-IN', reference: '2015-09-16T16:22:00Z' };
  const time = (text: string): number => {
    let best = Infinity;
    for (let round = 0; round < 3; round += 1) {
      const before = performance.now();
      parseDate(text, context);
      best = Math.min(best, performance.now() - before);
    }
    return best;
  };
  const figures = hostile.map((piece) => {
    const count = Math.ceil(100_000 / Buffer.byteLength(piece));
    const half = time(piece.repeat(count >> 1));
    const whole = time(piece.repeat(count));
    return { piece: JSON.stringify(piece), whole, growth: whole / half };
  });
  for (const { piece, whole, growth } of figures.toSorted((a, b) => b.whole - a.whole).slice(0, 12)) {
    console.log(
      `  ${piece.padEnd(22)} ${whole.toFixed(2).padStart(8)} ms   ${growth.toFixed(1)} × that of half`,
    );
  }
  const slow = figures.filter(({ whole }) => whole >= 50).length;
  console.log(`  ${figures.length} pieces, ${slow} of them at 50 ms or more`);
};

/** `src/date` and what it imports without types, as the package brings it, in a new folder. */
const stripTypes = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-'));
  const source = fileURLToPath(new URL('../src/', import.meta.url));
  const files = readdirSync(join(source, 'date'), { recursive: true, encoding: 'utf8' }).map(
    (name) => `date/${name}`,
  );
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const file of ['problem.ts', ...files]) {
    const target = join(folder, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    if (!statSync(join(source, file)).isFile()) continue;
    const text = readFileSync(join(source, file), 'utf8');
    const isProgram = file.endsWith('.ts');
    const stripped = isProgram
      ? stripTypeScriptTypes(text).replaceAll(/(from '\.[^']*)\.ts'/g, "$1.js'")
      : text;
    writeFileSync(target, stripped);
  }
  return folder;
};

/** What an import costs a program that starts, and its first line in words: in a new process, median of nine. */
const showImportCost = (): void => {
  const folder = stripTypes();
  // The package's own locales are found from there as well.
  symlinkSync(fileURLToPath(new URL('../node_modules', import.meta.url)), join(folder, 'node_modules'));
  const cost = (module: URL): string => {
    const program = `const start = performance.now();
      const { parseDate } = await import(${JSON.stringify(module.href)});
      const loaded = performance.now();
      parseDate('Wednesday, September 16, 2015 9:52 pm', { zone: 'Asia/Kolkata', language: 'en-IN' });
      console.log(loaded - start, performance.now() - loaded);`;
    const runs = Array.from({ length: 9 }, () =>
      execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' })
        .split(' ')
        .map(Number),
    );
    const [load, first] = [0, 1].map((place) => runs.map((run) => run[place]!).toSorted((a, b) => a - b));
    return `median ${load![4]!.toFixed(1)} ms, best ${load![0]!.toFixed(1)} ms; first line ${first![4]!.toFixed(1)} ms`;
  };
  console.log('\nimport of the module in a new process');
  console.log(
    `  as the package has it (goal: under 15 ms)   ${cost(pathToFileURL(join(folder, 'date/index.js')))}`,
  );
  console.log(
    `  from src, types stripped on the way          ${cost(new URL('../src/date/index.ts', import.meta.url))}`,
  );
  rmSync(folder, { recursive: true });
};

await compareMix();
await compareMachineDates();
showLinearity();
showImportCost();
