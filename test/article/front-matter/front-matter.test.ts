import fc from 'fast-check';
import { defineMappingTag, FAILSAFE_SCHEMA, load, mergeTag, nullCoreTag } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { readFrontMatter } from '../../../src/article/front-matter/front-matter.ts';
import { readPlainYaml } from '../../../src/article/front-matter/plain.ts';
import type { FrontValue } from '../../../src/article/front-matter/value.ts';
import { cpuMilliseconds } from '../../support/cpu.ts';

const read = (text: string) => readFrontMatter({ path: 'a.md', text, encoding: 'utf-8' });

/** Maps as objects, to compare. */
const plain = (value: FrontValue | ReadonlyMap<string, FrontValue>): unknown => {
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, item]) => [key, plain(item as FrontValue)]));
  return Array.isArray(value) ? value.map(plain) : value;
};

const fieldsOf = (text: string): unknown => plain(read(text).fields);

describe('where front matter stands', () => {
  it.each([
    ['YAML', '---\ntitle: A\n---\nBody\n', 'yaml', 'Body\n', 4],
    ['YAML closed by dots', '---\ntitle: A\n...\nBody\n', 'yaml', 'Body\n', 4],
    ['YAML behind blank lines', '\n\n---\ntitle: A\n---\nBody\n', 'yaml', 'Body\n', 6],
    // Hexo and Pelican (Python-Markdown's meta-data) take three hyphens or more.
    ['YAML between longer fences', '----\ntitle: A\n----\nBody\n', 'yaml', 'Body\n', 4],
    ['YAML that a shorter fence closes', '-----\ntitle: A\n---\nBody\n', 'yaml', 'Body\n', 4],
    // Python-Markdown's meta-data end with a blank line, whatever opens them.
    ['headers below a longer line', '----\nTitle: A\nDate: 2018-12-26\n\nBody\n', 'headers', 'Body\n', 5],
    ['YAML with spaces behind its fences', '---  \ntitle: A\n--- \nBody\n', 'yaml', 'Body\n', 4],
    ['YAML that names itself', '---yaml\ntitle: A\n---\nBody\n', 'yaml', 'Body\n', 4],
    ['YAML without a body', '---\ntitle: A\n---', 'yaml', '', 3],
    ['TOML', "+++\ntitle = 'A'\n+++\nBody\n", 'toml', 'Body\n', 4],
    ['TOML that names itself', "---toml\ntitle = 'A'\n---\nBody\n", 'toml', 'Body\n', 4],
    ['JSON', '{\n"title": "A"\n}\n\nBody\n', 'json', '\nBody\n', 4],
    ['JSON on one line', '{"title":"A"}\nBody\n', 'json', 'Body\n', 2],
    ['JSON between semicolons', ';;;\n"title": "A"\n;;;\nBody\n', 'json', 'Body\n', 4],
    ['JSON of Hexo', '"title": "A",\n"date": "2013-07-13"\n;;;\nBody\n', 'json', 'Body\n', 4],
    ['YAML of Hexo', 'title: A\ntags:\n- x\n---\nBody\n', 'yaml', 'Body\n', 5],
    ['headers of Pelican', 'Title: A\nDate: 2010-10-03\n\nBody\n', 'headers', 'Body\n', 4],
    ['headers of Nikola', '<!--\n.. title: A\n.. slug: a\n-->\nBody\n', 'headers', '\nBody\n', 4],
  ])('finds %s', (_, text, kind, body, line) => {
    const matter = read(text);
    expect(matter).toMatchObject({ kind, body, bodyLine: line, problems: [] });
    expect([...matter.fields].find(([key]) => key.toLowerCase() === 'title')?.[1]).toBe('A');
  });

  it.each([
    ['prose', 'Just a text.\n'],
    ['a thematic break', '---\n\nA scene.\n\n---\n\nAnother one.\n'],
    ['a longer thematic break', '-----\nAnd then: more.\n\n-----\nOn it went.\n'],
    ['a thematic break alone', '---\nA scene: and then\nmore of it'],
    ['a heading underlined with dashes', 'Some heading\n---\nBody\n'],
    ['prose with a colon', 'Note: this is how it began.\n\nAnd on it went.\n'],
    ['a shortcode', '{{< figure src="a.jpg" >}}\n\nBody\n'],
    ['a Liquid tag', '{% include x.html %}\n'],
    ['a brace of prose', '{ braces } are signs.\n'],
    ['a definition', 'Body: text\nmore text that is no header\n'],
  ])('takes %s for the body', (_, text) => {
    const matter = read(text);
    expect(matter.kind).toBeUndefined();
    expect(matter).toMatchObject({ body: text, bodyLine: 1, problems: [] });
  });
});

