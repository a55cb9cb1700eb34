import { join } from 'node:path';
import type { Writable } from 'node:stream';
import type { Article } from '../../article/article.ts';
import { articleKey, type IdRecords } from '../../article/identity/id-records.ts';
import { type Problem, printable } from '../../problem.ts';
import type { Site } from '../../site.ts';
import { printedPath } from '../working-folder.ts';
import { type AddressAdvice, adviseAddresses } from './addresses.ts';
import type { OldEntry } from './feed.ts';
import { heldBack } from './held.ts';
import { distanceOf, instantHints, instantText, otherInstants } from './instants.ts';
import { titleKey } from './keys.ts';
import type { Matches } from './match.ts';
import { idPatternOf } from './patterns.ts';
import type { Adoption } from './records.ts';

/** All that the report is made from. */
export interface AdoptFindings {
  readonly adoptions: readonly Adoption[];
  readonly unmatched: Matches['unmatched'];
  /** All articles that are there. */
  readonly articles: readonly Article[];
  readonly problems: readonly Problem[];
  readonly records: IdRecords;
  readonly site: Site;
  /** The articles folder as it was named. */
  readonly folder: string;
}

type Print = (line: string) => void;

/** Lists of cures are to be read by people: what is longer is told by its number. */
const longest = 200;

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

const describe = ({ id, title, days, links }: OldEntry): string =>
  [`"${title || '(no title)'}"`, days[0], links[0] ?? id].filter(Boolean).join(' ');

const lineOf = ({ outcome, entry, article, kind, obstacle }: Adoption, folder: string): string => {
  const path = printedPath(join(folder, article.path));
  switch (outcome) {
    case 'recorded':
      return `recorded   ${path}  ${entry.id}  (by ${kind})`;
    case 'known':
      return `has it     ${path}  ${entry.id}`;
    case 'given':
      return `not taken  ${path} gives the id ${obstacle} itself. Write id: ${entry.id} in it, or leave it out.`;
    case 'other-id':
      return `not taken  ${path} has the recorded id ${obstacle}. If no reader knows that one, delete its row in ids.tsv and adopt again.`;
    case 'taken':
      return `not taken  ${path}: the id ${entry.id} is that of ${obstacle}.`;
  }
};

const printOutcomes = ({ adoptions, unmatched, problems, folder }: AdoptFindings, print: Print): void => {
  for (const adoption of adoptions) print(lineOf(adoption, folder));
  for (const { entry, reason } of unmatched) {
    const held = heldBack(entry, problems);
    const path = held && printedPath(join(folder, held.path));
    print(`not found  ${describe(entry)}: ${path === undefined ? reason : `${path} ${held?.reason}`}`);
  }
};

/** A list of at most `longest` lines, and how many more there are. */
const printList = (lines: readonly string[], print: Print): void => {
  for (const line of lines.slice(0, longest)) print(line);
  if (lines.length > longest) print(`  … and ${lines.length - longest} more`);
};

/** Entries of articles that are kept out: an old feed may have shown drafts, or what only its pages hide. */
const printUnseen = ({ adoptions, folder }: AdoptFindings, print: Print): void => {
  const unseen = adoptions.filter(({ article: { draft, unlisted } }) => draft || unlisted);
  if (unseen.length === 0) return;
  print(`${count(unseen.length, 'article', 'articles')} of the old feed stay out of the new one:`);
  printList(
    unseen.map(
      ({ article: { path, draft } }) =>
        `  ${printedPath(join(folder, path))}  says that it is ${draft ? 'a draft' : 'hidden'}`,
    ),
    print,
  );
};

const printTitles = ({ adoptions, folder }: AdoptFindings, print: Print): void => {
  const others = adoptions.filter(
    ({ entry: { title }, article }) => title !== '' && titleKey(title) !== titleKey(article.title),
  );
  if (others.length === 0) return;
  print(`${count(others.length, 'article has', 'articles have')} another title than the old feed:`);
  printList(
    others.map(
      ({ entry, article }) =>
        `  ${printedPath(join(folder, article.path))}  "${article.title}", in the feed "${entry.title}"`,
    ),
    print,
  );
};

