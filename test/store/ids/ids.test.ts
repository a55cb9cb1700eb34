import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { IdRecord, IdRecords } from '../../../src/article/identity/id-records.ts';
import type { Instant } from '../../../src/date/reading.ts';
import { openIds } from '../../../src/store/ids/ids.ts';
import { formatIds, parseIds, piecesOfText } from '../../../src/store/ids/ids-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-ids-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const idsFile = () => join(folder, 'ids.tsv');

const row = (id: string, given: Partial<IdRecord> = {}): IdRecord => ({
  id,
  path: `${id}.md`,
  part: undefined,
  slug: id,
  published: Date.parse('2026-03-01T09:30:00Z') as Instant,
  bodyHash: '0123456789abcdef',
  metaHash: 'fedcba9876543210',
  fileTime: undefined,
  ...given,
});

const rows = (...list: readonly IdRecord[]): IdRecords => new Map(list.map((each) => [each.id, each]));

describe('the text of ids.tsv', () => {
  test('has a version, a header and rows sorted by id', () => {
    const text = formatIds(rows(row('b'), row('a', { fileTime: 0 as Instant })));
    expect(text.split('\n').slice(1, -1)).toEqual([
      'id\tpath\tslug\tpublished\tbody\tmeta\tpart\tfile-time',
      'a\ta.md\ta\t2026-03-01T09:30:00Z\t0123456789abcdef\tfedcba9876543210\t\t1970-01-01T00:00:00Z',
      'b\tb.md\tb\t2026-03-01T09:30:00Z\t0123456789abcdef\tfedcba9876543210\t\t',
    ]);
    expect(text).toMatch(/^# dateline ids 1\b/);
  });

  test('keeps any id, path and slug', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(text, text, text, fc.option(text, { nil: undefined }), (id, path, slug, part) => {
        const records = rows(row(id, { path, slug, part }));
        expect(parseIds(formatIds(records))).toEqual({ records, damaged: [], isOwn: true });
      }),
    );
    for (const id of ['# comment', '<<<<<<< HEAD', '=======', 'id\tpath\tslug', '\ud800', '\ufeffx']) {
      const records = rows(row(id));
      expect(parseIds(formatIds(records)).records).toEqual(records);
    }
  });

  test('reads what people and git make of it', () => {
    const text = [
      '\ufeff# dateline ids 1',
      'id\tpath\tslug',
      '<<<<<<< HEAD',
      'a\ta.md\tmine',
      '||||||| base',
      '=======',
      'a\ta.md\ttheirs',
      'b\tb.md',
      '>>>>>>> branch',
      'nonsense',
      '',
    ].join('\r\n');
    const { records, damaged } = parseIds(text);
    expect([...records.values()].map(({ id, path, slug }) => [id, path, slug])).toEqual([
      ['a', 'a.md', 'mine'],
      ['b', 'b.md', ''],
    ]);
    expect(damaged).toEqual([{ line: 10, text: 'nonsense' }]);
  });

  test.each(['\n', '\r\n'])('comes in pieces of whole lines (%j)', (end) => {
    const many = Array.from({ length: 9000 }, (_, at) =>
      row(`tag:例.org,2026:${String(at).padStart(5, '0')}`),
    );
    const whole = formatIds(rows(...many)).replaceAll('\n', end);
    const text = `\ufeff${whole}nonsense${end}`;
    const bytes = Buffer.from(text);
    const pieces = [...piecesOfText(bytes)];
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.join('')).toBe(text);
    expect(parseIds(piecesOfText(bytes))).toEqual({
      records: rows(...many),
      damaged: [{ line: 9003, text: 'nonsense' }],
      isOwn: false,
    });
    expect(parseIds(piecesOfText(Buffer.from(whole))).isOwn).toBe(end === '\n');
  });
});