describe('scalars', () => {
  it('keeps what YAML would make a date, a number or a truth', () => {
    const text = '---\na: 2015-09-16 21:52:00\nb: 0123\nc: 1.10\nd: yes\ne: 12:30\nf: 1_000\ng: "no"\n---\n';
    expect(fieldsOf(text)).toEqual({
      a: '2015-09-16 21:52:00',
      b: '0123',
      c: '1.10',
      d: 'yes',
      e: '12:30',
      f: '1_000',
      g: 'no',
    });
  });

  it('knows only a bare null as none', () => {
    expect(fieldsOf('---\na:\nb: ~\nc: null\nd: "null"\ne: "~"\nf: [a, null]\n---\n')).toEqual({
      a: null,
      b: null,
      c: null,
      d: 'null',
      e: '~',
      f: ['a', null],
    });
  });

  it('keeps numbers and dates of TOML as they are written', () => {
    const text = `+++
version = 1.10 # a comment
big = 1_000_000
day = 2019-04-09
moment = 2019-04-09T12:30:00+05:30
spaced = 2019-04-09 12:30:00
yes = true
list = [1.0, 2.50, "x"]
inline = { n = 1.10, s = "a = 1" }
text = """
a = 1
"""
[params]
n = 0x1F
+++
`;
    expect(fieldsOf(text)).toEqual({
      version: '1.10',
      big: '1_000_000',
      day: '2019-04-09',
      moment: '2019-04-09T12:30:00+05:30',
      spaced: '2019-04-09 12:30:00',
      yes: 'true',
      list: ['1.0', '2.50', 'x'],
      inline: { n: '1.10', s: 'a = 1' },
      text: 'a = 1\n',
      params: { n: '0x1F' },
    });
  });

  it('keeps numbers of JSON as they are written', () => {
    expect(
      fieldsOf('{\n\t"a": 1.10,\n\t"b": 1e3,\n\t"c": [true, null],\n\t"d": "\\u00e9\\ud83d\\ude00\\/"\n}\n'),
    ).toEqual({
      a: '1.10',
      b: '1e3',
      c: ['true', null],
      d: 'é😀/',
    });
  });

  it('joins the continued lines of headers', () => {
    expect(fieldsOf('Title: A\nSummary: One\n    two\nAuthors: Ann Lee\n    Bob Ray\n\nBody')).toEqual({
      Title: 'A',
      Summary: 'One\ntwo',
      Authors: 'Ann Lee\nBob Ray',
    });
  });

  it('reads nested YAML, block scalars, anchors and merges', () => {
    const text =
      '---\nbase: &b\n  x: 1\nmore:\n  <<: *b\n  y: |\n    two\n    lines\nlist: [[a, b], [c]]\n---\n';
    expect(fieldsOf(text)).toEqual({
      base: { x: '1' },
      more: { x: '1', y: 'two\nlines\n' },
      list: [['a', 'b'], ['c']],
    });
  });
});

