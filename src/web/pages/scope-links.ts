import type { Collection } from '../../feed/collection.ts';
import type { Scope } from '../../feed/feed.ts';
import { siteLanguage } from '../../site/read-site.ts';
import type { ScopeKind, Site } from '../../site.ts';
import { nameOfLanguage } from './direction.ts';
import { basePath } from './shell.ts';
import { filled, wordingFor } from './texts.ts';

type NamedScope = Exclude<Scope, { readonly kind: 'site' }>;

/** A link to the page of a scope. */
export interface ScopeLink {
  readonly href: string;
  readonly label: string;
  /** Of a language scope. */
  readonly language?: string;
  /** Articles in it. */
  readonly count: number;
}

/** The scopes of one kind as a page links to them. */
export interface ScopeGroup {
  readonly label: string;
  readonly items: readonly Omit<ScopeLink, 'count'>[];
  /** The page that names all of them, where these are not all. */
  readonly all?: { readonly href: string; readonly label: string };
}

/** Scopes of a kind that the home page names. With more it would outgrow its 50 KB, and nobody reads a wall of names. */
const mostOnHome = 24;

/** What people call a scope: a language by its own name, anything else as articles spell it. */
export const scopeLabel = (scope: NamedScope): string =>
  scope.kind === 'languages' ? nameOfLanguage(scope.label) : scope.label;

const linkTo = (site: Site, collection: Collection, scope: NamedScope): ScopeLink => ({
  href: `${basePath(site)}${scope.path}/`,
  label: scopeLabel(scope),
  ...(scope.kind === 'languages' && { language: scope.label }),
  count: collection.articlesOf(scope).size,
});

const compareLabels = (a: ScopeLink, b: ScopeLink): number =>
  a.label.localeCompare(b.label, 'und') || (a.href < b.href ? -1 : 1);

/** All scopes of a kind by name. */
export const scopeLinks = (site: Site, collection: Collection, kind: ScopeKind): readonly ScopeLink[] =>
  collection
    .scopes()
    .filter((scope): scope is NamedScope => scope.kind === kind)
    .map((scope) => linkTo(site, collection, scope))
    .sort(compareLabels);

/** The scopes that the home page links to: of each kind those with the most articles, by name. */
export const scopeGroups = (site: Site, collection: Collection): readonly ScopeGroup[] => {
  const { texts } = wordingFor(siteLanguage(site));
  return site.feeds.by.flatMap((kind) => {
    const links = scopeLinks(site, collection, kind);
    if (links.length === 0) return [];
    const items = links
      .toSorted((a, b) => b.count - a.count)
      .slice(0, mostOnHome)
      .sort(compareLabels)
      // No page of the whole site is another one because a scope has an article more.
      .map(({ count: _count, ...link }) => link);
    const label = filled(texts.all, { count: String(links.length) });
    const all = items.length < links.length && { all: { href: `${basePath(site)}/${kind}/`, label } };
    return [{ label: texts[kind], items, ...all }];
  });
};
