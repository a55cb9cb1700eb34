import type { Article } from '../../article/article.ts';
import { fillPattern } from '../../article/identity/permalink.ts';
import { freshSlug } from '../../article/identity/slug-register.ts';
import { decoded } from './keys.ts';

/** An article with the slug that it has from now on. */
interface Named {
  readonly article: Article;
  readonly slug: string;
}

/** An article in its old address. */
interface Addressed extends Named {
  readonly link: string;
}

/** No site has more kinds of addresses that are worth a pattern. */
const most = 24;

const partOf = (name: string, { article, slug }: Named): string =>
  decoded(fillPattern(`{${name}}`, { ...article, slug }));

const ending = /\.(?:html?|php|aspx?)$/i;

/**
 * What each segment of a path may stand for, `{year}` and so on, the widest first, and last the segment itself. The last
 * one is the page's name.
 */
const readings = (segments: readonly string[], address: Named): string[][] => {
  const [year, month, day] = ['year', 'month', 'day'].map((name) => partOf(name, address));
  return segments.map((segment, at) => {
    if (at === segments.length - 1) {
      const tail = ending.exec(segment)?.[0] ?? '';
      const name = decoded(tail === '' ? segment : segment.slice(0, -tail.length)).normalize('NFC');
      return ['name', 'slug']
        .filter((part) => partOf(part, address).normalize('NFC') === name)
        .map((part) => `{${part}}${tail}`);
    }
    if (segment === year) return ['{year}'];
    if (segment === month && segments[at - 1] === year) return ['{month}'];
    if (segment === day && segments[at - 2] === year) return ['{day}'];
    return [segment];
  });
};

/** The folders of the file where the path has them, as one part. */
const withFolder = (segments: readonly string[], address: Named): string[] => {
  const folder = partOf('folder', address);
  if (folder === '') return [];
  const whole = segments.slice(0, -1).map((segment) => decoded(segment).normalize('NFC'));
  const parts = folder.split('/');
  const at = whole.findIndex((_, from) => parts.every((part, index) => whole[from + index] === part));
  return at < 0 ? [] : [...segments.slice(0, at), '{folder}', ...segments.slice(at + parts.length)];
};

/** All readings of a path behind its beginning (an origin, or what stands before the first slash of an id). */
const patternsIn = (beginning: string, path: string, address: Named): readonly string[] => {
  const segments = path.split('/').filter((segment) => segment !== '');
  const end = path.endsWith('/') ? '/' : '';
  return [withFolder(segments, address), segments].flatMap((parts) => {
    if (parts.length === 0) return [];
    const read = readings(parts, address);
    const folders = read.slice(0, -1).map(([widest = '']) => widest);
    return (read.at(-1) ?? []).map((name) => `${[beginning, ...folders, name].join('/')}${end}`);
  });
};

const patternsOfOne = (address: Addressed, siteUrl: string): readonly string[] => {
  const url = URL.parse(address.link, `${siteUrl}/`);
  // Under the public address, whatever host the old feed was made for.
  return url === null || url.search !== '' ? [] : patternsIn(new URL(siteUrl).origin, url.pathname, address);
};

/**
 * Patterns for `permalink` that give the old address of at least one article, those of the most articles first; among
 * equal ones those with `{folder}`, then those with `{name}`.
 */
export const patternsOf = (addresses: readonly Addressed[], siteUrl: string): readonly string[] => {
  const counts = new Map<string, number>();
  for (const address of addresses)
    for (const pattern of patternsOfOne(address, siteUrl))
      counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([pattern]) => pattern);
};

/**
 * A key of `moved` for the addresses of many articles, such as `/:year/:month/:slug/`; undefined where the address does
 * not end in the article's slug.
 */
export const oldPattern = (path: string, address: Named): string | undefined => {
  if (path.includes('?')) return undefined;
  const segments = path.split('/').filter((segment) => segment !== '');
  const last = decoded(segments.at(-1) ?? '').normalize('NFC');
  if (last !== address.slug.normalize('NFC')) return undefined;
  const folders = readings(segments, address)
    .slice(0, -1)
    .map(([part = '']) => part.replace(/^\{(\w+)\}$/, ':$1'));
  return `/${[...folders, ':slug'].join('/')}${path.endsWith('/') ? '/' : ''}`;
};

/** An id with the article's day and names in it replaced by what they may stand for: an address, or a tag (RFC 4151). */
const idPatternsOfOne = (id: string, article: Article): readonly string[] => {
  const [, beginning, path] = /^([a-z][a-z0-9+.-]{0,30}:(?:\/\/)?[^/]{0,300})\/(.{0,2000})$/i.exec(id) ?? [];
  if (beginning === undefined || path === undefined) return [];
  const address = { article, slug: article.slug };
  const [year, month, day] = ['year', 'month', 'day'].map((name) => partOf(name, address));
  const open = beginning.replace(`${year}-${month}-${day}:`, '{year}-{month}-{day}:');
  return patternsIn(open, path, address);
};

/** An article with the id that readers know it by. */
export interface Identified {
  readonly article: Article;
  readonly id: string;
}

/** The article as if no feed had told its name: as those are that no feed holds. */
export const unrecorded = (article: Article): Article =>
  article.givenSlug === undefined ? { ...article, slug: freshSlug(article) } : article;

/** The `idPattern` that gives the most of the ids, and how many; undefined where none gives at least half of them. */
export const idPatternOf = (
  known: readonly Identified[],
): { readonly pattern: string; readonly right: number } | undefined => {
  const patterns = new Set(
    known.slice(0, most * 4).flatMap(({ id, article }) => idPatternsOfOne(id, unrecorded(article))),
  );
  const counted = [...patterns].slice(0, most * 2).map((pattern) => ({
    pattern,
    right: known.filter(({ id, article }) => fillPattern(pattern, unrecorded(article)) === id).length,
  }));
  const [best] = counted.sort((a, b) => b.right - a.right);
  return best && best.right * 2 >= known.length ? best : undefined;
};
