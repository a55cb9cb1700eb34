import type { Article, ArticleFacts } from '../article/article.ts';
import { articleKey } from '../article/identity/id-records.ts';
import { type ArticleFiles, sameFacts } from './article-files.ts';
import type { Entries } from './entries.ts';
import type { FileList } from './file-list.ts';
import type { Identities } from './identities.ts';
import { isMediaPath } from './media-path.ts';
import type { Neighbourhood } from './neighbourhood.ts';
import type { StoredFile } from './store.ts';
import { Slice } from './turn.ts';

/** What changed files come into. */
export interface IntakeOptions {
  readonly files: FileList;
  readonly articleFiles: ArticleFiles;
  readonly neighbourhood: Neighbourhood;
  readonly entries: Entries;
  readonly identities: Identities;
}

/** Told how many of the article files to read are read. */
export type OnProgress = (done: number, total: number) => void;

/** What a change of files comes to. */
export interface TakenIn {
  /** Facts that are new or others than before. */
  readonly changed: readonly ArticleFacts[];
  /** Keys of articles that are no longer where they were. */
  readonly removed: ReadonlySet<string>;
  /** Articles with the same facts whose text is another than was shown. */
  readonly again: readonly Article[];
  /** How many files were read. */
  readonly read: number;
}

/** Keys of the articles that a file held before and holds no more. */
const goneKeys = (before: readonly ArticleFacts[], now: readonly ArticleFacts[]): readonly string[] => {
  if (before.length === 0) return [];
  const keys = new Set(now.map(articleKey));
  return before.map(articleKey).filter((key) => !keys.has(key));
};

/** Takes changed files in: lists them, reads those that hold articles, and finds out what has become of those. */
export class Intake {
  readonly #options: IntakeOptions;

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  /** Takes in files that are new or changed, and paths that are gone. */
  async take(
    present: readonly StoredFile[],
    gone: readonly string[],
    onProgress: OnProgress,
  ): Promise<TakenIn> {
    const { articleFiles } = this.#options;
    const toRead = await articleFiles.toRead(present, gone);
    for (const file of present) this.#putFile(file);
    for (const path of gone) this.#removeFile(path);
    const removed = new Set(gone.flatMap((path) => this.#drop(path)));
    const changed: ArticleFacts[] = [];
    const again: Article[] = [];
    const slice = new Slice();
    let read = 0;
    articleFiles.expect(toRead);
    for (const file of toRead) {
      if (slice.isOver) {
        onProgress(read, toRead.length);
        await slice.next();
      }
      // A promise for each file of a hundred thousand that are kept would cost more than the look.
      const { before, facts, held } = articleFiles.readKept(file) ?? (await articleFiles.read(file));
      for (const key of goneKeys(before, facts)) removed.add(key);
      if (before.length > 0 && sameFacts(before, facts)) again.push(...this.#shownOtherwise(before, held));
      else for (const each of facts) changed.push(each);
      read += 1;
    }
    onProgress(read, toRead.length);
    return { changed, removed, again, read };
  }

  #putFile(file: StoredFile): void {
    const { files, neighbourhood } = this.#options;
    if (files.put(file) && isMediaPath(file.path)) neighbourhood.putMedia(file.path);
  }

  #removeFile(path: string): void {
    const { files, neighbourhood } = this.#options;
    if (files.remove(path) && isMediaPath(path)) neighbourhood.removeMedia(path);
  }

  #drop(path: string): string[] {
    const keys = this.#options.articleFiles.drop(path);
    for (const key of keys) this.#options.entries.drop(key);
    return keys;
  }

  /** Articles whose facts are the same but whose text was shown and is another now: as new objects, to be made again. */
  #shownOtherwise(before: readonly ArticleFacts[], held: string | undefined): Article[] {
    const { identities, entries } = this.#options;
    return before.flatMap((facts) => {
      const key = articleKey(facts);
      const article = identities.article(key);
      return article && entries.isShownOtherwise(key, held) ? [{ ...article }] : [];
    });
  }
}