const printInstants = ({ adoptions, folder }: AdoptFindings, print: Print): void => {
  const others = otherInstants(adoptions);
  if (others.length === 0) return;
  print(
    `${count(others.length, 'article tells', 'articles tell')} another instant than the old feed. Where nothing below helps, write the feed's as its date:`,
  );
  printList(
    others.map(
      (other) =>
        `  ${printedPath(join(folder, other.article.path))}  date: ${instantText(other)}  (${distanceOf(other)})`,
    ),
    print,
  );
  for (const hint of instantHints(others)) print(hint);
};

const printMoved = ({ moved }: AddressAdvice, site: Site, print: Print): void => {
  if (moved.length === 0) return;
  const where = Object.keys(site.moved).length > 0 ? 'moved in site.yaml' : 'site.yaml';
  print(`Old addresses of articles lead nowhere yet. Add to ${where}:`);
  print('moved:');
  for (const [from, to] of moved) print(`  ${JSON.stringify(from)}: ${JSON.stringify(to)}`);
};

const printStaying = (
  { total, right, permalink, urls }: AddressAdvice,
  findings: AdoptFindings,
  print: Print,
): void => {
  if (total === right) return;
  print(`permalink gives ${right} of ${count(total, 'old address', 'old addresses')}.`);
  if (permalink)
    print(`${permalink.right} of them are those of:\npermalink: ${JSON.stringify(permalink.pattern)}`);
  if (urls.length === 0) return;
  print('Articles with another address can give it themselves:');
  printList(
    urls.map(({ article, path }) => `  ${printedPath(join(findings.folder, article.path))}  url: ${path}`),
    print,
  );
};

/** The article's slug from now on. */
const slugOf = ({ outcome, article, entry: { id } }: Adoption, records: IdRecords): string => {
  const row = outcome === 'recorded' || outcome === 'known' ? records.get(id) : undefined;
  return row?.slug || article.slug;
};

const printAddresses = (findings: AdoptFindings, print: Print): void => {
  const { adoptions, articles, records, site } = findings;
  const addresses = adoptions.flatMap((adoption) => {
    const [link] = adoption.entry.links;
    return link === undefined ? [] : [{ article: adoption.article, slug: slugOf(adoption, records), link }];
  });
  const advice = adviseAddresses(addresses, site, articles.length - addresses.length);
  printMoved(advice, site, print);
  if (site.permalink !== undefined) printStaying(advice, findings, print);
};

const printSummary = (findings: AdoptFindings, print: Print): void => {
  const { adoptions, unmatched, articles } = findings;
  const recorded = adoptions.filter(({ outcome }) => outcome === 'recorded').length;
  const had = adoptions.filter(({ outcome }) => outcome === 'known').length;
  const total = count(adoptions.length + unmatched.length, 'entry', 'entries');
  print(
    `${count(recorded, 'id', 'ids')} recorded of ${total}, ${had} known before, ${unmatched.length} matched nothing.`,
  );
  const matched = new Set(adoptions.map(({ article }) => articleKey(article)));
  const without = articles.filter(
    (article) => !matched.has(articleKey(article)) && article.givenId === undefined,
  );
  if (without.length === 0) return;
  print(
    `${count(without.length, 'article is', 'articles are')} in none of the feeds. Feeds often hold the newest entries only: name older copies, archive pages or an export too, or set idPattern in site.yaml.`,
  );
  printIdPattern(findings, print);
};

/** The rule of the ids, for articles that no feed holds. */
const printIdPattern = (findings: AdoptFindings, print: Print): void => {
  const known = findings.adoptions.map(({ article, entry: { id } }) => ({ article, id }));
  const best = idPatternOf(known);
  if (best === undefined || findings.site.idPattern === best.pattern) return;
  print(`${best.right} of the ${known.length} ids of the feeds are those of:`);
  print(`idPattern: ${JSON.stringify(best.pattern)}`);
};

/**
 * Tells what became of the old feed's entries, and what differs from it still: titles, instants with what would put them
 * right, addresses with the settings that keep them.
 */
export const reportAdoption = (findings: AdoptFindings, stdout: Writable): void => {
  const print: Print = (line) => void stdout.write(`${line.split('\n').map(printable).join('\n')}\n`);
  printOutcomes(findings, print);
  printUnseen(findings, print);
  printTitles(findings, print);
  printInstants(findings, print);
  printAddresses(findings, print);
  printSummary(findings, print);
};
