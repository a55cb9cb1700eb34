import type { Problem } from '../../problem.ts';
import { mediaTypeOf } from './media-types.ts';
import { missingMedia } from './missing-media.ts';
import { isSavedFilesFolder, localFileName } from './saved-files.ts';
import type { Surroundings } from './surroundings.ts';
import {
  decodePercent,
  followable,
  joinPath,
  resolveWeb,
  schemeOf,
  smallDataImage,
  splitAddress,
  tidyAddress,
} from './urls.ts';

/** What addresses of an article are resolved by. */
export interface ContentContext {
  /** Absolute address of the entry. */
  readonly entryLink: string;
  /** Where a saved page came from; absolute. */
  readonly baseUrl?: string | undefined;
  /** Stands before every id of the entry, so that two entries on one page do not share any; a name start and a `-`. */
  readonly idPrefix: string;
  readonly surroundings: Surroundings;
  /** Path of the article's file, relative to the articles folder. */
  readonly path: string;
  /** Line of the file in which an address stands, for Problems. */
  readonly lineOf?: ((address: string) => number | undefined) | undefined;
}

/** A media file's absolute address, and its path where it lies in the articles folder. */
export interface MediaAddress {
  readonly url: string;
  readonly path?: string | undefined;
}

/** More Problems of one kind would help nobody. */
const MOST_PROBLEMS = 50;

/** Media whose absence a reader notices. */
const isMedia = (path: string): boolean => /^(?:image|audio|video)\//.test(mediaTypeOf(path) ?? '');

/** Resolves the addresses of one article by the rules of INTERFACE.md (Entries), and collects what is missing. */
export class Addresses {
  readonly #context: ContentContext;
  readonly #base: string;
  /** Path of the public address, `/` where it has none. */
  readonly #root: string;
  readonly #missing = new Set<string>();
  #ids: ReadonlySet<string> = new Set();

  constructor(context: ContentContext) {
    this.#context = context;
    this.#base = resolveWeb(context.baseUrl ?? '', context.entryLink) ?? context.entryLink;
    this.#root = URL.parse(context.surroundings.publicUrl)?.pathname ?? '/';
  }

  /** Tells which ids the entry has, prefixed, for links to its own parts. */
  ownIds(ids: ReadonlySet<string>): void {
    this.#ids = ids;
  }

