import type { Article } from '../../article/article.ts';
import { type Problem, problem } from '../../problem.ts';
import type { Publisher } from '../../web/publisher.ts';

const hostOf = (address: string | undefined): string | undefined =>
  address === undefined ? undefined : URL.parse(address)?.host;

/**
 * Articles that give an address of the site itself which another one has too: somebody copied a file and forgot its
 * `url`. Two that point to the same page elsewhere are as they should be, as in a list of links.
 */
export const linkProblems = ({ publication: { collection, site } }: Publisher): readonly Problem[] => {
  const own = new Set([hostOf(site.url), hostOf(site.permalink)]);
  const first = new Map<string, Article>();
  const problems: Problem[] = [];
  const all = collection.articlesOf({ kind: 'site', path: '' });
  const articles = all.entries(0, all.size).filter(({ standing }) => standing === 'listed');
  // The oldest had it first.
  for (const { article } of articles.toReversed()) {
    const other = first.get(article.link);
    if (!other) first.set(article.link, article);
    else if (own.has(hostOf(article.link)))
      problems.push(
        problem('duplicate-link', {
          path: article.path,
          message: `its address ${article.link} is also that of ${other.path}`,
          hint: 'Give it a url of its own, or leave url out.',
        }),
      );
  }
  return problems;
};
