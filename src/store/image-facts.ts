import { mediaTypeOf } from '../article/content/media-types.ts';
import type { ImageFacts } from '../article/content/surroundings.ts';
import { lazy } from '../lazy.ts';
import { isSourceLost, type Store, type StoredFile } from './store.ts';

const sizes = lazy<typeof import('image-size')>(import.meta.url, 'image-size');

/** Where formats keep an image's size; JPEG may have a large profile before it. */
const HEAD = 256 * 1024;

/** What an image file was found to be; it counts as long as the file is as large and as old as then. */
export interface KnownImage {
  readonly size: number;
  readonly modified: number;
  readonly facts: ImageFacts;
}

const measure = (path: string, length: number, head: Uint8Array): ImageFacts => {
  const facts = { type: mediaTypeOf(path), length };
  try {
    const { width, height, orientation = 1 } = sizes().imageSize(head);
    // Orientations 5 to 8 (Exif) lie on their side: readers show them turned.
    return orientation >= 5 ? { ...facts, width: height, height: width } : { ...facts, width, height };
  } catch {
    return facts;
  }
};

/** Sizes of image files, each measured once until the file changes. */
export class ImageFactsCache {
  readonly #store: Store;
  readonly #known = new Map<string, KnownImage>();
  readonly #wanted = new Map<string, StoredFile>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** All that was found so far, by path. */
  get known(): Iterable<readonly [string, KnownImage]> {
    return this.#known;
  }

  /** Takes in what was found at an earlier run. */
  recall(known: Iterable<readonly [string, KnownImage]>): void {
    for (const [path, image] of known) this.#known.set(path, image);
  }

  /** The facts if they are known; if not, `measureWanted` finds them. */
  get(file: StoredFile): ImageFacts | undefined {
    const known = this.#known.get(file.path);
    if (known?.size === file.size && known.modified === file.modified) return known.facts;
    this.#wanted.set(file.path, file);
    return undefined;
  }

  /** Measures what was asked for in vain; resolves to whether there was any. */
  async measureWanted(): Promise<boolean> {
    const files = [...this.#wanted.values()];
    this.#wanted.clear();
    for (const { path, size, modified } of files) {
      const head = await this.#store
        .read(path, { start: 0, end: Math.min(HEAD, size) })
        .catch((fault: unknown) => {
          if (isSourceLost(fault)) throw fault;
          return new Uint8Array();
        });
      this.#known.set(path, { size, modified, facts: measure(path, size, head) });
    }
    return files.length > 0;
  }
}
