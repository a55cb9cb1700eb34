import { type Problem, problem } from '../../problem.ts';
import type { Person } from '../../site.ts';
import type { DateCandidate, Draft, Field, TextFile } from '../article.ts';
import { ghostHtml } from './ghost-content.ts';

/** An object of a JSON text; a Ghost export is read by these alone. */
type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const objects = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

const own = (object: Json, key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined);

const text = (object: Json, key: string): string | undefined => {
  const value = own(object, key);
  if (typeof value === 'number') return String(value);
  const trimmed = typeof value === 'string' ? value.trim() : '';
  return trimmed === '' ? undefined : trimmed;
};

/**
 * The tables of an export: `{ db: [{ data }] }` as Ghost's admin writes it, `{ data }`, or the posts of its API with
 * everything inside each post.
 */
const tablesOf = (value: unknown): Json | undefined => {
  if (!isObject(value)) return undefined;
  const [first] = objects(own(value, 'db'));
  const holder = first ?? value;
  const data = own(holder, 'data');
  if (isObject(data) && Array.isArray(own(data, 'posts'))) return data;
  return Array.isArray(own(value, 'posts')) ? value : undefined;
};

/** Fields that a post of Ghost has and other JSON with a list of posts has not all of. */
const isPost = (post: Json): boolean =>
  typeof own(post, 'title') === 'string' &&
  typeof own(post, 'slug') === 'string' &&
  ['html', 'mobiledoc', 'lexical', 'plaintext', 'published_at'].some((key) => Object.hasOwn(post, key));

const parse = (source: string): unknown => {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
};

/** Whether a JSON text is an export of Ghost; any other JSON in the folder is a file for readers to fetch. */
export const isGhostExport = (source: string): boolean => {
  if (!source.includes('"posts"') || !source.includes('"slug"')) return false;
  return objects(own(tablesOf(parse(source)) ?? {}, 'posts')).some(isPost);
};

/** What the other tables say of a post, by its id. */
interface Relations {
  readonly tags: ReadonlyMap<string, readonly Json[]>;
  readonly authors: ReadonlyMap<string, readonly Json[]>;
  readonly meta: ReadonlyMap<string, Json>;
  readonly users: ReadonlyMap<string, Json>;
}

const byId = (rows: readonly Json[], key = 'id'): ReadonlyMap<string, Json> =>
  new Map(
    rows.flatMap((row): [string, Json][] => (text(row, key) === undefined ? [] : [[text(row, key)!, row]])),
  );

/** Rows of a table that links posts to something, in their `sort_order`. */
const linked = (
  links: readonly Json[],
  target: ReadonlyMap<string, Json>,
  key: string,
): ReadonlyMap<string, readonly Json[]> => {
  const found = new Map<string, Json[]>();
  const order = (link: Json): number => Number(own(link, 'sort_order') ?? 0) || 0;
  for (const link of links.toSorted((a, b) => order(a) - order(b))) {
    const post = text(link, 'post_id');
    const row = target.get(text(link, key) ?? '');
    if (post === undefined || !row) continue;
    const list = found.get(post);
    if (list) list.push(row);
    else found.set(post, [row]);
  }
  return found;
};

const relationsOf = (tables: Json): Relations => {
  const users = byId(objects(own(tables, 'users')));
  return {
    users,
    tags: linked(objects(own(tables, 'posts_tags')), byId(objects(own(tables, 'tags'))), 'tag_id'),
    authors: linked(objects(own(tables, 'posts_authors')), users, 'author_id'),
    meta: byId(objects(own(tables, 'posts_meta')), 'post_id'),
  };
};

const field = <T>(value: T | undefined): Field<T> | undefined =>
  value === undefined ? undefined : { value, source: 'front-matter' };

const personOf = (user: Json): readonly Person[] => {
  const name = text(user, 'name') ?? text(user, 'slug');
  const url = text(user, 'website');
  return name === undefined ? [] : [{ name, ...(url !== undefined && /^https?:/i.test(url) && { url }) }];
};

const authorsOf = (post: Json, relations: Relations): readonly Person[] | undefined => {
  const id = text(post, 'id') ?? '';
  const inner = objects(own(post, 'authors'));
  const primary = own(post, 'primary_author');
  const single = relations.users.get(text(post, 'author_id') ?? text(post, 'author') ?? '');
  const rows =
    inner.length > 0
      ? inner
      : (relations.authors.get(id) ?? (isObject(primary) ? [primary] : single ? [single] : []));
  const people = rows.flatMap(personOf);
  return people.length > 0 ? people : undefined;
};

