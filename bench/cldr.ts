// How much of what Intl.DateTimeFormat writes is read: every locale, style, zone and instant of the proof.
// Writes the table of languages into docs/dates.md between its marks. Takes some minutes.
//   npx node bench/cldr.ts [pairs of zone and instant, 144 if absent] [--write]
import { readFileSync, writeFileSync } from 'node:fs';
import { parseDate } from '../src/date/parse.ts';
import { allLocales, cldrCases, count, judgeCldr, percent, type Share } from '../test/date/support/cldr.ts';

const docs = new URL('../docs/dates.md', import.meta.url);
const begin = '<!-- languages: written by bench/cldr.ts -->';
const end = '<!-- end of languages -->';

const [pairs = '144'] = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const byLanguage = new Map<string, Share>();
const byStyle = new Map<string, Share>();
const locales = allLocales();

for (const item of cldrCases({ locales, pairs: Number(pairs) })) {
  const result = judgeCldr(item, parseDate(item.text, { zone: item.zone, language: item.locale }));
  count(byLanguage, 'all', result);
  count(byLanguage, item.locale.split('-')[0]!, result);
  count(byStyle, `${item.dateStyle} date, ${item.timeStyle} time`, result);
}

const all = byLanguage.get('all')!;
byLanguage.delete('all');
console.log(
  `${locales.length} locales, ${all.cases} texts: ${percent(all.read, all.cases)} % read, ` +
    `${percent(all.longRead, all.longCases)} % of the long and full styles, ${all.wrong} wrong`,
);
for (const [style, { read, cases, wrong }] of byStyle) {
  console.log(`  ${style.padEnd(26)} ${percent(read, cases).padStart(5)} %  ${wrong} wrong`);
}

const names = new Intl.DisplayNames('en', { type: 'language' });
const rows = [...byLanguage].sort(([a], [b]) => (a < b ? -1 : 1));

/** Languages with the same shares stand together, the best first. */
const table = (): string => {
  const groups = Map.groupBy(rows, ([, { read, cases, longRead, longCases }]) =>
    [percent(read, cases), percent(longRead, longCases)].join(' % | '),
  );
  const lines = [...groups]
    .toSorted(([a], [b]) => Number.parseFloat(b) - Number.parseFloat(a))
    .map(([shares, group]) => {
      const languages = group.map(([code]) => `${names.of(code)} (${code})`).join(', ');
      return `| ${shares} % | ${languages} |`;
    });
  return [
    `Of ${all.cases.toLocaleString('en-US')} dates in ${locales.length} locales (Node ${process.versions.node}, ` +
      `CLDR ${process.versions.cldr}) ${percent(all.read, all.cases)} % are read, ` +
      `${percent(all.longRead, all.longCases)} % of those in the long and full styles; ${all.wrong} are read wrong.`,
    '',
    '| all styles | long and full | languages |',
    '|---|---|---|',
    ...lines,
  ].join('\n');
};

if (process.argv.includes('--write')) {
  const text = readFileSync(docs, 'utf8');
  const [before, rest = ''] = text.split(begin);
  const after = rest.slice(rest.indexOf(end));
  writeFileSync(docs, `${before}${begin}\n${table()}\n${after}`);
  console.log('docs/dates.md is written');
} else {
  for (const [code, { read, cases, longRead, longCases }] of rows) {
    console.log(
      `  ${code.padEnd(4)} ${percent(read, cases).padStart(5)} %  ${percent(longRead, longCases).padStart(5)} %`,
    );
  }
}