describe('repairs', () => {
  it.each([
    ['an unquoted colon', 'title: Kites: a history', 'Kites: a history'],
    ['a quote within quotes', 'title: "He said "no" twice"', 'He said "no" twice'],
    ['an apostrophe within quotes', "title: 'It's here'", "It's here"],
    ['an at sign', 'title: @home', '@home'],
    ['a backtick', 'title: `code` and more', '`code` and more'],
    ['an asterisk', 'title: *Kites* over the fort', '*Kites* over the fort'],
    ['a bracket that is text', 'title: [Update] Kites', '[Update] Kites'],
    ['text behind a quoted word', 'title: "Kites" over the fort', '"Kites" over the fort'],
    ['quoted words at both ends', 'title: "Ropes" and other "words"', '"Ropes" and other "words"'],
    ['a backslash of Windows', 'title: "C:\\kites"', 'C:\\kites'],
    ['a quote that is not closed', 'title: "Kites', 'Kites'],
    ['typographic quotes', 'title: “Kites: a history”', 'Kites: a history'],
    ['no space behind the colon', 'title:Kites', 'Kites'],
    ['a colon at the end', 'title: What they saw:', 'What they saw:'],
    ['a percent sign', 'title: %kites', '%kites'],
  ])('repairs %s', (_, line, title) => {
    const matter = read(`---\ndate: 2015-09-16\n${line}\ntags: [a]\n---\nBody\n`);
    expect(plain(matter.fields)).toEqual({ date: '2015-09-16', title, tags: ['a'] });
    expect(matter.problems).toHaveLength(1);
    expect(matter.problems[0]).toMatchObject({
      code: 'front-matter-repaired',
      severity: 'warning',
      path: 'a.md',
      line: 3,
    });
  });

  it('repairs tabs', () => {
    const matter = read('---\ntitle: A\ntags:\n\t- x\n\t- y\n---\n');
    expect(plain(matter.fields)).toEqual({ title: 'A', tags: ['x', 'y'] });
    expect(matter.problems.map(({ code }) => code)).toContain('front-matter-repaired');
  });

  it('repairs uneven indentation', () => {
    expect(fieldsOf('---\ntitle: A\n date: 2015-09-16\n---\n')).toEqual({ title: 'A', date: '2015-09-16' });
  });

  it('closes a list', () => {
    expect(fieldsOf('---\ntitle: A\ntags: [a, b c\n---\n')).toEqual({ title: 'A', tags: ['a', 'b c'] });
  });

  it('repairs several lines', () => {
    const matter = read('---\ntitle: A: b\nsummary: C: d\nauthor: E\n---\n');
    expect(plain(matter.fields)).toEqual({ title: 'A: b', summary: 'C: d', author: 'E' });
    expect(matter.problems.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('reads bare text of TOML with a warning', () => {
    const matter = read('+++\ntitle = Salt roads\nslug = "a"\n+++\n');
    expect(plain(matter.fields)).toEqual({ title: 'Salt roads', slug: 'a' });
    expect(matter.problems).toMatchObject([{ code: 'front-matter-repaired', line: 2, column: 9 }]);
  });
});

describe('faults', () => {
  it.each([
    ['YAML', '---\ntitle: A\n- x\n- {\n---\nBody\n'],
    ['TOML', '+++\ntitle = "A\n+++\nBody\n'],
    ['JSON', '{\n"title": "A" "B"\n}\nBody\n'],
  ])('tells where %s cannot be read', (_, text) => {
    const { fields, problems, body } = read(text);
    expect(fields.size).toBe(0);
    expect(body).toBe('Body\n');
    expect(problems).toMatchObject([{ code: 'front-matter', severity: 'error', path: 'a.md' }]);
    expect(problems[0]!.line).toBeGreaterThan(1);
    expect(problems[0]!.line).toBeLessThan(6);
    expect(problems[0]!.hint).not.toBe('');
  });

  it('tells of a fence that is not closed', () => {
    expect(read('---\ntitle: A\ndate: 2015-09-16\n\nBody\n').problems).toMatchObject([
      { code: 'front-matter', line: 1 },
    ]);
    expect(read('{\n"title": "A"\n').problems).toMatchObject([{ code: 'front-matter', line: 1 }]);
  });

  it('runs nothing', () => {
    expect(read('---js\n{ title: process.exit(7) }\n---\nBody: x\n').problems).toMatchObject([
      { code: 'front-matter' },
    ]);
    expect(fieldsOf('---\na: !!js/function "function(){}"\n---\n')).toEqual({ a: 'function(){}' });
  });

  it.each([
    ['YAML', '---\ntitle: A\ntitle: B\n---\n', 3],
    ['TOML', '+++\ntitle = "A"\ntitle = "B"\n+++\n', 3],
    ['JSON', '{"title": "A",\n"title": "B"}\n', 2],
    ['headers', 'Title: A\nTitle: B\n\n', 2],
  ])('counts the first of two keys in %s', (_, text, line) => {
    const { fields, problems } = read(text);
    expect([...fields.values()]).toEqual(['A']);
    expect(problems).toMatchObject([{ code: 'duplicate-key', severity: 'warning', line }]);
  });
});

describe('hostile front matter', () => {
  const quick = (text: string): void => expect(cpuMilliseconds(() => read(text))).toBeLessThan(2000);

  it('touches no prototype', () => {
    for (const text of [
      '---\n__proto__:\n  polluted: yes\nconstructor: x\n---\n',
      '+++\n[__proto__]\npolluted = 1\n+++\n',
      '{"__proto__": {"polluted": 1}}\n',
    ]) {
      const { fields } = read(text);
      expect(fields.has('__proto__')).toBe(true);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    }
  });

  it('is not slowed by bombs, depth and length', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (let level = 0; level < 40; level += 1) {
      const before = String.fromCharCode(97 + (level % 26)) + (level >= 26 ? 'z' : '');
      const name = String.fromCharCode(97 + ((level + 1) % 26)) + (level + 1 >= 26 ? 'z' : '');
      bomb.push(`${name}: &${name} [${`*${before},`.repeat(8)}*${before}]`);
    }
    quick(`---\ntitle: A\n${bomb.join('\n')}\n---\n`);
    quick(`---\na: ${'['.repeat(100_000)}\n---\n`);
    quick(`---\n${Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')}\n---\n`);
    quick(`---\ntitle: ${'x: '.repeat(300_000)}\n---\n`);
    quick(`---\n${'a: "\n'.repeat(20_000)}---\n`);
    quick(`+++\na = ${'['.repeat(100_000)}\n+++\n`);
    quick(`+++\n${'a = 1\n'.repeat(20_000)}+++\n`);
    quick(`+++\n${'a.b.'.repeat(50_000)}\n+++\n`);
    quick(`{"a": ${'{"a":'.repeat(50_000)}`);
    quick(`${'Title: x\n'.repeat(100_000)}`);
    quick(`---\n${'title\n'.repeat(300_000)}`);
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      '---',
      '+++',
      ';;;',
      '{',
      '}',
      '\n',
      'title: ',
      'a = ',
      '"',
      "'",
      '[',
      ']',
      '- ',
      '  ',
      '\t',
      '&a ',
      '*a',
      ': ',
      '#',
      '|\n',
      'x',
      '<<: ',
      '!!x ',
      ',',
      '\u0000',
      'é',
    );
    fc.assert(
      fc.property(
        fc.constantFrom('---\n', '+++\n', '{"', 'title: '),
        fc.array(piece, { maxLength: 40 }),
        (head, pieces) => {
          expect(() => read(`${head}${pieces.join('')}\n---\n`)).not.toThrow();
          expect(() => read(`${head}${pieces.join('')}\n+++\n`)).not.toThrow();
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the quick way to read YAML', () => {
  const map = defineMappingTag('tag:yaml.org,2002:map', {
    create: (): Map<string, unknown> => new Map(),
    addPair: (target, key, value) => {
      target.set(String(key), value);
      return '';
    },
    has: (target, key) => target.has(String(key)),
    keys: (target) => target.keys(),
    get: (target, key) => target.get(String(key)),
    identify: () => false,
  });
  const schema = FAILSAFE_SCHEMA.withTags(nullCoreTag, mergeTag, map);

  it('says what the parser says, or nothing', () => {
    const scalar = fc
      .array(
        fc.constantFrom(
          'a',
          'B',
          '1',
          '2015-09-16',
          ' ',
          ':',
          ': ',
          '#',
          ' #',
          '-',
          ', ',
          '"',
          "'",
          '[',
          ']',
          '{',
          '}',
          '&',
          '*',
          '!',
          '|',
          '>',
          '%',
          '@',
          '`',
          '~',
          'null',
          'true',
          '\\',
          '.',
          '?',
          '=',
          '<<',
          'é',
        ),
        { maxLength: 6 },
      )
      .map((parts) => parts.join(''));
    const line = fc.oneof(
      fc
        .tuple(
          fc.constantFrom('title', 'date', 'a-b', 'x', '<<', 'null', '"q"'),
          fc.constantFrom(': ', ':', ':  ', ' : '),
          scalar,
        )
        .map((parts) => parts.join('')),
      scalar.map((text) => `- ${text}`),
      scalar.map((text) => `  - ${text}`),
      scalar.map((text) => `  ${text}`),
      scalar.map((text) => `tags: [${text}]`),
      fc.constantFrom('', '# comment', 'list:', '   '),
    );
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
        const source = lines.join('\n');
        const quick = readPlainYaml(source);
        if (!quick) return;
        accepted += 1;
        expect(quick.fields).toEqual(load(source, { schema }));
      }),
      { numRuns: 20_000 },
    );
    expect(accepted).toBeGreaterThan(200);
  });
});
