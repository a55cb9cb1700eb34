// Writes src/date/name-index.ts: which languages have a word as a month's name, so that a text of unknown
// language finds the few locales worth loading. Sources: date-fns locales and the CLDR data of Intl.
//   npx node scripts/name-index.ts
import { writeFileSync } from 'node:fs';
import { Lexicon } from '../src/date/lexicon.ts';
import { addLanguage } from '../src/date/names.ts';

const languages =
  'af ar ast az be bg br bn bs ca ckb cs cy da de el eo es et eu fa fi fil fo fr fy ga gd gl gsw gu ha he hi hr hsb ht hu hy id is it jv ka kk km kn ku ky lb lo lt lv mg mk ml mn mr ms mt my nb ne nl nn oc or pa pl ps pt rm ro ru se si sk sl so sq sr sr-Latn sv sw ta te tg th tk tr tt ug uk ur uz uz-Cyrl vi zu'.split(
    ' ',
  );

const namesOf = (language: string): string => {
  const lexicon = new Lexicon();
  addLanguage(lexicon, language);
  return lexicon
    .firstWords(({ month, calendar }) => month !== undefined && calendar === undefined)
    .filter((word) => word.length > 1)
    .sort()
    .join(' ');
};

/** As the formatter has it: quoted keys only where they must be, and then a line of their own for the value. */
const keyOf = (language: string): string => (language.includes('-') ? `'${language}':\n   ` : `${language}:`);

const rows = languages.map((language) => `  ${keyOf(language)} '${namesOf(language)}',`);
const text = `/**
 * First words of the month names of languages, by the keys of \`foldWord\`. Written by scripts/name-index.ts from
 * date-fns locales and the CLDR data of Intl (Node ${process.versions.node}, CLDR ${process.versions.cldr}); not by hand.
 */
export const monthWords: Readonly<Record<string, string>> = {
${rows.join('\n')}
};
`;
writeFileSync(new URL('../src/date/name-index.ts', import.meta.url), text);
