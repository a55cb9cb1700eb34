import { feedDefinition } from '../../feed/definition.ts';
import type { FeedDefinition } from '../../feed/feed.ts';
import { documentUrl, mediaUrl } from '../../render/addresses.ts';
import { feedFormats } from '../../render/formats.ts';
import { siteLanguage } from '../../site/read-site.ts';
import type { Site } from '../../site.ts';
import { assetPath } from './assets.ts';
import { directionOf } from './direction.ts';
import { renderTemplate } from './engine.ts';
import { appLink, readerLinks } from './readers.ts';
import { filled, wordingFor } from './texts.ts';

/** A site as its pages see it. */
export interface PageSite {
  readonly site: Site;
  /** Path in the articles folder of the stylesheet that the site brings; undefined where it brings none. */
  readonly ownStyle: string | undefined;
}

/** A feed as a page links to it. */
export interface FeedLink {
  readonly name: string;
  readonly title: string;
  readonly type: string;
  readonly url: string;
}

/** Path of the public address, which pages put before their own links; empty at a host's root. */
export const basePath = (site: Site): string => new URL(site.url).pathname.replace(/\/$/, '');

/** The feeds of a scope in every format, the preferred one first. */
export const feedLinks = (site: Site, { scope, title }: FeedDefinition): readonly FeedLink[] => {
  const formats = [...feedFormats].sort(
    (a, b) => Number(b.name === site.preferred) - Number(a.name === site.preferred),
  );
  return formats.map((format) => ({
    name: format.title,
    title: `${title} (${format.title})`,
    type: format.mediaType,
    url: documentUrl(site, { folder: scope.path }, format),
  }));
};

/** ` lang="…" dir="…"` for an element whose language is not that of the page; empty where it is. Safe as HTML. */
const languageAttributes = (language: string, isPageLanguage: boolean): string =>
  isPageLanguage ? '' : ` lang="${language.replace(/[^\w-]/g, '')}" dir="${directionOf(language)}"`;

const primaryOf = (language: string): string => language.toLowerCase().split('-', 1)[0] ?? '';

/** How to subscribe to a feed: its address, readers that take it by a link, and all formats. */
const subscription = (site: Site, definition: FeedDefinition, help: string) => {
  const feeds = feedLinks(site, definition);
  const url = feeds[0]?.url ?? '';
  return {
    url,
    feeds,
    readers: readerLinks(url),
    app: appLink(url),
    scopeHelp: definition.scope.kind === 'site' ? '' : filled(help, { name: definition.scope.label }),
  };
};

/** What a page is framed for. */
export interface Framing {
  /** The feed that the page announces and explains; the whole site's unless given. */
  readonly definition?: FeedDefinition | undefined;
  /** Language of the page; the site's unless given. */
  readonly language?: string;
  /** Whether the site's title is the heading of the page. */
  readonly isHome?: boolean;
}

const makeShell = (
  { site, ownStyle }: PageSite,
  { definition, language = siteLanguage(site), isHome = false }: Framing,
) => {
  const main = feedDefinition(site, { kind: 'site', path: '' });
  const announced = definition ?? main;
  const wording = wordingFor(siteLanguage(site));
  const base = basePath(site);
  const model = {
    base,
    t: wording.texts,
    language,
    direction: directionOf(language),
    siteLang: languageAttributes(siteLanguage(site), siteLanguage(site) === language),
    uiLang: languageAttributes(wording.language, wording.language === primaryOf(language)),
    description: '',
    title: main.title,
    pageScript: base + assetPath('page.js'),
    isHome,
  };
  const parts = {
    ...model,
    pageStyle: base + assetPath('page.css'),
    ownStyle: ownStyle === undefined ? undefined : mediaPath(base, ownStyle),
    icon: mediaUrl(site, site.icon) ?? base + assetPath('icon.svg'),
    siteTitle: main.title,
    siteDescription: site.description,
    copyright: site.copyright,
    feeds: feedLinks(site, announced),
    siteFeeds: feedLinks(site, main),
    subscription: subscription(site, announced, wording.texts.feedHelpScope),
  };
  return {
    ...model,
    assets: renderTemplate('assets', parts),
    announced: renderTemplate('announced', parts),
    banner: renderTemplate('banner', parts),
    subscribe: renderTemplate('subscribe', parts),
    footer: renderTemplate('footer', parts),
  };
};

/** Shells of a site that are kept. The pages of all its articles in one language share one; lists have their scope's. */
const mostShells = 200;

const shells = new WeakMap<Site, Map<string, ReturnType<typeof makeShell>>>();

/**
 * What every page says of its site and of the feeds that it announces, in HTML as far as it is the same for many pages:
 * that is most of a page, and takes most of the time to write.
 */
export const shell = (page: PageSite, framing: Framing = {}): ReturnType<typeof makeShell> => {
  const { definition, language, isHome } = framing;
  const key = JSON.stringify([definition?.id, definition?.title, language, isHome, page.ownStyle]);
  const ofSite = shells.get(page.site) ?? new Map<string, ReturnType<typeof makeShell>>();
  shells.set(page.site, ofSite);
  let made = ofSite.get(key);
  if (made === undefined) {
    made = makeShell(page, framing);
    if (ofSite.size >= mostShells) ofSite.clear();
    ofSite.set(key, made);
  }
  return made;
};

const mediaPath = (base: string, path: string): string =>
  `${base}/media/${path.split('/').map(encodeURIComponent).join('/')}`;
