import type { Collection } from '../../feed/collection.ts';
import { pageUrl } from '../../render/addresses.ts';
import { siteLanguage } from '../../site/read-site.ts';
import type { ScopeKind } from '../../site.ts';
import { renderTemplate } from './engine.ts';
import { scopeLinks } from './scope-links.ts';
import { type PageSite, shell } from './shell.ts';
import { wordingFor } from './texts.ts';

/** The page that names all scopes of a kind, such as every tag; undefined where there are none. */
export const renderKindPage = (
  page: PageSite,
  collection: Collection,
  kind: ScopeKind,
): string | undefined => {
  const { site } = page;
  const items = scopeLinks(site, collection, kind);
  if (items.length === 0) return undefined;
  const heading = wordingFor(siteLanguage(site)).texts[kind];
  return renderTemplate('index', {
    ...shell(page),
    title: `${heading} – ${site.title}`,
    canonical: pageUrl(site, `/${kind}`),
    heading,
    items,
  });
};
