import type { Article } from '../../article/article.ts';
import { type Problem, problem } from '../../problem.ts';
import { atomId } from '../../render/uri.ts';
import type { Fault } from '../../render/validate/fault.ts';
import { validateDocument } from '../../render/validate/validate.ts';
import type { Publisher } from '../../web/publisher.ts';

/** Faults of one document that are told one by one; the rest is a number. */
const mostFaults = 20;

const toProblem = (path: string, fault: Fault, article: Article | undefined): Problem => {
  const place = fault.line === undefined ? path : `${path}:${fault.line}:${fault.column ?? 1}`;
  return problem('invalid-document', {
    message: `${place}: ${fault.message} (${fault.source})`,
    hint: article
      ? `It is the entry "${article.title}": correct what the article gives there.`
      : 'Correct the setting that is shown there; if none is, please report it.',
    path: article?.path,
  });
};

/**
 * Makes every document once and reads it by the rules of its format, so that what shows only in the finished text is
 * found as well. One fault in several documents of a feed is told for each format once: scopes repeat their entries.
 */
export const documentProblems = async ({ publication }: Publisher): Promise<readonly Problem[]> => {
  const { collection, site } = publication;
  const articles = new Map<string, Article>();
  const all = collection.articlesOf({ kind: 'site', path: '' });
  for (const { article } of all.entries(0, all.size)) {
    articles.set(article.id, article).set(atomId(article.id, site.idAuthority), article);
  }
  const told = new Set<string>();
  const problems: Problem[] = [];
  for (const path of publication.paths()) {
    const format = publication.placeAt(path)?.format.name;
    const document = await publication.document(path);
    if (!document || (format !== 'rss' && format !== 'atom' && format !== 'json')) continue;
    const text = document.identity.bytes.toString('utf8');
    const fresh = validateDocument(format, text).filter(({ entryId, message }) => {
      const key = JSON.stringify(entryId === undefined ? [path, message] : [format, entryId, message]);
      return !told.has(key) && told.add(key);
    });
    for (const fault of fresh.slice(0, mostFaults)) {
      problems.push(toProblem(path, fault, articles.get(fault.entryId ?? '')));
    }
    const more = fresh.length - mostFaults;
    if (more > 0)
      problems.push(toProblem(path, { message: `has ${more} more faults`, source: 'as above' }, undefined));
  }
  return problems;
};
