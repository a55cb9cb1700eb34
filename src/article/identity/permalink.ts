import { offsetAt } from '../../date/zones.ts';
import type { Site } from '../../site.ts';
import type { ArticleFacts } from '../article.ts';
import { pageFolder, pageName } from '../fields/file-name.ts';

/** The path without the ending of its file name; a name that only begins with a dot keeps it. */
export const withoutEnding = (path: string): string => {
  const name = path.lastIndexOf('/') + 1;
  const dot = path.lastIndexOf('.');
  return dot > name ? path.slice(0, dot) : path;
};

/** The path of an article without its ending, and the part of a file that holds several behind it. */
export const articlePath = ({ path, part }: Pick<ArticleFacts, 'path' | 'part'>): string =>
  part === undefined ? withoutEnding(path) : `${withoutEnding(path)}/${part}`;

const encodePath = (path: string): string =>
  path.toWellFormed().normalize('NFC').split('/').map(encodeURIComponent).join('/');

/** `2015`, `09`, `16`: the day of `published` on the wall of the article's zone. */
const localDay = ({ published, zone }: Pick<ArticleFacts, 'published' | 'zone'>): readonly string[] => {
  const wall = new Date(published + offsetAt(published, zone) * 60_000).toISOString();
  return /^(.*)-(\d\d)-(\d\d)T/.exec(wall)?.slice(1) ?? [];
};

/** What a pattern is filled in from. */
export interface PatternFacts
  extends Pick<ArticleFacts, 'path' | 'part' | 'published' | 'zone' | 'givenSlug'> {
  readonly slug: string;
}

/** The slug that the article gives, else the name of its file; an article of an export has only a slug. */
const nameOf = ({ givenSlug, part, path, slug }: PatternFacts): string =>
  givenSlug !== undefined || part !== undefined ? slug : pageName(path);

/** The folders of the file's page, encoded, with a slash behind them; nothing for a page in no folder. */
const folderOf = ({ path }: PatternFacts): string => {
  const folder = pageFolder(path);
  return folder === '' ? '' : `${encodePath(folder)}/`;
};

/**
 * Fills in `{slug}` `{name}` `{year}` `{month}` `{day}` `{path}` `{folder}` (site.yaml, `permalink` and `idPattern`):
 * `{name}` is the slug that the article gives or else its file's name, as generators have it; the date is that of the
 * article's own zone; slug, path and folder are percent-encoded segment by segment. The path has no ending, and the
 * folder is that in which the page lies: for `posts/rain/index.md` it is `posts`. Where there is none, the slash behind
 * it goes too. Anything else in braces stays as it is.
 */
export const fillPattern = (pattern: string, facts: PatternFacts): string => {
  const [year = '', month = '', day = ''] = /\{(?:year|month|day)\}/.test(pattern) ? localDay(facts) : [];
  return pattern.replace(
    /\{(slug|name|year|month|day|path)\}|\{folder\}(\/?)/g,
    (_, name: string | undefined, slash: string) => {
      if (name === undefined) return slash ? folderOf(facts) : folderOf(facts).slice(0, -1);
      if (name === 'name') return encodeURIComponent(nameOf(facts).toWellFormed());
      if (name === 'slug') return encodeURIComponent(facts.slug.toWellFormed());
      if (name === 'path') return encodePath(articlePath(facts));
      return name === 'year' ? year : name === 'month' ? month : day;
    },
  );
};

/** A path that an article gives, at the site of a pattern: below the public address where the pattern lies there. */
const atSite = (path: string, permalink: string, url: string): string | undefined => {
  const site = permalink.startsWith(`${url}/`) ? URL.parse(url) : URL.parse(permalink);
  if (!site || !/^https?:$/.test(site.protocol)) return undefined;
  const root = permalink.startsWith(`${url}/`) ? site.pathname.replace(/\/+$/, '') : '';
  return site.origin + (root === '' || path.startsWith(`${root}/`) ? path : root + path);
};

/**
 * The absolute address of an article's entry: its own absolute address, else the site's `permalink` pattern,
 * else its page `/articles/{slug}/` (INTERFACE: link). Where pages live elsewhere, a path that the article gives
 * (Hugo's `url`, Jekyll's `permalink`, Zola's `path`) is its address there, as it is for the program that makes them.
 */
export const linkOf = (
  facts: PatternFacts & Pick<ArticleFacts, 'givenUrl' | 'givenPath'>,
  { url, permalink }: Pick<Site, 'url' | 'permalink'>,
): string => {
  if (facts.givenUrl !== undefined) return facts.givenUrl;
  if (permalink === undefined) return `${url}/articles/${encodeURIComponent(facts.slug.toWellFormed())}/`;
  if (facts.givenPath !== undefined) {
    const given = atSite(facts.givenPath, permalink, url);
    if (given !== undefined) return given;
  }
  const filled = fillPattern(permalink, facts);
  return /^[a-z][a-z0-9+.-]*:/i.test(filled) ? filled : `${url}/${filled.replace(/^\/+/, '')}`;
};
