import { embedPage } from './embed-services.ts';
import { attribute, type TreeElement } from './tree.ts';
import { resolveWeb } from './urls.ts';

/** What stands in place of an embedded frame, player or post. */
export interface EmbedLink {
  readonly url: string;
  readonly title: string;
}

/** Names by which players are embedded without a frame; the attribute holds the video's id at YouTube or Vimeo. */
const players: Readonly<Record<string, { readonly ids: readonly string[]; readonly frame: string }>> = {
  'lite-youtube': { ids: ['videoid', 'video-id'], frame: 'https://www.youtube.com/embed/' },
  'youtube-video': { ids: ['videoid'], frame: 'https://www.youtube.com/embed/' },
  'amp-youtube': { ids: ['data-videoid'], frame: 'https://www.youtube.com/embed/' },
  'lite-vimeo': { ids: ['videoid', 'video-id'], frame: 'https://player.vimeo.com/video/' },
  'amp-vimeo': { ids: ['data-videoid'], frame: 'https://player.vimeo.com/video/' },
  'amp-twitter': { ids: ['data-tweetid'], frame: 'https://platform.twitter.com/embed/Tweet.html?id=' },
  'amp-instagram': { ids: ['data-shortcode'], frame: 'https://www.instagram.com/p/' },
};

/** Attributes in which frames and their lazy loaders keep the address, the one that counts first. */
const addressAttributes: readonly string[] = [
  'data-src',
  'data-lazy-src',
  'data-litespeed-src',
  'data-cmp-src',
  'data-src-cmplz',
  'src',
  'data',
  'data-url',
];

/** Address of what the element embeds, as written; undefined where there is none. */
export const embeddedAddress = (element: TreeElement): string | undefined => {
  const widget = widgetAddress(element);
  if (widget !== undefined) return widget;
  const player = Object.hasOwn(players, element.tagName) ? players[element.tagName] : undefined;
  const id = player?.ids.map((name) => attribute(element, name)).find((value) => value !== undefined);
  if (player !== undefined) return id === undefined ? undefined : player.frame + encodeURIComponent(id);
  for (const name of addressAttributes) {
    const value = attribute(element, name)?.trim();
    if (value && !/^(?:about|javascript|data|blob):/i.test(value)) return value;
  }
  return undefined;
};

/** Classes of empty elements that a script of the service was to fill, with where they keep the address. */
const widgets: Readonly<Record<string, readonly [attribute: string, base: string]>> = {
  'fb-post': ['data-href', 'https://www.facebook.com/'],
  'fb-video': ['data-href', 'https://www.facebook.com/'],
  'flourish-embed': ['data-src', 'https://flo.uri.sh/'],
};

/** Address of the post or chart that an empty `div` was to show; undefined for every other element. */
export const widgetAddress = (element: TreeElement): string | undefined => {
  if (element.tagName !== 'div') return undefined;
  for (const name of attribute(element, 'class')?.split(/\s+/) ?? []) {
    const [key, base] = (Object.hasOwn(widgets, name) ? widgets[name] : undefined) ?? [];
    const address = key === undefined ? undefined : attribute(element, key);
    if (address !== undefined) return resolveWeb(address, base);
  }
  return undefined;
};

/** Whether an element is a player that stands for a frame. */
export const isPlayer = (name: string): boolean => Object.hasOwn(players, name);

/**
 * The link that takes the place of a frame at an absolute address: to the page that people know, named by the frame's
 * own title, else by the service, else by the host.
 */
export const embedLink = (address: string, givenTitle = ''): EmbedLink | undefined => {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  const known = embedPage(url);
  if (known) return { url: known.url, title: givenTitle || known.name };
  return { url: url.href, title: givenTitle || url.hostname.replace(/^www\./, '') };
};
