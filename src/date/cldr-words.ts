import { formatter, nameOptions, partOf } from './cldr-formats.ts';
import type { Lexicon, Unit } from './lexicon.ts';
import { tidy } from './tidy.ts';

/** 10-Kysã: where a month's name is its number and a word, the word marks months. */
export const addMonthWord = (lexicon: Lexicon, tag: string): void => {
  const formats = nameOptions.map((options) => formatter(tag, 'gregory', options));
  for (const format of formats) {
    const match = /^9[\s.-]*(\p{L}[\p{L}\p{M}]+)\.?$/u.exec(
      tidy(partOf(format, Date.UTC(2015, 8, 16), 'month')),
    );
    if (match !== null) lexicon.add(match[1] as string, { unit: 'month' });
  }
};

const unitBehind: Readonly<Record<string, Unit>> = { hour: 'hour', minute: 'minute', second: 'second' };

type Part = Intl.DateTimeFormatPart;

const addLiteral = (lexicon: Lexicon, parts: readonly Part[], at: number): void => {
  const words = tidy(parts[at]?.value ?? '').match(/[\p{L}\p{M}]+/gu) ?? [];
  const before = parts[at - 1];
  const unit = unitBehind[before?.type ?? ''];
  for (const word of words) {
    const known = lexicon.get(word);
    if (known?.unit !== undefined) continue;
    // A word of one language's dates can be another's AM: am is Welsh for at.
    if (known?.hours !== undefined) lexicon.add(word, { hours: undefined });
    if (before?.type === 'month' && /^\d+$/.test(tidy(before.value))) lexicon.add(word, { unit: 'month' });
    else if (unit !== undefined && parts[at + 1]?.type !== 'timeZoneName' && words.length === 1) {
      lexicon.add(word, { unit, link: true });
    } else lexicon.add(word, { link: true });
  }
};

/** What CLDR writes between the parts of this language's dates and times. */
export const addLiterals = (lexicon: Lexicon, tag: string): void => {
  for (const dateStyle of ['full', 'long', 'medium', 'short'] as const) {
    for (const timeStyle of ['long', 'medium', 'short'] as const) {
      const format = formatter(tag, undefined, { dateStyle, timeStyle });
      const parts = format.formatToParts(Date.UTC(2015, 8, 16, 21, 52, 5));
      parts.forEach((part, at) => {
        if (part.type === 'literal') addLiteral(lexicon, parts, at);
        if (part.type === 'era') lexicon.add(part.value, { link: true });
      });
    }
  }
};

/** What the language writes for GMT before or behind an offset. */
export const addGmt = (lexicon: Lexicon, tag: string): void => {
  for (const timeZoneName of ['longOffset', 'shortOffset'] as const) {
    const text = partOf(
      formatter(tag, undefined, { timeZone: 'Asia/Kolkata', hour: 'numeric', timeZoneName }),
      0,
      'timeZoneName',
    );
    const [before = '', behind = ''] = tidy(text).split(/[+-]?\d[\d:.]*/);
    lexicon.add(before, { gmt: true });
    lexicon.add(behind, before.trim() === '' ? { gmt: true } : { link: true });
  }
};
