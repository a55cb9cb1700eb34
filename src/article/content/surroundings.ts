import type { EntryImage } from '../article.ts';

/** What the articles folder knows of an image file, apart from its address. */
export type ImageFacts = Omit<EntryImage, 'url'>;

/**
 * What lies around an article: which files and articles an address in it can mean. Every `path` is relative to the
 * articles folder, with `/`, neither percent-encoded nor beginning with `/`.
 */
export interface Surroundings {
  /** The site's public address without trailing slash. */
  readonly publicUrl: string;
  /**
   * Absolute address of a file that may be published (`/media/…` under `publicUrl`, each segment percent-encoded), or
   * undefined where there is no such file or it is an article's source.
   */
  mediaUrl(path: string): string | undefined;
  /** Address of the article whose file is `path`, or whose file without its ending is. */
  articleLink(path: string): string | undefined;
  /** Address of the article whose file has this name without its ending, anywhere in the folder (Obsidian's way). */
  noteLink(name: string): string | undefined;
  /** Path of a media file that has this name, anywhere in the folder (Obsidian's way). */
  fileNamed?(name: string): string | undefined;
  /** What stands before the ids in that article's page, if it has a prefix. */
  idPrefixOf?(path: string): string | undefined;
  /** Type, length and size in pixels of an image file, as far as they are known. */
  imageInfo?(path: string): ImageFacts | undefined;
  /** Length of a file in bytes. */
  fileSize?(path: string): number | undefined;
}

/** A file that lies in the articles folder, for `surroundingsOf`. */
export interface SurroundingFile {
  readonly path: string;
  /** Bytes. */
  readonly size?: number | undefined;
}

/** An article that others can refer to, for `surroundingsOf`. */
export interface SurroundingArticle {
  readonly path: string;
  readonly link: string;
}

/** What `surroundingsOf` is made from. */
export interface SurroundingsSource {
  readonly publicUrl: string;
  /** Files that may be published: no dot files, no sources of articles. */
  readonly files: Iterable<SurroundingFile>;
  readonly articles: Iterable<SurroundingArticle>;
  readonly idPrefixOf?: ((path: string) => string | undefined) | undefined;
  readonly imageInfo?: ((path: string) => ImageFacts | undefined) | undefined;
}

/** The address of a media file: `PUBLIC-URL/media/PATH` with each segment percent-encoded. */
export const mediaAddress = (publicUrl: string, path: string): string =>
  `${publicUrl}/media/${path.toWellFormed().split('/').map(encodeURIComponent).join('/')}`;

/** A path without the ending of its last segment. */
const withoutEnding = (path: string): string => {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') + 1 ? path.slice(0, dot) : path;
};

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Keys under which an article is found, the exact one first: its path, without ending, and its folder for an index. */
const articleKeys = (path: string): readonly string[] => {
  const bare = withoutEnding(path);
  const folder = /^(.+)\/_?index$/i.exec(bare)?.[1];
  return folder === undefined ? [path, bare] : [path, bare, folder];
};

/** Puts a value under a key that nothing has taken yet. */
const offer = <T>(map: Map<string, T>, key: string, value: T): void => {
  if (!map.has(key)) map.set(key, value);
};

/**
 * Surroundings from the list of files. Names are compared in NFC, since macOS hands out NFD, and names for Obsidian
 * without case; of several files of one name the first counts, so `files` and `articles` come in a fixed order.
 */
export const surroundingsOf = (source: SurroundingsSource): Surroundings => {
  const { publicUrl, idPrefixOf, imageInfo } = source;
  const files = new Map<string, SurroundingFile>();
  const names = new Map<string, string>();
  for (const file of source.files) {
    files.set(file.path.normalize(), file);
    offer(names, fileName(file.path).normalize().toLowerCase(), file.path);
  }
  const links = new Map<string, string>();
  const bareLinks = new Map<string, string>();
  const notes = new Map<string, string>();
  for (const { path, link } of source.articles) {
    const [exact = path, ...others] = articleKeys(path.normalize());
    links.set(exact, link);
    for (const key of others) offer(bareLinks, key, link);
    offer(notes, withoutEnding(fileName(exact)).toLowerCase(), link);
  }
  const linkOf = (path: string): string | undefined => links.get(path) ?? bareLinks.get(path);
  return {
    publicUrl,
    mediaUrl: (path) => {
      const file = files.get(path.normalize());
      return file && mediaAddress(publicUrl, file.path);
    },
    articleLink: (path) => linkOf(path.normalize()),
    noteLink: (name) => {
      const key = name.normalize();
      return linkOf(key) ?? notes.get(withoutMarkdown(fileName(key)).toLowerCase());
    },
    fileNamed: (name) => names.get(fileName(name).normalize().toLowerCase()),
    fileSize: (path) => files.get(path.normalize())?.size,
    ...(idPrefixOf && { idPrefixOf }),
    ...(imageInfo && { imageInfo }),
  };
};

/** A note may be named with its ending; a dot elsewhere belongs to the name (`v1.2 released`). */
const withoutMarkdown = (name: string): string => name.replace(/\.(?:md|markdown|mdx)$/i, '');
