import { attribute, type TreeElement } from './tree.ts';
import { resolveWeb } from './urls.ts';

/** What stands in place of an embedded frame, player or post. */
export interface EmbedLink {
  readonly url: string;
  readonly title: string;
}

/** A kind of embed: the address of its frame, how to get from there to the page for people, and what to call it. */
interface Embed {
  readonly name: string;
  readonly frame: RegExp;
  readonly page: (match: RegExpExecArray, url: URL) => string | undefined;
}

/** An address that the frame carries as a parameter. */
const parameter =
  (name: string) =>
  (_: RegExpExecArray, url: URL): string | undefined =>
    resolveWeb(url.searchParams.get(name) ?? '');

/** Known embeds; `frame` is compared with host and path, without `www.`. */
const embeds: readonly Embed[] = [
  {
    name: 'YouTube playlist',
    frame: /^(?:youtube|youtube-nocookie)\.com\/embed\/videoseries$/,
    page: (_, url) =>
      `https://www.youtube.com/playlist?list=${encodeURIComponent(url.searchParams.get('list') ?? '')}`,
  },
  {
    name: 'YouTube video',
    frame: /^(?:m\.)?(?:youtube|youtube-nocookie)\.com\/(?:embed|v|shorts|live)\/([\w-]{5,20})/,
    page: ([, id]) => `https://www.youtube.com/watch?v=${id}`,
  },
  {
    name: 'YouTube video',
    frame: /^youtu\.be\/([\w-]{5,20})/,
    page: ([, id]) => `https://www.youtube.com/watch?v=${id}`,
  },
  {
    name: 'Vimeo video',
    frame: /^player\.vimeo\.com\/video\/(\d+)/,
    page: ([, id], url) => `https://vimeo.com/${id}${hashPart(url.searchParams.get('h'))}`,
  },
  {
    name: 'Dailymotion video',
    frame: /^(?:geo\.)?dailymotion\.com\/(?:embed\/video\/(\w+)|player)/,
    page: ([, id], url) =>
      `https://www.dailymotion.com/video/${id ?? encodeURIComponent(url.searchParams.get('video') ?? '')}`,
  },
  {
    name: 'Twitch video',
    frame: /^player\.twitch\.tv\//,
    page: (_, { searchParams }) => {
      const video = searchParams.get('video');
      return video === null
        ? `https://www.twitch.tv/${encodeURIComponent(searchParams.get('channel') ?? '')}`
        : `https://www.twitch.tv/videos/${encodeURIComponent(video.replace(/^v/, ''))}`;
    },
  },
  {
    name: 'TED talk',
    frame: /^embed\.ted\.com\/talks\/([\w/-]+)/,
    page: ([, talk]) => `https://www.ted.com/talks/${talk}`,
  },
  {
    name: 'PeerTube video',
    frame: /^([\w.-]+)\/videos\/embed\/([\w-]+)$/,
    page: ([, host, id]) => `https://${host}/w/${id}`,
  },
  {
    name: 'Loom video',
    frame: /^loom\.com\/embed\/(\w+)/,
    page: ([, id]) => `https://www.loom.com/share/${id}`,
  },
  {
    name: 'Post on X',
    frame: /^platform\.(?:twitter|x)\.com\/embed\//,
    page: (_, url) => `https://x.com/i/status/${encodeURIComponent(url.searchParams.get('id') ?? '')}`,
  },
  {
    name: 'Instagram post',
    frame: /^instagram\.com\/(?:[\w.]+\/)?(p|reel|tv)\/([\w-]+)/,
    page: ([, kind, id]) => `https://www.instagram.com/${kind}/${id}/`,
  },
  {
    name: 'TikTok video',
    frame: /^tiktok\.com\/(?:embed(?:\/v\d)?|player\/v\d)\/(\d+)/,
    page: ([, id]) => `https://www.tiktok.com/@/video/${id}`,
  },
  { name: 'Facebook post', frame: /^facebook\.com\/(?!plugins\/)/, page: (_, url) => url.href },
  { name: 'Facebook post', frame: /^facebook\.com\/plugins\/(?:post|video)\.php$/, page: parameter('href') },
  {
    name: 'Bluesky post',
    frame: /^embed\.bsky\.app\/embed\/(did:[\w:.-]+|did%3A[\w%.-]+)\/app\.bsky\.feed\.post\/(\w+)/i,
    page: ([, did, post]) => `https://bsky.app/profile/${decodeURIComponent(did ?? '')}/post/${post}`,
  },
  {
    name: 'Mastodon post',
    frame: /^([\w.-]+)\/(@[\w.@-]+\/\d+)\/embed$/,
    page: ([, host, post]) => `https://${host}/${post}`,
  },
  {
    name: 'Reddit post',
    frame: /^(?:redditmedia|embed\.reddit)\.com\/(r\/\w+\/comments\/[\w/-]+)/,
    page: ([, post]) => `https://www.reddit.com/${post}`,
  },
  { name: 'SoundCloud track', frame: /^w\.soundcloud\.com\/player/, page: (_, url) => soundCloud(url) },
  {
    name: 'Spotify',
    frame: /^open\.spotify\.com\/embed(?:-podcast)?\/(track|album|playlist|artist|show|episode)\/(\w+)/,
    page: ([, kind, id]) => `https://open.spotify.com/${kind}/${id}`,
  },
  {
    name: 'Apple Podcasts',
    frame: /^embed\.(podcasts|music)\.apple\.com\/(.+)$/,
    page: ([, service, rest], url) => `https://${service}.apple.com/${rest}${url.search}`,
  },
  {
    name: 'Deezer',
    frame: /^widget\.deezer\.com\/widget\/\w+\/(\w+)\/(\d+)/,
    page: ([, kind, id]) => `https://www.deezer.com/${kind}/${id}`,
  },
  {
    name: 'Mixcloud',
    frame: /^(?:player-widget\.)?mixcloud\.com\/widget\/iframe/,
    page: (_, url) => resolveWeb(url.searchParams.get('feed') ?? '', 'https://www.mixcloud.com/'),
  },
  {
    name: 'CodePen',
    frame: /^codepen\.io\/([\w-]+)\/embed(?:\/preview)?\/(\w+)/,
    page: ([, user, pen]) => `https://codepen.io/${user}/pen/${pen}`,
  },
  {
    name: 'JSFiddle',
    frame: /^jsfiddle\.net\/(.+?)\/embedded/,
    page: ([, fiddle]) => `https://jsfiddle.net/${fiddle}/`,
  },
  {
    name: 'CodeSandbox',
    frame: /^codesandbox\.io\/embed\/([\w-]+)/,
    page: ([, id]) => `https://codesandbox.io/s/${id}`,
  },
  {
    name: 'Gist',
    frame: /^gist\.github\.com\/((?:[\w-]+\/)?\w+)(?:\.js|\.pibb)?$/,
    page: ([, id]) => `https://gist.github.com/${id}`,
  },
  {
    name: 'Datawrapper chart',
    frame: /^datawrapper\.dwcdn\.net\/(\w+)/,
    page: ([, id]) => `https://datawrapper.dwcdn.net/${id}/`,
  },
  {
    name: 'Flourish chart',
    frame: /^flo\.uri\.sh\/(visualisation|story)\/(\d+)/,
    page: ([, kind, id]) => `https://public.flourish.studio/${kind}/${id}/`,
  },
  {
    name: 'SlideShare',
    frame: /^slideshare\.net\/slideshow\/embed_code\/key\/(\w+)/,
    page: ([, key]) => `https://www.slideshare.net/slideshow/embed_code/key/${key}`,
  },
  {
    name: 'Speaker Deck',
    frame: /^speakerdeck\.com\/player\/(\w+)/,
    page: ([, id]) => `https://speakerdeck.com/player/${id}`,
  },
  {
    name: 'OpenStreetMap',
    frame: /^openstreetmap\.org\/export\/embed\.html$/,
    page: (_, url) => openStreetMap(url),
  },
  { name: 'Google Maps', frame: /^google\.[a-z.]+\/maps\/embed/, page: (_, url) => url.href },
  {
    name: 'Internet Archive',
    frame: /^archive\.org\/embed\/([^/?#]+)/,
    page: ([, id]) => `https://archive.org/details/${id}`,
  },
];

const hashPart = (hash: string | null): string => (hash === null ? '' : `/${encodeURIComponent(hash)}`);

/** SoundCloud's frame carries the track's address, or that of its API, which is no page for people. */
const soundCloud = (url: URL): string | undefined => {
  const track = resolveWeb(url.searchParams.get('url') ?? '');
  return track === undefined || track.startsWith('https://api.') ? url.href : track;
};

const openStreetMap = (url: URL): string => {
  const [latitude, longitude] = (url.searchParams.get('marker') ?? '').split(',').map(Number);
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) return url.href;
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}`;
};

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
  const place = url.hostname.replace(/^www\./, '') + url.pathname;
  for (const { name, frame, page } of embeds) {
    const match = frame.exec(place);
    const target = match && resolveWeb(page(match, url) ?? '');
    if (target) return { url: target, title: givenTitle || name };
  }
  return { url: url.href, title: givenTitle || url.hostname.replace(/^www\./, '') };
};
