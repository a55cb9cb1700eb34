import type { ArticleState } from '../../article/article.ts';
import { sourceName } from '../../article/dates/date-problems.ts';
import type { Explanation } from '../../article/explain.ts';
import { formatProblem } from '../../problem.ts';
import type { Paint } from '../dates/table.ts';

/** Longest piece of a text that is shown. */
const SHOWN = 160;

/** On one line, without what could steer a terminal or turn its direction. */
const printable = (text: string): string => {
  const plain = text.replace(/\s+/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '\ufffd');
  return plain.length > SHOWN ? `${plain.slice(0, SHOWN - 1)}…` : plain;
};

const states: Readonly<Record<ArticleState | 'held back', string>> = {
  listed: 'yes',
  draft: 'no, it is a draft',
  unlisted: 'no, it is private or unlisted',
  scheduled: 'not yet, it appears by itself at its time',
  expired: 'no, it has expired',
  withdrawn: 'no, it was withdrawn',
  'held back': 'no, it is held back by an error below',
};

/** Nothing is wrong with it: what has no date by its name or layout (`README.md`, `layout: page`) is no article. */
const isNoArticle = ({ problems }: Explanation): boolean =>
  problems.every(({ severity }) => severity !== 'error');

/** Rows of name, value and the source's name in `sources`. */
const rowsOf = (it: Explanation): readonly (readonly [string, string, string?])[] => {
  const { published, updated } = it.precision;
  const date = (instant: string | null, precision: string | null): string =>
    instant === null ? '' : `${instant} (to the ${precision})`;
  return [
    ['title', it.title ?? '', 'title'],
    ['site', it.siteName ?? '', 'siteName'],
    ['authors', it.authors.join(', '), 'authors'],
    ['place', it.place ?? '', 'place'],
    ['published', date(it.published, published), 'published'],
    ['updated', date(it.updated, updated), 'updated'],
    ['language', it.language ?? '', 'language'],
    ['tags', it.tags.join(', '), 'tags'],
    ['summary', it.summary ?? '', 'summary'],
    ['image', it.image ?? '', 'image'],
    ['id', it.id ?? (it.slug === null ? '' : 'none yet'), 'id'],
    ['slug', it.slug ?? '', 'slug'],
    ['address', it.url ?? '', 'url'],
    ...it.enclosures.map(({ url, type, length }): readonly [string, string, string] => [
      'enclosure',
      [url, type, length === null ? null : `${length} bytes`].filter((part) => part !== null).join(', '),
      'enclosures',
    ]),
    ['encoding', it.encoding ?? ''],
  ];
};

const countOf = (list: readonly unknown[], one: string, many: string): string =>
  `${list.length} ${list.length === 1 ? one : many}`;

/** An explanation for people: every field with its source, the body's blocks, the lines left out, the problems. */
export const explanationText = (
  it: Explanation,
  state: ArticleState | 'held back',
  paint: Paint,
): readonly string[] => {
  const row = (name: string, value: string): string => `  ${paint('dim', name.padEnd(11))}${value}`;
  const fields = rowsOf(it)
    .filter(([, value]) => value !== '')
    .map(([name, value, key]) => {
      const source = key === undefined ? undefined : it.sources[key];
      return row(name, printable(value) + (source ? paint('dim', `  ← ${sourceName(source)}`) : ''));
    });
  const blocks = it.paragraphs.map((text, index) => row(index === 0 ? 'body' : '', printable(text)));
  const removed = it.removed.map(({ line, text, rule }, index) =>
    row(index === 0 ? 'left out' : '', `line ${line}, ${rule}: ${printable(text)}`),
  );
  const problems = it.problems.flatMap((each) => {
    const colour = each.severity === 'error' ? 'red' : 'yellow';
    const hint = each.hint === '' ? [] : [`    ${printable(each.hint)}`];
    return [paint(colour, printable(formatProblem(each))), ...hint];
  });
  return [
    paint('bold', printable(it.file)),
    row(
      'listed',
      state === 'held back' && isNoArticle(it) ? 'no, it is a page without a date' : states[state],
    ),
    ...fields,
    ...blocks,
    ...removed,
    paint(
      'dim',
      `  ${countOf(it.paragraphs, 'block', 'blocks')}, ${countOf(it.removed, 'line', 'lines')} left out`,
    ),
    ...problems,
    '',
  ];
};
