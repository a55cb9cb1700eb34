import type { MarkdownIt, StateInline } from 'markdown-it';
import type { MarkdownOptions } from './render.ts';

const link = /\[\[([^[\]\n|]{1,500})(?:\|([^[\]\n]{0,500}))?\]\]/y;
const media =
  /\.(?:(png|jpe?g|gif|webp|avif|svg|bmp)|(mp3|m4a|ogg|opus|wav|flac|aac|3gp)|(mp4|m4v|webm|mov|ogv|mkv)|\w{2,5})$/i;

/** What the rendering of a text hands to its rules. */
const optionsOf = (state: StateInline): MarkdownOptions | undefined =>
  state.env.options as MarkdownOptions | undefined;

const matchAt = (state: StateInline, at: number): RegExpExecArray | null => {
  link.lastIndex = at;
  const match = link.exec(state.src);
  return match && link.lastIndex <= state.posMax ? match : null;
};

/** `Note#Part` reads `Note > Part`, `#Part` reads `Part`; the name of a block says nothing. */
const shownName = (target: string): string =>
  target
    .replace(/#?\^[\w-]*$/, '')
    .split('#')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' > ');

const pushText = (state: StateInline, text: string): void => {
  state.push('text', '', 0).content = text;
};

const pushLink = (state: StateInline, url: string, text: string): void => {
  state.push('link_open', 'a', 1).attrs = [['href', url]];
  pushText(state, text);
  state.push('link_close', 'a', -1);
};

/** `[[target|text]]`: a link where the note is published, else its text. A defined reference of Markdown comes first. */
const wikilink = (state: StateInline, silent: boolean): boolean => {
  if (!state.src.startsWith('[[', state.pos) || state.src[state.pos - 1] === '[') return false;
  const match = matchAt(state, state.pos);
  const options = optionsOf(state);
  if (!match || !options) return false;
  const target = match[1]!.replace(/\\$/, '').trim();
  if (target === '' || state.env.references?.[state.md.utils.normalizeReference(match[1]!)]) return false;
  if (!silent) {
    const text = match[2]?.trim() || shownName(target);
    const url = target.startsWith('#') ? undefined : options.resolveWikilink(target);
    if (url === undefined || state.linkLevel > 0) pushText(state, text);
    else pushLink(state, url, text);
  }
  state.pos += match[0].length;
  return true;
};

const pushPlayer = (state: StateInline, tag: 'audio' | 'video', url: string): void => {
  const token = state.push('html_inline', '', 0);
  token.content = `<${tag} controls src="${state.md.utils.escapeHtml(url)}"></${tag}>`;
};

/** `300` or `300x200` is a size, anything else the alternative text. */
const pushImage = (state: StateInline, url: string, name: string, label: string | undefined): void => {
  const size = /^(\d{1,5})(?:x(\d{1,5}))?$/.exec(label?.trim() ?? '');
  const token = state.push('image', 'img', 0);
  token.attrs = [
    ['src', url],
    ['alt', ''],
  ];
  if (size)
    token.attrs.push(
      ['width', size[1]!],
      ...(size[2] === undefined ? [] : [['height', size[2]] as [string, string]]),
    );
  const alt = new state.Token('text', '', 0);
  alt.content = size || !label ? name.replace(/^.*\//, '').replace(/\.\w+$/, '') : label.trim();
  token.children = [alt];
  token.content = alt.content;
};

const kindByName = (name: string): 'image' | 'audio' | 'video' | 'other' | undefined => {
  const match = media.exec(name);
  if (!match) return undefined;
  return match[1] ? 'image' : match[2] ? 'audio' : match[3] ? 'video' : 'other';
};

/** `![[file]]`: a picture, sound or film; another file or note becomes a link, a note that is not published nothing. */
const embed = (state: StateInline, silent: boolean): boolean => {
  if (!state.src.startsWith('![[', state.pos)) return false;
  const match = matchAt(state, state.pos + 1);
  const options = optionsOf(state);
  if (!match || !options) return false;
  if (!silent) pushEmbed(state, options, match[1]!.replace(/\\$/, '').trim(), match[2]);
  state.pos += match[0].length + 1;
  return true;
};

const pushEmbed = (
  state: StateInline,
  options: MarkdownOptions,
  target: string,
  label: string | undefined,
): void => {
  const name = target.replace(/#.*$/, '');
  const found = options.resolveEmbed(target);
  // a file that is not there keeps its name as address, so that it can be told of
  const kind = found?.kind ?? kindByName(name);
  const url = found?.url ?? encodeURI(name);
  if (kind === 'image') pushImage(state, url, name, label);
  else if (kind === 'audio' || kind === 'video') pushPlayer(state, kind, url);
  else {
    const address = found?.url ?? options.resolveWikilink(target);
    if (address !== undefined) pushLink(state, address, label?.trim() || shownName(target));
  }
};

/** Links and embeds of Obsidian. */
export const wikilinkPlugin = (markdown: MarkdownIt): void => {
  markdown.inline.ruler.before('link', 'wikilink', wikilink);
  markdown.inline.ruler.before('image', 'wiki_embed', embed);
};
