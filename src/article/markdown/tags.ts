import { named, type TagArguments } from './tag-arguments.ts';

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** An address as a link of Markdown; empty where it holds what an address can't. */
const linkTo = (url: string): string => (/[\s<>]/.test(url) ? '' : `<${url}>`);

const word = (text: string | undefined): string | undefined =>
  text !== undefined && /^[\w@.:/?=&%~+-]{1,300}$/.test(text) ? text : undefined;

/** An id at a service, or an address that was given in its place. */
const at = (base: string, id: string | undefined): string => {
  const given = word(id);
  if (given === undefined) return '';
  return linkTo(/^https?:/i.test(given) ? given : base + given);
};

const first = (args: TagArguments, ...names: readonly string[]): string | undefined =>
  named(args, ...names) ?? args.positional[0];

const isFile = (text: string): boolean =>
  /^(?:https?:\/\/|\/|\.{1,2}\/)|\.[a-z\d]{2,5}(?:[?#].*)?$/i.test(text);

const sourceOf = (args: TagArguments): string | undefined =>
  named(
    args,
    'src',
    'url',
    'image_path',
    'image',
    'image_url',
    'img',
    'path',
    'file',
    'filename',
    'source',
    'link',
  ) ?? args.positional.find(isFile);

/** A picture with its caption. Within a paragraph only the picture. */
const picture = (args: TagArguments, alone: boolean): string => {
  const src = sourceOf(args);
  if (src === undefined || /[{}]/.test(src)) return '';
  const caption = named(args, 'caption', 'title', 'description', 'attr') ?? '';
  const texts = args.positional.filter((text) => text !== src && !isFile(text) && text.includes(' '));
  const alt = named(args, 'alt') ?? texts.at(-1) ?? '';
  const img = `<img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}">`;
  if (!alone) return img;
  return caption === ''
    ? `<figure>${img}</figure>`
    : `<figure>${img}<figcaption>${escapeHtml(caption)}</figcaption></figure>`;
};

const player = (element: 'audio' | 'video', args: TagArguments): string => {
  const src = sourceOf(args) ?? named(args, 'mp3', 'mp4', 'webm', 'ogg');
  return src === undefined ? '' : `<${element} controls src="${escapeHtml(src)}"></${element}>`;
};

const tweet = (args: TagArguments): string => {
  const id = first(args, 'id', 'tweetid', 'url', 'tweetlink');
  const user = named(args, 'user') ?? (args.positional.length > 1 ? args.positional[0] : undefined);
  if (user !== undefined && args.positional.length > 1)
    return at('https://twitter.com/', `${user}/status/${args.positional[1]}`);
  return at(`https://twitter.com/${user ?? 'i'}/status/`, id);
};

const gist = (args: TagArguments): string => {
  const [user, id] = args.positional;
  return at(
    'https://gist.github.com/',
    id !== undefined && user !== undefined && !user.includes('/') && /^[\da-f]+$/i.test(id)
      ? `${user}/${id}`
      : first(args, 'id', 'url'),
  );
};

type Tag = (args: TagArguments, alone: boolean) => string;

const youtube: Tag = (args) =>
  at(
    'https://www.youtube.com/watch?v=',
    first(args, 'id', 'videoid', 'youtubeid', 'video', 'v', 'url', 'src'),
  );
const vimeo: Tag = (args) => at('https://vimeo.com/', first(args, 'id', 'videoid', 'url', 'src'));
const address: Tag = (args) => at('', first(args, 'url', 'src', 'href', 'link', 'id'));
const audio: Tag = (args) => player('audio', args);
const video: Tag = (args) => {
  const source = sourceOf(args) ?? first(args, 'id');
  return source !== undefined && /youtu\.?be|vimeo/.test(source) ? at('', source) : player('video', args);
};

/** What the tags of generators that show something become; every other tag is taken out. Names without `-` and `_`. */
const shown: Readonly<Record<string, Tag>> = {
  figure: picture,
  fig: picture,
  img: picture,
  image: picture,
  picture: picture,
  photo: picture,
  imgproc: picture,
  assetimg: picture,
  responsiveimage: picture,
  staticimage: picture,
  themedimage: picture,
  zoomimage: picture,
  youtube,
  youtubelite: youtube,
  liteyoutube: youtube,
  youtubeembed: youtube,
  embedyoutube: youtube,
  youtubeprivacy: youtube,
  vimeo,
  vimeoembed: vimeo,
  tweet,
  twitter: tweet,
  twittersimple: tweet,
  twitterembed: tweet,
  embedtweet: tweet,
  x: tweet,
  instagram: (args) => at('https://www.instagram.com/p/', first(args, 'id', 'url')),
  gist,
  spotify: (args) => at('https://open.spotify.com/', first(args, 'id', 'url')),
  soundcloud: address,
  codepen: address,
  embed: address,
  iframe: address,
  reactplayer: address,
  linkpreview: address,
  bookmark: address,
  oembed: address,
  bilibili: (args) => at('https://www.bilibili.com/video/', first(args, 'id', 'bvid', 'url')),
  audio,
  audioplayer: audio,
  mp3: audio,
  podcast: audio,
  video,
  videoplayer: video,
  mp4: video,
};

/** The name in the form in which tags are compared. */
export const tagName = (name: string): string => name.toLowerCase().replace(/[-_]/g, '');

/** What a tag shows, as Markdown or HTML; empty for one that shows nothing. */
export const showTag = (name: string, args: TagArguments, alone: boolean): string =>
  shown[tagName(name)]?.(args, alone) ?? '';

/** Jekyll's `{% include figure.html src="…" %}`: what the name of the file tells, or a picture where one is given. */
export const showInclude = (file: string, args: TagArguments, alone: boolean): string => {
  const name = file.replace(/^.*\//, '').replace(/\.\w+$/, '');
  const rest = { ...args, positional: args.positional.slice(1) };
  for (const service of [
    'youtube',
    'vimeo',
    'tweet',
    'twitter',
    'audio',
    'video',
    'gist',
    'instagram',
    'spotify',
  ]) {
    if (name.toLowerCase().includes(service)) return showTag(service, rest, alone);
  }
  const src = named(rest, 'src', 'url', 'image_path', 'image', 'image_url', 'img', 'file', 'path');
  return src !== undefined && /\.(?:jpe?g|png|gif|webp|avif|svg)(?:[?#].*)?$/i.test(src)
    ? picture(rest, alone)
    : '';
};

/** Tags whose text is code; what comes behind the name is the language. */
export const codeTags: ReadonlySet<string> = new Set([
  'highlight',
  'codeblock',
  'code',
  'prism',
  'mermaid',
  'codeblk',
]);

/** Tags of which nothing is shown, with all that they enclose. */
export const hiddenTags: ReadonlySet<string> = new Set([
  'comment',
  'for',
  'tablerow',
  'capture',
  'macro',
  'javascript',
  'stylesheet',
  'schema',
  'style',
  'script',
]);

/** Tags around a quotation. */
export const quoteTags: ReadonlySet<string> = new Set([
  'blockquote',
  'quote',
  'pullquote',
  'centerquote',
  'cq',
  'epigraph',
]);

/** Tags of which only the first branch is shown: no condition can be decided here. */
export const branchTags: ReadonlySet<string> = new Set(['else', 'elsif', 'elseif', 'elif', 'when']);
