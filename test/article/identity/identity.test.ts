import { expect, test } from 'vitest';
import type { Article, ArticleFacts } from '../../../src/article/article.ts';
import { articleKey, type IdRecord, type IdRecords } from '../../../src/article/identity/id-records.ts';
import { IdentityIndex } from '../../../src/article/identity/identity.ts';
import type { Instant } from '../../../src/date/reading.ts';
import { article, site } from '../../support/builders.ts';
import { assignIdentities } from '../../support/identities.ts';

const facts = (path: string, given: Partial<Article> = {}): ArticleFacts => {
  const {
    id: _id,
    slug: _slug,
    link: _link,
    ...rest
  } = article({
    title: path,
    bodyHash: `body of ${path}`,
    metaHash: `meta of ${path}`,
    ...given,
  });
  return { ...rest, path };
};

const row = (id: string, path: string, given: Partial<IdRecord> = {}): IdRecord => ({
  id,
  path,
  slug: '',
  bodyHash: `body of ${path}`,
  metaHash: `meta of ${path}`,
  ...given,
});

const rows = (...list: readonly IdRecord[]): IdRecords => new Map(list.map((each) => [each.id, each]));

const ids = (list: readonly ArticleFacts[], records: IdRecords = rows(), settings = site()) =>
  Object.fromEntries(assignIdentities(list, records, settings).articles.map((each) => [each.path, each.id]));

test('mints a tag URI from the path without its ending, in NFC, as encodeURI writes it', () => {
  expect(ids([facts('2026/cafe\u0301 no%1.md'), facts('launch.tar.md'), facts('\ud800.md')])).toEqual({
    '2026/cafe\u0301 no%1.md': 'tag:example.org,2026:2026/caf%C3%A9%20no%251',
    'launch.tar.md': 'tag:example.org,2026:launch.tar',
    '\ud800.md': 'tag:example.org,2026:%EF%BF%BD',
  });
});

test('puts ~2 behind an id that is another file’s, in code-point order of the paths', () => {
  expect(ids([facts('a.txt'), facts('a.md'), facts('a.html')])).toEqual({
    'a.html': 'tag:example.org,2026:a',
    'a.md': 'tag:example.org,2026:a~2',
    'a.txt': 'tag:example.org,2026:a~3',
  });
});

test('never gives a new file the id of one that is gone', () => {
  const records = rows(row('tag:example.org,2026:a', 'old/a.md'));
  expect(ids([facts('a.md')], records)).toEqual({ 'a.md': 'tag:example.org,2026:a~2' });
});

test('keeps given ids exactly as given', () => {
  expect(ids([facts('a.md', { givenId: ' Odd id & more ' })])).toEqual({ 'a.md': ' Odd id & more ' });
});

test('names the parts of a file that holds several articles', () => {
  const { articles } = assignIdentities(
    [facts('export.json', { part: 'one' }), facts('export.json', { part: 'two' })],
    rows(),
    site(),
  );
  expect(articles.map(({ id }) => id)).toEqual([
    'tag:example.org,2026:export/one',
    'tag:example.org,2026:export/two',
  ]);
});

test('keeps what is recorded through an edit, a new title and a new public address', () => {
  const first = assignIdentities([facts('a.md', { title: 'One' })], rows(), site());
  const edited = facts('a.md', { title: 'Two', bodyHash: 'new', metaHash: 'new' });
  const second = assignIdentities(
    [edited],
    first.records,
    site({ url: 'https://new.example', idAuthority: 'new.example,2026' }),
  );
  expect(second.articles[0]).toMatchObject({
    id: 'tag:example.org,2026:a',
    slug: 'one',
    link: 'https://new.example/articles/one/',
  });
  expect(second.records.get('tag:example.org,2026:a')).toMatchObject({ bodyHash: 'new', metaHash: 'new' });
});

