import { resolveWeb } from './urls.ts';

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

/** The page for people of what a frame shows, and the service's name for it; undefined for a service that is not known. */
export const embedPage = (url: URL): { readonly url: string; readonly name: string } | undefined => {
  const place = url.hostname.replace(/^www\./, '') + url.pathname;
  for (const { name, frame, page } of embeds) {
    const match = frame.exec(place);
    const target = match && resolveWeb(page(match, url) ?? '');
    if (target) return { url: target, name };
  }
  return undefined;
};
