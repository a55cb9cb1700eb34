import { DEFAULT_LANGUAGE, type Site } from '../site.ts';
import type { Collection } from './collection.ts';
import type { FeedDefinition, Scope } from './feed.ts';

/**
 * What the feed of a scope is called. Its id is a tag URI (RFC 4151) of the site's authority and the scope's path, such
 * as `tag:example.org,2026:/tags/physics`; an article's id never has a slash there, so the two can't be the same.
 */
export const feedDefinition = (site: Site, scope: Scope): FeedDefinition => ({
  scope,
  id: `tag:${site.idAuthority}:${scope.path === '' ? '/' : scope.path}`,
  title: scope.kind === 'site' ? site.title : `${site.title} – ${scope.label}`,
  description: site.description,
  language: scope.kind === 'languages' ? scope.label : (site.language ?? DEFAULT_LANGUAGE),
});

/** The definition of every feed there is now: the site's own first, then the scopes in their order. */
export const feedDefinitions = (site: Site, collection: Collection): FeedDefinition[] =>
  collection.scopes().map((scope) => feedDefinition(site, scope));
