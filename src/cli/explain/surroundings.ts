import type { Surroundings } from '../../article/content/surroundings.ts';
import { surroundingsOf } from '../../article/content/surroundings.ts';
import { isArticlePath } from '../../article/formats.ts';
import { folderStore } from '../../store/folder/folder.ts';
import { isMediaPath } from '../../store/media-path.ts';
import type { StoredFile } from '../../store/store.ts';
import type { Place } from './place.ts';

/** Outside the articles folder nobody knows how large the folder is: no more files are looked at. */
const MOST_OUTSIDE = 5_000;

const filesAround = async ({ root, isInArticles }: Place): Promise<readonly StoredFile[]> => {
  const files: StoredFile[] = [];
  for await (const file of folderStore(root).list()) {
    files.push(file);
    if (!isInArticles && files.length >= MOST_OUTSIDE) break;
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
};

/**
 * What lies around the articles of a command, each folder looked through once however many of its files are asked for.
 */
export class AllSurroundings {
  readonly #found = new Map<string, Promise<Surroundings>>();

  /** What lies around an article; see `surroundingsAt`. */
  at(place: Place, publicUrl: string, linkOf: (path: string) => string | undefined): Promise<Surroundings> {
    let found = this.#found.get(place.root);
    if (!found) {
      found = surroundingsAt(place, publicUrl, linkOf);
      this.#found.set(place.root, found);
    }
    return found;
  }
}

/**
 * What lies around an article. The address of another article is worked out by `linkOf` when it is asked for, so that
 * nothing else in the folder is read.
 */
const surroundingsAt = async (
  place: Place,
  publicUrl: string,
  linkOf: (path: string) => string | undefined,
): Promise<Surroundings> => {
  const files = await filesAround(place);
  const found = surroundingsOf({
    publicUrl,
    files: files.filter(({ path }) => isMediaPath(path)),
    // Links stand for paths here, and become links once they are wanted.
    articles: files.filter(({ path }) => isArticlePath(path)).map(({ path }) => ({ path, link: path })),
  });
  const link = (path: string | undefined): string | undefined =>
    path === undefined ? undefined : linkOf(path);
  return {
    ...found,
    articleLink: (path) => link(found.articleLink(path)),
    noteLink: (name) => link(found.noteLink(name)),
  };
};
