import { formatter, nameOptions, type Options, partOf } from './cldr-formats.ts';
import { addGmt, addLiterals, addMonthWord } from './cldr-words.ts';
import { commit, type FoundNames, note } from './found-names.ts';
import { calendarOf } from './language-facts.ts';
import type { Lexicon } from './lexicon.ts';
import { tidy } from './tidy.ts';

/** A part's text, and the same with the letters that the language writes onto it: irailaren, באפריל. */
const namesIn = (format: Intl.DateTimeFormat, time: number, type: string): string[] => {
  const parts = format.formatToParts(time);
  const at = parts.findIndex((part) => part.type === type);
  if (at < 0) return [];
  const name = parts[at]?.value ?? '';
  const literal = (index: number): string =>
    parts[index]?.type === 'literal' ? (parts[index]?.value ?? '') : '';
  const before = /[\p{L}\p{M}]+$/u.exec(literal(at - 1))?.[0] ?? '';
  const behind = /^[\p{L}\p{M}]+/u.exec(literal(at + 1))?.[0] ?? '';
  return [...new Set([name, before + name, name + behind, before + name + behind])];
};

/** Month names of a calendar: one sample a month, placed by the calendar's own numbers. */
const monthsOf = (tag: string, calendar: string | undefined): FoundNames => {
  const found: FoundNames = new Map();
  const number = formatter('en', calendar ?? 'gregory', { month: 'numeric' });
  const formats = nameOptions.map((options) => formatter(tag, calendar, options));
  for (let day = 0; day < 360; day += 14) {
    const time = Date.UTC(2015, 0, 3 + day);
    const month = Number.parseInt(partOf(number, time, 'month'), 10);
    if (!(month > 0)) continue;
    for (const format of formats) for (const name of namesIn(format, time, 'month')) note(found, name, month);
  }
  return found;
};

const weekdaysOf = (tag: string): FoundNames => {
  const found: FoundNames = new Map();
  const formats = [{ weekday: 'long' }, { weekday: 'short' }, { dateStyle: 'full' }].map((options) =>
    formatter(tag, undefined, options as Options),
  );
  for (let day = 0; day < 7; day++) {
    // 2015-09-14 was a Monday.
    const time = Date.UTC(2015, 8, 14 + day);
    for (const format of formats)
      for (const name of namesIn(format, time, 'weekday')) note(found, name, day + 1);
  }
  return found;
};

const addDayPeriods = (lexicon: Lexicon, tag: string): void => {
  const masks = new Map<string, number>();
  const formats: Intl.DateTimeFormat[] = [
    { hour: 'numeric', hour12: true },
    { timeStyle: 'short' },
    { hour: 'numeric', hour12: true, dayPeriod: 'long' },
    { hour: 'numeric', hour12: true, dayPeriod: 'short' },
  ].map((options) => formatter(tag, undefined, options as Options));
  for (let hour = 0; hour < 24; hour++) {
    for (const format of formats) {
      const name = tidy(partOf(format, Date.UTC(2015, 8, 16, hour, 30), 'dayPeriod')).trim();
      if (name !== '' && !/^\d+$/.test(name)) masks.set(name, (masks.get(name) ?? 0) | (1 << hour));
    }
  }
  for (const [name, hours] of masks) {
    // date-fns uses for the whole half day what CLDR has for some hours of it.
    const known = lexicon.get(name)?.hours ?? 0;
    lexicon.add(name, { hours: (known & hours) === 0 ? hours : known | hours });
  }
};

/** Adds what the CLDR data of Intl knows for a tag: names, parts of the day, words between the parts of a date. */
export const fromIntl = (lexicon: Lexicon, tag: string): void => {
  const calendar = calendarOf(tag);
  if (calendar !== 'gregory' && calendar !== 'buddhist') {
    commit(lexicon, monthsOf(tag, calendar), (month) => ({ month, calendar }));
  }
  commit(lexicon, monthsOf(tag, 'gregory'), (month) => ({ month, calendar: undefined }));
  commit(lexicon, weekdaysOf(tag), (weekday) => ({ weekday }));
  addMonthWord(lexicon, tag);
  addLiterals(lexicon, tag);
  addDayPeriods(lexicon, tag);
  addGmt(lexicon, tag);
};
