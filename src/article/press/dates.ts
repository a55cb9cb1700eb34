import { lexiconFor } from '../../date/lexicons.ts';
import { parseDate } from '../../date/parse.ts';
import type { DateRole, Reading } from '../../date/reading.ts';
import { tidy } from '../../date/tidy.ts';
import { isAgency } from './agencies.ts';
import { findLabels, type Labelled } from './date-labels.ts';
import { hasMediaWord } from './sections.ts';
import { countWords, foldWords } from './words.ts';

/** A date that a line holds, as written, with its label. */
export interface FoundDate {
  readonly value: string;
  readonly role: DateRole | 'unknown';
  /** What stands in the line beside the date and its label: names, agencies, places. */
  readonly rest: readonly string[];
}

/** A line with a date is short. */
const LONGEST = 180;
/** One zone for each meaning of the abbreviations that have several: which of them is meant doesn't matter here. */
const ZONES = [
  'Asia/Kolkata',
  'America/New_York',
  'Europe/London',
  'Asia/Shanghai',
  'Asia/Dubai',
  'Asia/Riyadh',
  'Asia/Manila',
  'Asia/Kathmandu',
  'Asia/Yerevan',
  'Asia/Kuala_Lumpur',
] as const;

/**
 * Reads a text to see what in it is a date; which moment it is will be decided by those who know the site's zone and
 * order of day and month.
 */
export const readShape = (text: string, language: string | undefined): Reading => {
  let reading = parseDate(text, { zone: 'UTC', language });
  if (!reading.ok && reading.refused === 'ambiguous-order') {
    reading = parseDate(text, { zone: 'UTC', language, dateOrder: 'DMY' });
  }
  for (const zone of ZONES) {
    if (reading.ok || reading.refused !== 'ambiguous-zone') break;
    reading = parseDate(text, { zone, language, dateOrder: 'DMY' });
  }
  return reading;
};

/** Text that a reading's `read` can be found in although it was tidied. */
const comparable = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .replace(/(?=\p{Nd})[^0-9]/gu, (digit) => tidy(digit));

/** Refusals of something that is a date, though a wrong or doubtful one. */
const STILL_DATES = new Set([
  'ambiguous-order',
  'ambiguous-zone',
  'ambiguous-hour',
  'unknown-zone',
  'offset-range',
  'invalid-date',
  'invalid-time',
  'calendar',
  'implausible',
  'placeholder',
  'relative-no-reference',
]);
const SEPARATOR = /\s*[|•·／\n]\s*|\s+[-–—/]\s+|\s*[,;]\s+/u;

/**
 * The dates of a line that is nothing but dates with their labels and, beside them, a few short parts such as a
 * place or a name; undefined for any other line. Never a date out of a sentence.
 */
export const readDateLine = (
  line: string,
  language: string | undefined,
): readonly FoundDate[] | undefined => {
  if (line.length > LONGEST || !/\p{N}/u.test(line)) return undefined;
  const found: FoundDate[] = [];
  for (const piece of splitAtLabels(line, language)) {
    const date = readPiece(piece, language);
    if (date === undefined) return undefined;
    found.push(date);
  }
  return found.length > 0 ? found : undefined;
};

/** `Published: … | Updated: …` are two: cut before a label that has a date on either side. */
const splitAtLabels = (line: string, language: string | undefined): string[] => {
  for (const { from } of findLabels(line)) {
    const before = line.slice(0, from).replace(/[\s|•·/,;(（–—-]+$/u, '');
    const after = line.slice(from);
    if (!/\p{N}/u.test(before) || !/\p{N}/u.test(after)) continue;
    if (readPiece(before, language) !== undefined) return [before, ...splitAtLabels(after, language)];
  }
  return [line];
};

const readPiece = (whole: string, language: string | undefined): FoundDate | undefined => {
  const name = NAME_BEHIND.exec(whole)?.[1];
  const isNamed = name !== undefined && (hasMediaWord(name) || isAgency(name));
  // The paper's name may hold a word of the time of day: 晚报.
  const piece = isNamed ? whole.slice(0, -name.length).trimEnd() : whole;
  const reading = readShape(piece, language);
  const label = findLabels(piece)[0];
  const rest = reading.ok ? beside(piece, reading.read, language) : besideRefused(piece, reading, label);
  if (rest === undefined) return undefined;
  const role = reading.ok && reading.role === 'updated' ? 'updated' : (label?.role ?? 'unknown');
  return { value: piece, role, rest: isNamed ? [...rest, name] : rest };
};

/** The parts of the line beside what was read, or undefined where they make a sentence of it. */
const beside = (line: string, read: string, language: string | undefined): string[] | undefined => {
  const whole = comparable(line);
  const at = whole.indexOf(comparable(read));
  if (at < 0) return foldWords(read) === foldWords(line) ? [] : undefined;
  const before = whole.slice(0, at);
  const after = whole.slice(at + comparable(read).length);
  const parts = [...besideBefore(before, language), ...besideAfter(after, language)];
  return parts.includes(undefined) ? undefined : (parts as string[]).filter((part) => part !== '');
};

/** Between the last separator and the date stands nothing but a label, a filler or a weekday. */
const isOnlyLabelAfterSeparator = (before: string, language: string | undefined): boolean => {
  const last = before.split(SEPARATOR).at(-1) ?? '';
  return last !== before && withoutLabels(last, language).length === 0;
};

/** Without a separator before the date, only a label or a short word such as `on`, `le`, `am` may stand there. */
const besideBefore = (before: string, language: string | undefined): (string | undefined)[] => {
  const bare = withoutLabels(before, language);
  const separated =
    /(?:[|•·／:：,;]|[-–—/]|[)\]）】])\s*$/u.test(before) ||
    before.trim() === '' ||
    isOnlyLabelAfterSeparator(before, language);
  if (bare.length === 0) return [];
  if (!separated && bare.length === 1 && /^(?:by|von|par|por|di)\s/iu.test(bare[0] ?? '')) {
    return bare.map((part) => part.replace(/\s(?:on|at|am|le|el|em|il)$/iu, ''));
  }
  // A weekday that the reader of dates passed over.
  if (!separated && bare.length === 1 && /^[\p{L}\p{M}.]{2,14}$/u.test(bare[0] ?? '')) return [];
  return separated ? bare.map(shortPart) : [undefined];
};