/** Internal tags (`#newsletter`) are for the site's own use. */
const tagsOf = (post: Json, relations: Relations): readonly string[] | undefined => {
  const inner = objects(own(post, 'tags'));
  const rows = inner.length > 0 ? inner : (relations.tags.get(text(post, 'id') ?? '') ?? []);
  const names = rows
    .filter((tag) => text(tag, 'visibility') !== 'internal' && !text(tag, 'name')?.startsWith('#'))
    .flatMap((tag) => text(tag, 'name') ?? []);
  return names.length > 0 ? [...new Set(names)] : undefined;
};

const datesOf = (post: Json): readonly DateCandidate[] => {
  const published = text(post, 'published_at');
  const updated = text(post, 'updated_at');
  const dates: DateCandidate[] = [];
  if (published !== undefined)
    dates.push({ value: utc(published), source: 'front-matter', role: 'published' });
  if (updated !== undefined) dates.push({ value: utc(updated), source: 'front-matter', role: 'updated' });
  return dates;
};

/** Ghost's database keeps UTC and writes it without a zone (`2024-05-01 06:00:00`). */
const utc = (date: string): string =>
  /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(date) ? `${date.replace(' ', 'T')}Z` : date;

/** The export writes its own address so. */
const withoutPlaceholder = (address: string | undefined): string | undefined =>
  address?.replaceAll('__GHOST_URL__', '');

/** `members`, `paid` and `tiers` are for subscribers only: a public feed must not show them. */
const isRestricted = (post: Json): boolean => !['public', undefined].includes(text(post, 'visibility'));

/** The id of the post in Ghost's own feed: its `id`; before Ghost 1.0, which numbered its posts, the `uuid`. */
const feedId = (post: Json): string | undefined => {
  const id = text(post, 'id');
  const uuid = text(post, 'uuid');
  return id === undefined || /^\d{1,10}$/.test(id) ? (uuid ?? id) : id;
};

const draftOfPost = (post: Json, relations: Relations, file: TextFile): Draft => {
  const meta = relations.meta.get(text(post, 'id') ?? '') ?? {};
  const status = text(post, 'status') ?? (text(post, 'published_at') === undefined ? 'draft' : 'published');
  const html = withoutPlaceholder(ghostHtml(post)) ?? '';
  const title = text(post, 'title');
  const problems: Problem[] = [];
  if (html === '' && status === 'published') {
    problems.push(
      problem('bad-field', {
        path: file.path,
        message: `${title ?? 'a post'}: the export holds no text of this post.`,
      }),
    );
  }
  return {
    path: file.path,
    part: text(post, 'uuid') ?? text(post, 'id') ?? text(post, 'slug'),
    format: 'ghost',
    encoding: file.encoding,
    title: field(title),
    id: field(feedId(post)),
    slug: field(text(post, 'slug')),
    url: field(text(post, 'canonical_url') ?? apiAddress(post)),
    language: field(text(post, 'locale') ?? text(post, 'language')),
    dates: datesOf(post),
    authors: field(authorsOf(post, relations)),
    tags: field(tagsOf(post, relations)),
    summary: field(
      text(post, 'custom_excerpt') ?? text(meta, 'meta_description') ?? text(post, 'meta_description'),
    ),
    image: field(
      withoutPlaceholder(text(post, 'feature_image') ?? text(post, 'image') ?? text(meta, 'og_image')),
    ),
    enclosures: [],
    visibility: {
      draft: field(!['published', 'scheduled', 'sent'].includes(status)),
      unlisted: field(isRestricted(post)),
    },
    body: { kind: 'fragment', html, line: 1 },
    removed: [],
    problems,
  };
};

/** Posts of the API carry their public address. */
const apiAddress = (post: Json): string | undefined => {
  const url = text(post, 'url');
  return url !== undefined && /^https?:\/\//i.test(url) && !url.includes('/404/') ? url : undefined;
};

/** Pages (`about`) are no articles. */
const isPage = (post: Json): boolean =>
  text(post, 'type') === 'page' || own(post, 'page') === true || own(post, 'page') === 1;

/**
 * Reads a Ghost export: one Draft a post, in the order of the file; pages are left out. `part` is the post's uuid,
 * which a second export keeps. Dates without a zone are UTC, as Ghost stores them.
 */
export const readGhost = (file: TextFile): readonly Draft[] => {
  const tables = tablesOf(parse(file.text));
  if (!tables) return [];
  const relations = relationsOf(tables);
  return objects(own(tables, 'posts'))
    .filter((post) => isPost(post) && !isPage(post))
    .map((post) => draftOfPost(post, relations, file));
};