describe('the store of ids', () => {
  test('loads what it has saved', async () => {
    const records = rows(row('a'), row('b'));
    expect((await openIds(folder).save(records)).problems).toEqual([]);
    expect(await openIds(folder).load()).toEqual({ records, problems: [] });
  });

  test('starts empty where nothing was saved, and writes nothing by loading', async () => {
    const state = join(folder, 'none');
    expect(await openIds(state).load()).toEqual({ records: new Map(), problems: [] });
    expect(existsSync(state)).toBe(false);
  });

  test('never removes a row, and answers those of others', async () => {
    await openIds(folder).save(rows(row('a')));
    const saved = await openIds(folder).save(rows(row('b')));
    expect([...saved.records.keys()].sort()).toEqual(['a', 'b']);
  });

  test('keeps what a person has edited meanwhile, unless the row has changed here too', async () => {
    const store = openIds(folder);
    await store.save(rows(row('a'), row('b')));
    writeFileSync(idsFile(), readFileSync(idsFile(), 'utf8').replaceAll('.md\t', '.md\tedited-'));
    const saved = await store.save(rows(row('a'), row('b', { slug: 'mine' })));
    expect(saved.records.get('a')?.slug).toBe('edited-a');
    expect(saved.records.get('b')?.slug).toBe('mine');
  });

  test('does not bring back ids of a loopback address that were moved', async () => {
    const store = openIds(folder);
    await store.save(rows(row('tag:localhost,2026:a')));
    await store.load();
    const saved = await store.save(rows(row('tag:example.org,2026:a', { path: 'a.md' })));
    expect([...saved.records.keys()]).toEqual(['tag:example.org,2026:a']);
  });

  test('sets damaged lines aside once and tells of them', async () => {
    writeFileSync(idsFile(), 'a\ta.md\ta\nbroken line\n');
    const store = openIds(folder);
    const loaded = await store.load();
    expect(loaded.problems.map(({ code }) => code)).toEqual(['ids-damaged']);
    expect(loaded.problems[0]?.message).toContain('ids.tsv:2');
    await store.save(loaded.records);
    writeFileSync(idsFile(), `${readFileSync(idsFile(), 'utf8')}broken line\n`);
    await store.save(rows(row('c')));
    expect(readFileSync(join(folder, 'ids-damaged.tsv'), 'utf8')).toBe('broken line\n');
    expect(await openIds(folder).load()).toMatchObject({ problems: [] });
  });

  test('leaves a file alone that a later version has written', async () => {
    const text = '# dateline ids 2\nid\tpath\tslug\tnew\na\ta.md\ta\tx\n';
    writeFileSync(idsFile(), text);
    const { problems } = await openIds(folder).save(rows(row('b')));
    expect(problems.map(({ code }) => code)).toEqual(['ids-not-written']);
    expect(readFileSync(idsFile(), 'utf8')).toBe(text);
  });

  test('answers the ids even where they cannot be kept', async () => {
    writeFileSync(join(folder, 'file'), '');
    const saved = await openIds(join(folder, 'file')).save(rows(row('a')));
    expect([...saved.records.keys()]).toEqual(['a']);
    expect(saved.problems).toMatchObject([{ code: 'ids-not-written', severity: 'error' }]);
  });

  test('writes through a symbolic link, and not at all where nothing has changed', async () => {
    mkdirSync(join(folder, 'real'));
    writeFileSync(join(folder, 'real', 'kept.tsv'), formatIds(rows(row('a'))));
    mkdirSync(join(folder, 'state'));
    symlinkSync(join(folder, 'real', 'kept.tsv'), join(folder, 'state', 'ids.tsv'));
    chmodSync(join(folder, 'real', 'kept.tsv'), 0o444);
    const store = openIds(join(folder, 'state'));
    await store.save(rows(row('b')));
    const { ino } = statSync(join(folder, 'real', 'kept.tsv'));
    await openIds(join(folder, 'state')).save(rows(row('b')));
    expect(statSync(join(folder, 'real', 'kept.tsv')).ino).toBe(ino);
    expect([...parseIds(readFileSync(join(folder, 'real', 'kept.tsv'), 'utf8')).records.keys()]).toEqual([
      'a',
      'b',
    ]);
  });
});

const modules = new URL('../../../src/', import.meta.url).href;

/** A process that saves rows `NAME-0`, `NAME-1` … one after the other and tells of each that is kept. */
const writer = (name: string, count: number): ChildProcess =>
  spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `
      const { openIds } = await import('${modules}store/ids/ids.ts');
      const store = openIds(${JSON.stringify(folder)});
      let { records } = await store.load();
      for (let n = 0; n < ${count}; n += 1) {
        const id = '${name}-' + n;
        const mine = new Map(records).set(id, { id, path: id + '.md', slug: id, bodyHash: '', metaHash: '' });
        const saved = await store.save(mine);
        if (saved.problems.length > 0) throw new Error(saved.problems[0].message);
        records = saved.records;
        process.stdout.write(id + '\\n');
      }
      `,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );

const linesOf = (child: ChildProcess): string[] => {
  const lines: string[] = [];
  child.stdout
    ?.setEncoding('utf8')
    .on('data', (text: string) => lines.push(...text.split('\n').filter(Boolean)));
  return lines;
};

test('two processes on one folder lose no id', async () => {
  const [one, two] = [writer('one', 25), writer('two', 25)];
  const codes = await Promise.all([once(one, 'exit'), once(two, 'exit')]);
  expect(codes.map(([code]) => code)).toEqual([0, 0]);
  const { records, problems } = await openIds(folder).load();
  expect(problems).toEqual([]);
  expect(records.size).toBe(50);
});

test('a process that is killed at any moment leaves every id that it had kept, and no lock', async () => {
  const kept: string[][] = [];
  for (const [round, delay] of [20, 60, 110].entries()) {
    const child = writer(`round${round}`, 100_000);
    const lines = linesOf(child);
    kept.push(lines);
    await once(child.stdout!, 'data');
    await new Promise((done) => setTimeout(done, delay));
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  const store = openIds(folder);
  const { records, problems } = await store.load();
  expect(problems).toEqual([]);
  for (const lines of kept) {
    expect(lines.length).toBeGreaterThan(0);
    for (const id of lines) expect(records.has(id)).toBe(true);
  }
  expect((await store.save(rows(row('after')))).problems).toEqual([]);
  expect(
    readdirSync(folder)
      .filter((name) => name !== 'ids.tsv.new')
      .sort(),
  ).toEqual(['cache', 'ids.tsv']);
});
