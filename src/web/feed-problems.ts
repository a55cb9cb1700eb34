import type { Article } from '../article/article.ts';
import { articleKey } from '../article/identity/id-records.ts';
import type { Problem } from '../problem.ts';
import { extensionProblems } from '../render/extensions.ts';

/** What only shows when articles become entries of feeds, as long as these articles are as they are. */
export class FeedProblems {
  #buried: readonly Problem[] = [];
  readonly #extensions = new Map<string, readonly Problem[]>();

  /** Everything that is wrong now. */
  get all(): readonly Problem[] {
    return [...this.#buried, ...[...this.#extensions.values()].flat()];
  }

  /** Takes in articles that came or changed, those that went, and what the feeds said of this. */
  take(
    put: readonly Article[],
    remove: readonly Pick<Article, 'path' | 'part'>[],
    buried: readonly Problem[],
  ): void {
    for (const gone of remove) this.#extensions.delete(articleKey(gone));
    for (const article of put) {
      const problems = extensionProblems({ article });
      if (problems.length > 0) this.#extensions.set(articleKey(article), problems);
      else this.#extensions.delete(articleKey(article));
    }
    const touched = new Set([...put, ...remove].map(({ path }) => path));
    this.#buried = [...this.#buried.filter(({ path = '' }) => !touched.has(path)), ...buried];
  }
}
