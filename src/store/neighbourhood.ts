import { type ImageFacts, mediaAddress, type Surroundings } from '../article/content/surroundings.ts';
import { firstPath, NameIndex, nameOfFile, nameOfNote, withoutEnding } from './name-index.ts';
import type { StoredFile } from './store.ts';

/** What a neighbourhood looks into; asked anew for each question, so that it is never out of date. */
export interface NeighbourhoodSource {
  readonly publicUrl: string;
  /** A file that may be published, by its very path. */
  mediaAt(path: string): StoredFile | undefined;
  /** The address of the article that counts and whose file has this very path. */
  linkAt(path: string): string | undefined;
  idPrefixOf(path: string): string | undefined;
  imageInfo(path: string): ImageFacts | undefined;
  mediaPaths(): Iterable<string>;
  articlePaths(): Iterable<string>;
}

/** A note may be named with its ending; a dot elsewhere belongs to the name (`v1.2 released`). */
const withoutMarkdown = (name: string): string => name.replace(/\.(?:md|markdown|mdx)$/i, '');

/** Paths by their NFC form, of those that are written otherwise (macOS hands out NFD). */
class Rewritten {
  readonly #byForm = new Map<string, string>();

  put(path: string): void {
    const form = path.normalize();
    if (form !== path) this.#byForm.set(form, path);
  }

  remove(path: string): void {
    const form = path.normalize();
    if (this.#byForm.get(form) === path) this.#byForm.delete(form);
  }

  get(form: string): string | undefined {
    return this.#byForm.get(form);
  }
}

/**
 * What lies around every article, kept up file by file: answers as `surroundingsOf` does, at no cost for what nobody
 * asks. Of several candidates the first by code points counts, whatever the order in which they came.
 */
export class Neighbourhood {
  readonly surroundings: Surroundings;
  readonly #source: NeighbourhoodSource;
  readonly #media = new Rewritten();
  readonly #articles = new Rewritten();
  /** Endings that article files have, and names of those that stand for their folder: with an article's path there may be more. */
  readonly #endings = new Set<string>();
  readonly #indexNames = new Set<string>();
  readonly #mediaNames: NameIndex;
  readonly #noteNames: NameIndex;

  constructor(source: NeighbourhoodSource) {
    this.#source = source;
    this.#mediaNames = new NameIndex(nameOfFile, () => source.mediaPaths());
    this.#noteNames = new NameIndex(nameOfNote, () => source.articlePaths());
    const { publicUrl } = source;
    this.surroundings = {
      publicUrl,
      mediaUrl: (path) => {
        const file = this.#mediaAt(path);
        return file && mediaAddress(publicUrl, file.path);
      },
      articleLink: (path) => this.#linkOf(path.normalize()),
      noteLink: (name) => {
        const form = name.normalize();
        const known = this.#linkOf(form);
        if (known !== undefined) return known;
        const note = this.#noteNames.first(withoutMarkdown(nameOfFile(form)));
        return note === undefined ? undefined : source.linkAt(note);
      },
      fileNamed: (name) => this.#mediaNames.first(nameOfFile(name)),
      fileSize: (path) => this.#mediaAt(path)?.size,
      idPrefixOf: (path) => source.idPrefixOf(path),
      imageInfo: (path) => source.imageInfo(path),
    };
  }

  /** Takes in a file that may be published. */
  putMedia(path: string): void {
    this.#media.put(path);
    this.#mediaNames.put(path);
  }

  removeMedia(path: string): void {
    this.#media.remove(path);
    this.#mediaNames.remove(path);
  }

  /** Takes in the path of an article that counts. */
  putArticle(path: string): void {
    this.#articles.put(path);
    this.#noteNames.put(path);
    const name = path.slice(path.lastIndexOf('/') + 1);
    const bare = withoutEnding(name);
    this.#endings.add(name.slice(bare.length));
    if (/^_?index$/i.test(bare)) this.#indexNames.add(name);
  }

  removeArticle(path: string): void {
    this.#articles.remove(path);
    this.#noteNames.remove(path);
  }

  #mediaAt(path: string): StoredFile | undefined {
    const form = path.normalize();
    return this.#source.mediaAt(form) ?? this.#source.mediaAt(this.#media.get(form) ?? form);
  }

  #linkAt(form: string): string | undefined {
    return this.#source.linkAt(form) ?? this.#source.linkAt(this.#articles.get(form) ?? form);
  }

  /** The article at a path, else the one whose path without its ending it is, else the one that stands for that folder. */
  #linkOf(form: string): string | undefined {
    const exact = this.#linkAt(form);
    if (exact !== undefined) return exact;
    const likely = [
      ...Array.from(this.#endings, (ending) => `${form}${ending}`),
      ...Array.from(this.#indexNames, (name) => `${form}/${name}`),
    ];
    const found = firstPath(likely.filter((path) => this.#linkAt(path) !== undefined));
    return found === undefined ? undefined : this.#linkAt(found);
  }
}
