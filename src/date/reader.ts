import { guessLanguages } from './guess.ts';
import type { Item } from './items.ts';
import { lexiconFor } from './lexicons.ts';
import { readWith } from './line.ts';
import type { Line } from './line-verdict.ts';
import { dotNetDate, fromPdf, readNumber } from './numbers.ts';
import { writeEras, writeNumerals } from './numerals.ts';
import { refusal } from './outcome.ts';
import { isPath, readPath } from './paths.ts';
import type { DateContext, Reading, RefusalCode } from './reading.ts';
import { toSettings } from './settings.ts';
import { tidy } from './tidy.ts';
import { tokenize } from './tokens.ts';

export { dateFromPath } from './paths.ts';

/** Characters of the longest text that is looked at: a page's whole text is no date line, and part of one is not read. */
const longest = 8_000;

const bareNumber = /^\s*(\d{1,20}(?:\.\d{1,9})?)\s*$/;
const labelledNumber = /^[^\d\n]{0,60}[:\s](\d{10}|\d{13}|\d{16})\s*$/;

const endsInDigit = (text: string): boolean => {
  const code = text.charCodeAt(text.length - 1);
  return code >= 48 && code <= 57;
};

const undecided: ReadonlySet<RefusalCode> = new Set(['no-date', 'no-day', 'no-year', 'unparsable']);

/** Reads the line again with the names of languages that fit its words; all that read it must agree. */
const readForeign = (line: Line, first: Reading, items: readonly Item[]): Reading => {
  const known = new Set(items.filter(({ sense }) => sense?.month !== undefined).map(({ key }) => key));
  const languages = guessLanguages(tokenize(line.clean), known, line.settings.language);
  let agreed: Reading | undefined;
  for (const language of languages) {
    const { reading: other } = readWith(line, lexiconFor(line.settings.language, language));
    if (!other.ok) {
      if (!undecided.has(other.refused) && agreed === undefined) agreed = other;
    } else if (agreed?.ok !== true) agreed = other;
    else if (agreed.instant !== other.instant) {
      return refusal(line.text, 'unparsable', 'languages disagree about its month: set language');
    }
  }
  return agreed ?? first;
};

const readLine = (line: Line): Reading => {
  const { reading: first, items } = readWith(line, lexiconFor(line.settings.language));
  return first.ok || !undecided.has(first.refused) ? first : readForeign(line, first, items);
};

/** Reads any text; what `parseDate` promises, without its fast path. */
export const readDate = (text: string, context: DateContext): Reading => {
  const settings = toSettings(context);
  if (text.length > longest && text.trim().length > longest) {
    return refusal(text, 'unparsable', 'it is far longer than the line of a date: give the line');
  }
  const clean = writeEras(writeNumerals(tidy(text.length > longest ? text.trim() : text)), settings.language);
  const trimmed = clean.trim();
  if (trimmed === '') return refusal(text, 'no-date', 'it is empty');
  const number = endsInDigit(trimmed) ? (bareNumber.exec(clean) ?? labelledNumber.exec(clean)) : null;
  if (number !== null) return readNumber(text, number[1] as string, settings);
  const dotNet = clean.includes('Date(') ? dotNetDate.exec(clean) : null;
  if (dotNet !== null) return readNumber(text, (dotNet[1] as string).padStart(13, '0'), settings);
  const pdf = trimmed[1] === ':' ? fromPdf(clean) : undefined;
  if (pdf !== undefined) return readLine({ text, clean: pdf, settings });
  if (isPath(trimmed)) return readPath(text, clean, settings);
  return readLine({ text, clean, settings });
};
