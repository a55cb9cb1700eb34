import { pageUrl } from '../../render/addresses.ts';
import { siteLanguage } from '../../site/read-site.ts';
import type { ScopeKind } from '../../site.ts';
import { renderTemplate } from './engine.ts';
import type { ScopeLink } from './scope-links.ts';
import { type PageSite, shell } from './shell.ts';
import { wordingFor } from './texts.ts';

/** What the page of a kind is made from. */
export interface KindPage extends PageSite {
  readonly kind: ScopeKind;
  /** By name. */
  readonly items: readonly ScopeLink[];
}

/** The page that names all scopes of a kind, such as every tag. */
export const renderKindPage = (page: KindPage): string => {
  const { site, kind, items } = page;
  const heading = wordingFor(siteLanguage(site)).texts[kind];
  return renderTemplate('index', {
    ...shell(page),
    title: `${heading} – ${site.title}`,
    canonical: pageUrl(site, `/${kind}`),
    heading,
    items,
  });
};