/** Where a weblog files an entry: `Posted by A on May 3rd in Craft, Travel`. Titles, not the words of a sentence. */
const FILED =
  /^\s*(?:in|under|filed under|dans|unter|en|em|i)\s*:?\s+\p{Lu}[\p{L}\p{N}&'’-]*(?:\s*[,&/]\s*\p{Lu}[\p{L}\p{N}'’-]*|\s\p{Lu}[\p{L}\p{N}'’-]*){0,4}\s*$/u;
/** The paper that Chinese and Japanese pages name behind the date without any mark between. */
const NAME_BEHIND = /\d\s+([\p{Script=Han}\p{Script=Katakana}ー]{2,12})$/u;

/** Without a separator behind the date, only a label, a zone's bracket or `by …` may follow. */
const besideAfter = (after: string, language: string | undefined): (string | undefined)[] => {
  const bare = withoutLabels(after, language);
  if (bare.length === 0 || FILED.test(after)) return [];
  const separated =
    /^\s*(?:[|•·／,;:：.]|[-–—/(（[【])/u.test(after) ||
    /^\s*(?:by|von|par|por|di|來源|来源|source)[\s:：]/iu.test(after);
  return separated ? bare.map(shortPart) : [undefined];
};

/** At most six words that end no sentence. */
const shortPart = (part: string): string | undefined =>
  part.split(' ').length <= 7 && !/[.!?。]$/u.test(part.replace(/\b\p{Lu}\.$/u, '')) ? part : undefined;

/** Words that belong to a date and its label in any language: prepositions, `uhr`, `local time`. */
const FILLERS =
  /^(?:at|on|the|in|le|la|el|em|am|um|il|op|om|den|de|du|à|a|al|as|às|alle|alla|ore|kl|klo|klokken|dne|v|w|o|в|от|у|г|на|uhr|hrs?|hours|uur|h|local time|time|date|datum|data|fecha|ngày|lúc|tanggal|pukul|wib|ist|jst|में|को|ও|สด|น|เวลา|วันที่|ที่|ساعت|الساعة|في|بتاريخ|תאריך|בשעה|ב)$/u;

const BY_WHOM = /^\s+(?:by|von|par|por|da|di|door|av|af)\s+\p{Lu}/u;

const isWeekday = (part: string, language: string | undefined): boolean =>
  part.length <= 24 && lexiconFor(language).get(part)?.weekday !== undefined;

/** A text cut at its separators, without labels, fillers and weekdays. */
const withoutLabels = (text: string, language: string | undefined): string[] => {
  let bare = '';
  let at = 0;
  for (const { from, to, role } of findLabels(text)) {
    // `Edited by A` names a person, not a date.
    if (role === 'updated' && BY_WHOM.test(text.slice(to))) continue;
    bare += `${text.slice(at, from)} | `;
    at = to;
  }
  bare += text.slice(at);
  return bare
    .split(SEPARATOR)
    .map((part) => part.replace(/^[\s:：,;.()（）[\]【】|–—-]+|[\s:：,;()（）[\]【】|–—-]+$/gu, ''))
    .filter((part) => part !== '' && !FILLERS.test(foldWords(part)) && foldWords(part) !== '')
    .filter((part) => !isWeekday(part, language));
};

/** A refused text is a date line where it is labelled, or where nearly every word of it has a digit. */
const besideRefused = (
  piece: string,
  reading: Reading & { readonly ok: false },
  label: Labelled | undefined,
): string[] | undefined => {
  const words = piece.split(/\s+/u);
  if (label !== undefined && label.from < 3 && countWords(piece) <= 12 && !/[.!?。]$/u.test(piece)) return [];
  if (!STILL_DATES.has(reading.refused)) return undefined;
  const numbered = words.filter((word) => /\p{N}/u.test(word)).length;
  return words.length <= 8 && numbered * 2 >= words.length - 1 ? [] : undefined;
};
