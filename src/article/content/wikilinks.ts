import { mediaTypeOf } from './media-types.ts';
import type { Surroundings } from './surroundings.ts';
import { joinPath } from './urls.ts';

/** What `![[file]]` shows. */
export interface WikiEmbed {
  readonly url: string;
  readonly kind: 'image' | 'audio' | 'video' | 'other';
}

/** The name in a wikilink without the heading or block it leads to. */
const noteName = (target: string): string => target.replace(/[#^].*$/s, '').trim();

/** The article that a path from the folder's top or beside `from` names, with or without its ending. */
const noteAt = (name: string, from: string, around: Surroundings): string | undefined => {
  const top = joinPath('', name);
  const beside = joinPath(from, name);
  return (top && around.articleLink(top)) ?? (beside && around.articleLink(beside)) ?? around.noteLink(name);
};

/** Obsidian's rule for `[[note]]` in the file at `from`: a path from the top or beside it, else the name anywhere. */
export const wikilinkResolver =
  (from: string, around: Surroundings) =>
  (target: string): string | undefined => {
    const name = noteName(target);
    if (name === '') return undefined;
    return noteAt(name, from, around) ?? embedAt(name, from, around)?.url;
  };

const kindOf = (path: string): WikiEmbed['kind'] => {
  const kind = mediaTypeOf(path)?.split('/')[0];
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'other';
};

/** A media file by the same rule. */
const embedAt = (name: string, from: string, around: Surroundings): WikiEmbed | undefined => {
  for (const path of [joinPath('', name), joinPath(from, name), around.fileNamed?.(name)]) {
    const url = path === undefined ? undefined : around.mediaUrl(path);
    if (path !== undefined && url !== undefined) return { url, kind: kindOf(path) };
  }
  return undefined;
};

/** Obsidian's rule for `![[file]]`: an image, sound, film or other file, or a note to link to. */
export const embedResolver =
  (from: string, around: Surroundings) =>
  (target: string): WikiEmbed | undefined => {
    const name = noteName(target);
    if (name === '') return undefined;
    const media = embedAt(name, from, around);
    if (media !== undefined) return media;
    const link = noteAt(name, from, around);
    return link === undefined ? undefined : { url: link, kind: 'other' };
  };
