import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const source = new URL('../../src/', import.meta.url);

/** Prints every module that an import, and then reading `texts`, loads by way of `import` and of `require`. */
const program = (module: string, texts: readonly string[]): string => `
  import { createRequire, registerHooks } from 'node:module';
  const loaded = [];
  registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
  const { parseDate } = await import(${JSON.stringify(module)});
  for (const text of ${JSON.stringify(texts)})
    if (!parseDate(text, { zone: 'Asia/Kolkata', language: 'de' }).ok) throw new Error(text);
  const cached = Object.keys(createRequire(import.meta.url).cache);
  console.log(JSON.stringify([...loaded, ...cached]));
`;

const loadedBy = (module: string, ...texts: string[]): readonly string[] => {
  const code = program(new URL(module, source).href, texts);
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' }),
  ) as string[];
};

describe('importing dateline-feeds/date', () => {
  const loaded = loadedBy('date/index.ts');

  it('loads its own folder and what stands before it', () => {
    expect(loaded.length).toBeGreaterThan(3);
    const own = loaded.filter((url) => url.startsWith(source.href));
    expect(
      own.filter((url) => !/\/src\/(?:date\/[\w./-]+|(?:lazy|problem)\.ts|site\.ts)$/.test(url)),
    ).toEqual([]);
  });

  it('loads no package: no Express, no date-fns locale, and temporal-polyfill only without Temporal', () => {
    const packages = loaded.filter((url) => url.includes('node_modules'));
    const needed = 'Temporal' in globalThis ? packages : packages.filter((url) => !url.includes('temporal'));
    expect(needed).toEqual([]);
  });
});

describe('reading', () => {
  const reader = new URL('date/reader.ts', source).href;

  it('loads no words, names or tables for what programs write', () => {
    const loaded = loadedBy('date/index.ts', '2015-09-16T21:52:00+05:30', 'Wed, 16 Sep 2015 16:22:00 GMT');
    expect(loaded).toContain(new URL('date/fast.ts', source).href);
    expect(loaded).not.toContain(reader);
  });

  it('loads the general reader, and the one locale it needs, with the first text that needs them', () => {
    const loaded = loadedBy('date/index.ts', 'Mittwoch, 16. September 2015, 21:52 Uhr');
    expect(loaded).toContain(reader);
    const locales = loaded.filter((url) => /date-fns\/locale\/[\w-]+\.c?js$/.test(url));
    expect(new Set(locales.map((url) => url.replace(/.*\//, '')))).toEqual(new Set(['de.cjs']));
  });
});

describe('the sources', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );

  it('never import date-fns or date-fns/locale whole', () => {
    expect(files.length).toBeGreaterThan(5);
    const whole = files.filter((name) =>
      /['"`]date-fns(?:\/locale)?(?:\/index(?:\.c?js)?|\.c?js)?['"`]/.test(
        readFileSync(new URL(name, source), 'utf8').replaceAll(/^\s*(?:\/\/|\*|\/\*).*$/gm, ''),
      ),
    );
    expect(whole).toEqual([]);
  });

  it('never let the host’s parser or zone read a date', () => {
    const dates = files.filter((name) => name.startsWith('date/'));
    const risky = dates.filter((name) =>
      /\bDate\.parse\(|\.getTimezoneOffset\(|\bDate\.now\(|\bnew Date\(\)|\.toLocale(?:Date|Time)?String\(/.test(
        readFileSync(new URL(name, source), 'utf8').replaceAll(/^\s*(?:\/\/|\*|\/\*).*$/gm, ''),
      ),
    );
    expect(risky).toEqual([]);
  });
});
