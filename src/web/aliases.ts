import type { Collection } from '../feed/collection.ts';
import type { Scope } from '../feed/feed.ts';
import type { FormatAddress } from '../render/addresses.ts';
import type { ScopeKind } from '../site.ts';

/** What stands where another publisher had a feed: a path of our own (percent-encoded) to go to, or nothing any more. */
export type Alias = { readonly kind: 'redirect'; readonly to: string } | { readonly kind: 'gone' };

type FormatName = 'rss' | 'atom' | 'json';

/** Addresses of the site's feed in other programs (INTERFACE.md, URLs), lower case and without a slash at the end. */
export const siteAliases: Readonly<Record<string, FormatName>> = {
  '/feed': 'rss',
  '/feed/rss': 'rss',
  '/feed/rss2': 'rss',
  '/feed/rdf': 'rss',
  '/rss': 'rss',
  '/feed.rss': 'rss',
  '/index.rss': 'rss',
  '/index.xml': 'rss',
  '/atom': 'atom',
  '/feed.atom': 'atom',
  '/feed.xml': 'atom',
  '/feed/atom': 'atom',
  '/feed/feed.xml': 'atom',
  '/index.json': 'json',
  '/feed/json': 'json',
  '/feed/feed.json': 'json',
};

/** WordPress' `/?feed=` on the site's root. */
const queryAliases: Readonly<Record<string, FormatName>> = {
  rss2: 'rss',
  rss: 'rss',
  rdf: 'rss',
  atom: 'atom',
};

/** The singular under which WordPress and Ghost have the archives of a tag, category or author. */
const singulars: Readonly<Record<string, ScopeKind>> = {
  tag: 'tags',
  category: 'categories',
  author: 'authors',
};

const scopeFeedNames: Readonly<Record<string, FormatName>> = {
  'index.xml': 'rss',
  feed: 'rss',
  rss: 'rss',
  'feed/rss': 'rss',
  'feed/rss2': 'rss',
  'feed/rdf': 'rss',
  'feed/atom': 'atom',
  'feed/json': 'json',
};

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** Percent-decoded; undefined where that is not possible. */
export const decodeSegment = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
};

interface ScopeFeed {
  readonly segments: readonly string[];
  readonly format: FormatName;
}

/** How `/tag/x/feed/rss2` can be read: what names the scope, and which format its last two segments, or its last, mean. */
const readScopeFeed = (segments: readonly string[]): ScopeFeed[] =>
  [2, 1].flatMap((length) => {
    const name = segments.slice(-length).join('/').toLowerCase();
    const format = segments.length > length ? own(scopeFeedNames, name) : undefined;
    return format === undefined ? [] : [{ segments: segments.slice(0, -length), format }];
  });

const scopeOfSegments = (segments: readonly string[], collection: Collection): Scope | undefined => {
  const [first = '', ...rest] = segments;
  const kind = own(singulars, first.toLowerCase());
  if (kind === undefined) return collection.scopeLike(canonicalFolder(segments));
  const name = decodeSegment(rest.at(-1) ?? '');
  // Categories of WordPress lie within each other; tags and authors don't.
  if (name === undefined || name === '' || (rest.length > 1 && kind !== 'categories')) return undefined;
  return collection.findScope(kind, name);
};

/** `/feed/{category}.xml` and `/feed/by_tag/{tag}.xml`, as static generators have them. */
const scopeOfFeedFolder = (segments: readonly string[], collection: Collection): Scope | undefined => {
  const [first = '', second = '', third] = segments;
  const isByTag = segments.length === 3 && second.toLowerCase() === 'by_tag';
  if (first.toLowerCase() !== 'feed' || (segments.length !== 2 && !isByTag)) return undefined;
  const name = decodeSegment(third ?? second) ?? '';
  return /.\.xml$/i.test(name)
    ? collection.findScope(isByTag ? 'tags' : 'categories', name.slice(0, -4))
    : undefined;
};

/** Where feeds of other publishers lead; it depends on what scopes there are, and on no setting. */
export class Aliases {
  readonly #collection: Collection;
  readonly #fileNames: ReadonlyMap<string, string>;

  constructor(collection: Collection, formats: readonly FormatAddress[]) {
    this.#collection = collection;
    this.#fileNames = new Map(formats.map(({ name, fileName }) => [name, fileName]));
  }

  /** What a path (percent-encoded, without query) with its query stands for; undefined for no alias. */
  find(path: string, query: string): Alias | undefined {
    const segments = path.split('/').filter((segment) => segment !== '');
    const plain = `/${segments.join('/')}`.toLowerCase();
    if (plain === '/comments/feed' || plain.startsWith('/comments/feed/')) return { kind: 'gone' };
    if (plain === '/') return this.#redirect('', own(queryAliases, queryFeed(query)));
    const format = own(siteAliases, plain);
    return format === undefined ? this.#findScope(segments) : this.#redirect('', format);
  }

  #findScope(segments: readonly string[]): Alias | undefined {
    const folder = scopeOfFeedFolder(segments, this.#collection);
    if (folder !== undefined) return this.#redirect(folder.path, 'atom');
    // A folder may be called `feed`; then this is its own address.
    if (this.#collection.scopeLike(canonicalFolder(segments)) !== undefined) return undefined;
    for (const { segments: named, format } of readScopeFeed(segments)) {
      const scope = scopeOfSegments(named, this.#collection);
      if (scope !== undefined && scope.kind !== 'site') return this.#redirect(scope.path, format);
    }
    return undefined;
  }

  #redirect(folder: string, format: FormatName | undefined): Alias | undefined {
    const fileName = this.#fileNames.get(format ?? '');
    return fileName === undefined ? undefined : { kind: 'redirect', to: `${folder}/${fileName}` };
  }
}

const queryFeed = (query: string): string => (new URLSearchParams(query).get('feed') ?? '').toLowerCase();

/** A path in the one spelling that we use: each segment decoded and encoded again, no empty ones; as it is where that fails. */
const canonicalFolder = (segments: readonly string[]): string =>
  segments
    .filter((segment) => segment !== '')
    .map(
      (segment) =>
        `/${encodeURIComponent((decodeSegment(segment) ?? segment).toWellFormed().normalize('NFC'))}`,
    )
    .join('');

/**
 * The address of a feed document that `path` is another spelling of: in another case, with a slash at the end or twice
 * in the middle, percent-encoded in another way. Undefined where there is no such document; `path` itself where it is right.
 */
export const canonicalDocument = (
  path: string,
  collection: Collection,
  hasDocument: (path: string) => boolean,
): string | undefined => {
  const canonical = canonicalFolder(path.split('/'));
  if (hasDocument(canonical)) return canonical;
  const small = canonical.toLowerCase();
  if (hasDocument(small)) return small;
  const slash = canonical.lastIndexOf('/');
  const fileName = canonical.slice(slash).toLowerCase();
  const folder = canonical.slice(0, slash);
  const scope = collection.scopeLike(folder);
  if (scope !== undefined && hasDocument(scope.path + fileName)) return scope.path + fileName;
  const [, scopePath = '', number] = /^(.*)\/archive\/0*(\d{1,9})$/i.exec(folder) ?? [];
  const archived = number === undefined ? undefined : collection.scopeLike(scopePath);
  const archive = archived && `${archived.path}/archive/${number}${fileName}`;
  return archive !== undefined && hasDocument(archive) ? archive : undefined;
};