test.each([
  ['renamed', {}],
  ['renamed and its text edited', { bodyHash: 'edited' }],
  ['renamed and its front matter edited', { metaHash: 'edited' }],
])('a file that was %s keeps id and slug', (_what, edit) => {
  const first = assignIdentities([facts('a.md', { title: 'First' }), facts('other.md')], rows(), site());
  const moved = facts('moved/b.md', {
    title: 'Second',
    bodyHash: 'body of a.md',
    metaHash: 'meta of a.md',
    ...edit,
  });
  const { articles, records } = assignIdentities([moved, facts('other.md')], first.records, site());
  expect(articles[0]).toMatchObject({ path: 'moved/b.md', id: 'tag:example.org,2026:a', slug: 'first' });
  expect(records.get('tag:example.org,2026:a')?.path).toBe('moved/b.md');
  expect(records.size).toBe(2);
});

test('a file renamed and wholly rewritten is a new article, and the old row stays', () => {
  const first = assignIdentities([facts('a.md')], rows(), site());
  const { articles, records } = assignIdentities([facts('b.md')], first.records, site());
  expect(articles[0]?.id).toBe('tag:example.org,2026:b');
  expect([...records.keys()].sort()).toEqual(['tag:example.org,2026:a', 'tag:example.org,2026:b']);
});

test('files that swap their names keep their ids', () => {
  const [one, two] = [facts('a.md', { title: 'One' }), facts('b.md', { title: 'Two' })];
  const first = assignIdentities([one, two], rows(), site());
  const swapped = [
    { ...one, path: 'b.md' },
    { ...two, path: 'a.md' },
  ];
  const { articles } = assignIdentities(swapped, first.records, site());
  expect(articles.map(({ path, id, slug }) => [path, id, slug])).toEqual([
    ['a.md', 'tag:example.org,2026:b', 'two'],
    ['b.md', 'tag:example.org,2026:a', 'one'],
  ]);
});

test('files that pass their names on keep their ids, and the new one in their midst gets its own', () => {
  const old = ['1.md', '2.md', '3.md'].map((path) => facts(path));
  const first = assignIdentities(old, rows(), site());
  const renumbered = old.map((each, at) => ({ ...each, path: `${at + 2}.md` }));
  const { articles, records } = assignIdentities(
    [facts('1.md', { bodyHash: 'new', metaHash: 'new', title: '1.md' }), ...renumbered],
    first.records,
    site(),
  );
  expect(articles.map(({ path, id }) => [path, id])).toEqual([
    ['1.md', 'tag:example.org,2026:1~2'],
    ['2.md', 'tag:example.org,2026:1'],
    ['3.md', 'tag:example.org,2026:2'],
    ['4.md', 'tag:example.org,2026:3'],
  ]);
  expect(new Set(articles.map(({ slug }) => slug)).size).toBe(4);
  expect(assignIdentities(articles, records, site()).articles).toEqual(articles);
});

test('a file that is wholly rewritten keeps its id', () => {
  const first = assignIdentities([facts('a.md'), facts('b.md')], rows(), site());
  const { articles } = assignIdentities(
    [facts('a.md', { bodyHash: 'new', metaHash: 'new' }), facts('b.md')],
    first.records,
    site(),
  );
  expect(articles[0]?.id).toBe('tag:example.org,2026:a');
});

test('agreement of both hashes beats agreement of one', () => {
  const records = rows(
    row('x', 'x.md', { bodyHash: 'B', metaHash: 'M' }),
    row('y', 'y.md', { bodyHash: 'B', metaHash: 'other' }),
  );
  expect(ids([facts('new.md', { bodyHash: 'B', metaHash: 'M' })], records)).toEqual({ 'new.md': 'x' });
});

test('several candidates are none', () => {
  const records = rows(row('x', 'x.md', { bodyHash: 'B' }), row('y', 'y.md', { bodyHash: 'B' }));
  expect(ids([facts('new.md', { bodyHash: 'B' })], records)).toEqual({
    'new.md': 'tag:example.org,2026:new',
  });
  const one = rows(row('x', 'x.md', { bodyHash: 'B' }));
  expect(ids([facts('n1.md', { bodyHash: 'B' }), facts('n2.md', { bodyHash: 'B' })], one)).toEqual({
    'n1.md': 'tag:example.org,2026:n1',
    'n2.md': 'tag:example.org,2026:n2',
  });
});