  /** The id with the entry's prefix (once), or undefined for one that is none: empty, or white space alone. */
  prefixed(id: string): string | undefined {
    const name = id.trim().replace(/\s+/g, '-');
    if (name === '') return undefined;
    return name.startsWith(this.#context.idPrefix) ? name : this.#context.idPrefix + name;
  }

  /** Ids of a list separated by white space, each with the prefix. */
  prefixedAll(ids: string): string | undefined {
    const all = ids.split(/\s+/).flatMap((id) => this.prefixed(id) ?? []);
    return all.length === 0 ? undefined : all.join(' ');
  }

  /** `missing-media` Problems, one for each address. */
  problems(): readonly Problem[] {
    const { path, lineOf } = this.#context;
    return [...this.#missing]
      .slice(0, MOST_PROBLEMS)
      .map((address) => missingMedia(path, address, lineOf?.(address)));
  }

  /** The address of a link, absolute; undefined where it leads nowhere that is safe. */
  link(text: string): string | undefined {
    const address = tidyAddress(text);
    if (address.startsWith('#')) return this.#ownPart(address);
    const scheme = schemeOf(address);
    if (scheme === 'http' || scheme === 'https') return this.#ownPartOf(resolveWeb(address));
    if (localFileName(address) !== undefined) return this.#localFile(address)?.url;
    if (scheme !== undefined) return followable(address);
    if (/^[\\/]{2}/.test(address)) return this.#protocolRelative(address);
    return this.#relative(address, (path) => this.#article(path, address) ?? this.#media(path))?.url;
  }

  /** The address of an image, sound, film or enclosure, absolute; undefined where there is none to be had. */
  media(text: string): MediaAddress | undefined {
    const address = tidyAddress(text);
    if (address === '' || address.startsWith('#')) return undefined;
    const scheme = schemeOf(address);
    if (scheme === 'http' || scheme === 'https') return found(resolveWeb(address));
    if (localFileName(address) !== undefined) return this.#localFile(address);
    if (scheme !== undefined) return undefined;
    if (/^[\\/]{2}/.test(address)) return found(this.#protocolRelative(address));
    return this.#relative(address, (path) => this.#media(path), true);
  }

  /** The address of an image, absolute, or the image itself where it is a small `data:` one. */
  image(text: string): string | undefined {
    return /^\s*data:/i.test(text) ? smallDataImage(tidyAddress(text)) : this.media(text)?.url;
  }

  /** `#part` of this entry becomes absolute: readers show entries on pages of their own, and validators warn of it. */
  #ownPart(address: string): string | undefined {
    const name = address.slice(1);
    const entry = splitAddress(this.#context.entryLink);
    const page = entry.path + entry.query;
    for (const id of [name, decodePercent(name)].map((text) => this.prefixed(text))) {
      if (id !== undefined && this.#ids.has(id)) return resolveWeb(`${page}#${encodeURIComponent(id)}`);
    }
    return resolveWeb(`${page}#${name}`);
  }

  /** "Save as" writes the page's own fragments as absolute addresses; they are found again. */
  #ownPartOf(url: string | undefined): string | undefined {
    if (url === undefined || !url.includes('#') || this.#ids.size === 0) return url;
    const page = url.slice(0, url.indexOf('#'));
    const isOwn = page === withoutFragment(this.#base) || page === withoutFragment(this.#context.entryLink);
    return isOwn ? this.#ownPart(url.slice(page.length)) : url;
  }

  #protocolRelative(address: string): string | undefined {
    const scheme =
      this.#context.baseUrl === undefined ? 'https:' : (URL.parse(this.#base)?.protocol ?? 'https:');
    return resolveWeb(scheme + address);
  }

  #media(path: string): MediaAddress | undefined {
    const url = this.#context.surroundings.mediaUrl(path);
    return url === undefined ? undefined : { url, path };
  }

  /** Another article's link, with the query and the fragment that the address has. */
  #article(path: string, address: string): MediaAddress | undefined {
    const { surroundings } = this.#context;
    const link = surroundings.articleLink(path);
    if (link === undefined) return undefined;
    const { fragment } = splitAddress(address);
    if (path === this.#context.path && fragment !== '') return found(this.#ownPart(fragment));
    const prefix = fragment.length > 1 ? (surroundings.idPrefixOf?.(path) ?? '') : '';
    return found(resolveWeb(link + (fragment.length > 1 ? `#${prefix}${fragment.slice(1)}` : '')));
  }

  /** Looks a relative address up in the folder, and else resolves it against the page's or the entry's address. */
  #relative(
    address: string,
    lookUp: (path: string) => MediaAddress | undefined,
    wanted = false,
  ): MediaAddress | undefined {
    const { path, query, fragment } = splitAddress(address);
    if (path === '') return found(resolveWeb(address, this.#base));
    for (const candidate of this.#candidates(path)) {
      const hit = lookUp(candidate);
      if (hit !== undefined) return hit.path === undefined ? hit : { ...hit, url: hit.url + fragment };
    }
    if (isSavedFilesFolder(path, this.#context.path)) return undefined;
    if (this.#context.baseUrl === undefined && (wanted || isMedia(path))) this.#missing.add(address);
    // A backslash is no part of a relative address on the web; browsers read it as a slash.
    return found(resolveWeb(path.replaceAll('\\', '/') + query + fragment, this.#base));
  }

  /** Paths that an address can mean: as written or percent-decoded, beside the file or from the top. */
  #candidates(path: string): readonly string[] {
    const { path: own, baseUrl } = this.#context;
    // What a saved page calls `/img` lies on its own server, not in this folder.
    if (path.startsWith('/') && baseUrl !== undefined) return [];
    const written = path.replaceAll('\\', '/');
    const root = this.#root;
    const inside = root.length > 1 && written.startsWith(`${root}/`) ? [written.slice(root.length)] : [];
    const names = [path, written, ...inside].flatMap((name) => [name, decodePercent(name)]);
    const paths = [...new Set(names)].map((name) => joinPath(own, name));
    return [...new Set(paths)].filter((candidate) => candidate !== undefined);
  }

  /** A file of the author's own machine (`file:`, `C:\…`) can only be one that lies here as well. */
  #localFile(address: string): MediaAddress | undefined {
    const { path } = this.#context;
    for (const tail of localFileName(address) ?? []) {
      const candidate = joinPath(path, tail);
      const hit = candidate === undefined ? undefined : this.#media(candidate);
      if (hit !== undefined) return hit;
    }
    if (!isSavedFilesFolder(address, path)) this.#missing.add(address);
    return undefined;
  }
}

const found = (url: string | undefined): MediaAddress | undefined =>
  url === undefined ? undefined : { url };

const withoutFragment = (url: string): string => {
  const hash = url.indexOf('#');
  return hash < 0 ? url : url.slice(0, hash);
};