test('empty bodies and bare front matter are no evidence', () => {
  const records = rows(row('x', 'x.md', { bodyHash: '', metaHash: '' }));
  expect(ids([facts('n.md', { bodyHash: '', metaHash: '' })], records)).toEqual({
    'n.md': 'tag:example.org,2026:n',
  });
});

test('a file that is there but holds no article now keeps its row', () => {
  const index = new IdentityIndex(rows(row('x', 'x.md', { bodyHash: 'B' })), site());
  const { articles } = index.update({
    changed: [facts('n.md', { bodyHash: 'B' })],
    exists: (path) => path === 'x.md',
  });
  expect(articles[0]?.id).toBe('tag:example.org,2026:n');
});

test('of two files with one id the recorded path keeps it, and the other is held back by name', () => {
  const records = rows(row('guid', 'z.md'));
  const list = [facts('a.md', { givenId: 'guid' }), facts('z.md', { givenId: 'guid' })];
  const { articles, problems } = assignIdentities(list, records, site());
  expect(articles.map(({ path }) => path)).toEqual(['z.md']);
  expect(problems).toMatchObject([{ code: 'duplicate-id', severity: 'error', path: 'a.md' }]);
  expect(problems[0]?.message).toContain('z.md');
});

test('without a record the first in code-point order keeps the id', () => {
  // U+FF01 comes before U+1F600, though its UTF-16 unit is larger.
  const list = [facts('\u{1f600}.md', { givenId: 'guid' }), facts('\uff01.md', { givenId: 'guid' })];
  expect(ids(list)).toEqual({ '\uff01.md': 'guid' });
});

test('a held article gets its id when the other one goes', () => {
  const index = new IdentityIndex(rows(), site());
  const [a, b] = [facts('a.md', { givenId: 'guid' }), facts('b.md', { givenId: 'guid' })];
  index.update({ changed: [a, b] });
  expect(index.problems).toHaveLength(1);
  const { articles, gone } = index.update({ removed: ['a.md'] });
  expect(articles.map(({ path }) => path)).toEqual(['b.md']);
  expect(gone).toEqual(['a.md']);
  expect(index.problems).toEqual([]);
});

test('an id waits for its recorded file while that cannot be read', () => {
  const index = new IdentityIndex(rows(row('guid', 'z.md')), site());
  const copy = facts('a.md', { givenId: 'guid' });
  index.update({ changed: [copy], exists: (path) => path === 'z.md' });
  expect(index.article('a.md')).toBeUndefined();
  expect(index.problems[0]?.message).toContain('z.md');
  index.update({ changed: [facts('z.md', { givenId: 'guid' })] });
  expect(index.article('z.md')?.id).toBe('guid');
  expect(index.problems.map(({ path }) => path)).toEqual(['a.md']);
});

test('an id whose recorded file is gone goes to the file that gives it', () => {
  const index = new IdentityIndex(rows(row('guid', 'z.md', { slug: 'kept' })), site());
  index.update({ changed: [facts('a.md', { givenId: 'guid' })], exists: (path) => path === 'a.md' });
  expect(index.article('a.md')).toMatchObject({ id: 'guid', slug: 'kept' });
});

test('ids minted for localhost take the right authority once, recorded and given ids do not', () => {
  const home = site({ url: 'http://localhost:3000', idAuthority: 'localhost,2026' });
  const first = assignIdentities([facts('a.md'), facts('b.md', { givenId: 'guid' })], rows(), home);
  expect(first.articles.map(({ id }) => id)).toEqual(['tag:localhost,2026:a', 'guid']);
  expect(first.problems.map(({ code }) => code)).toEqual(['id-authority']);
  const second = assignIdentities([facts('a.md'), facts('b.md', { givenId: 'guid' })], first.records, site());
  expect(second.articles.map(({ id }) => id)).toEqual(['tag:example.org,2026:a', 'guid']);
  expect([...second.records.keys()].sort()).toEqual(['guid', 'tag:example.org,2026:a']);
  const third = assignIdentities(
    [facts('a.md')],
    second.records,
    site({ url: 'https://other.example', idAuthority: 'other.example,2026' }),
  );
  expect(third.articles[0]?.id).toBe('tag:example.org,2026:a');
});

test('fills in the pattern for ids, in the article’s own zone', () => {
  const settings = site({ idPattern: 'https://old.example/{year}/{month}/{day}/{slug}/{path}' });
  const late = {
    published: Date.parse('2015-12-31T20:00:00Z') as Instant,
    zone: 'Asia/Kolkata',
    title: 'Ü 1',
  };
  expect(ids([facts('in/a b.md', late)], rows(), settings)).toEqual({
    'in/a b.md': 'https://old.example/2016/01/01/u-1/in/a%20b',
  });
});

test('slugs are unique without regard to case, and stay when another of that name comes', () => {
  const first = assignIdentities([facts('b.md', { title: 'Café' })], rows(), site());
  const all = [facts('a.md', { title: 'cafe' }), facts('b.md', { title: 'Café' })];
  const { articles } = assignIdentities(all, first.records, site());
  expect(articles.map(({ slug }) => slug)).toEqual(['cafe-2', 'cafe']);
});

test('a given slug overrides the recorded one; against another article’s it gets a number and a warning', () => {
  const first = assignIdentities(
    [facts('a.md', { title: 'One' }), facts('b.md', { title: 'Two' })],
    rows(),
    site(),
  );
  const asked = [facts('a.md', { givenSlug: 'two' }), facts('b.md', { title: 'Changed' })];
  const second = assignIdentities(asked, first.records, site());
  expect(second.articles.map(({ slug }) => slug)).toEqual(['two-2', 'two']);
  expect(second.problems.map(({ code, path }) => [code, path])).toEqual([['duplicate-slug', 'a.md']]);
  const free = assignIdentities([facts('a.md', { givenSlug: 'Über uns' })], first.records, site());
  expect(free.articles[0]?.slug).toBe('Über-uns');
});

test('a draft’s slug follows its title until it is published', () => {
  const index = new IdentityIndex(rows(), site());
  index.update({ changed: [facts('a.md', { title: 'Untitled', draft: true })] });
  expect(index.article('a.md')?.slug).toBe('untitled');
  expect(index.records.size).toBe(0);
  index.update({ changed: [facts('a.md', { title: 'Night trains' })] });
  expect(index.article('a.md')?.slug).toBe('night-trains');
  expect(index.records.size).toBe(1);
});

test('a file’s time that is its date stays the one of its first sight', () => {
  const seen = (iso: string): ArticleFacts =>
    facts('a.md', {
      published: Date.parse(iso) as Instant,
      appears: Date.parse(iso) as Instant,
      sources: { published: 'file-time' },
    });
  const first = assignIdentities([seen('2026-01-01T00:00:00Z')], rows(), site());
  const { articles } = assignIdentities([seen('2026-05-05T00:00:00Z')], first.records, site());
  expect(articles[0]).toMatchObject({
    published: Date.parse('2026-01-01T00:00:00Z'),
    appears: Date.parse('2026-01-01T00:00:00Z'),
  });
});

test('reading the articles one by one or again changes no identity', () => {
  const list = ['a.md', 'b/c.md', 'b/c.txt', 'd.md'].map((path) => facts(path, { title: 'Same' }));
  const whole = assignIdentities(list, rows(), site());
  const index = new IdentityIndex(rows(), site());
  for (const each of list) index.update({ changed: [each] });
  const revision = index.revision;
  for (const each of [...list].reverse()) index.update({ changed: [each] });
  expect(index.revision).toBe(revision);
  expect(list.map((each) => index.article(articleKey(each)))).toEqual(whole.articles);
});

test('thousands of articles of one name get distinct slugs', () => {
  const list = Array.from({ length: 3_000 }, (_, number) => facts(`${number}.md`, { title: 'Untitled' }));
  const { articles } = assignIdentities(list, rows(), site());
  expect(new Set(articles.map(({ slug }) => slug)).size).toBe(3_000);
});
