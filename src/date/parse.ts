import type { Found } from './candidate.ts';
import { readFast } from './fast.ts';
import { guessLanguages } from './guess.ts';
import { type Item, toItems } from './items.ts';
import type { Label, Lexicon } from './lexicon.ts';
import { lexiconFor } from './lexicons.ts';
import { joinNamedDates } from './named.ts';
import { dotNetDate, fromPdf, readNumber } from './numbers.ts';
import { writeEras, writeNumerals } from './numerals.ts';
import { shortDateOf } from './order.ts';
import { reading, refusal } from './outcome.ts';
import { isPath, readPath } from './paths.ts';
import { toPieces } from './pieces.ts';
import type { DateContext, DateRole, Reading, RefusalCode } from './reading.ts';
import { readRelative } from './relative.ts';
import { type LineFacts, resolve } from './resolve.ts';
import { readSegment } from './segment-reading.ts';
import { toSegments } from './segments.ts';
import { type Settings, toSettings } from './settings.ts';
import { tidy } from './tidy.ts';
import { type Token, tokenize } from './tokens.ts';
import { findZoneName } from './zone-names.ts';

const ranks: Readonly<Record<Label | 'none', number>> = {
  published: 4,
  created: 3,
  none: 2,
  updated: 1,
  other: 0,
};

const rfc822 =
  /^\s*(?:[a-z]{3,9}\.?,?\s*)?\d{1,2}(?:st|nd|rd|th)?[\s-]+[a-z]{3,9}\.?,?[\s-]+\d{2,4},?\s+\d{1,2}:\d\d(?::\d\d)?\s*\(?[a-z]{1,5}\)?\s*$/i;

const factsOf = (text: string, language: string | undefined): LineFacts => ({
  rfc822: text.length < 80 && rfc822.test(text),
  thai: /[\u0e01-\u0e3a]/.test(text),
  // Urdu and Kurdish share these letters; their years may be Islamic.
  persian:
    language === undefined && /ژ|فروردین|اردیبهشت|خرداد|مرداد|شهریور|مهر|آبان|آذر|بهمن|اسفند/.test(text),
});

interface Ranked {
  readonly label: Label | undefined;
  readonly found: Found;
  readonly rank: number;
}

const isPartial = (found: Found): boolean =>
  found.kind === 'candidate' && ['no-year', 'no-day', 'pair'].includes(found.candidate.date.value.form);

/** Which segment's date counts (rule 11); undefined where no segment has one. */
const choose = (ranked: readonly Ranked[]): Ranked | undefined => {
  const dated = ranked.filter(({ found }) => found.kind === 'candidate' || found.kind === 'refused');
  const whole = dated.filter(({ found }) => !isPartial(found));
  const pool = whole.length > 0 ? whole : dated;
  return [...pool].sort((a, b) => b.rank - a.rank)[0];
};

const roleOf = (label: Label | undefined): DateRole => (label === 'updated' ? 'updated' : 'published');

/** A text as the reader sees it: tidied, and what the caller gave. */
interface Line {
  readonly text: string;
  readonly clean: string;
  readonly settings: Settings;
}

const sliceOf = (items: readonly Item[], clean: string, from: number, to: number): string =>
  clean.slice(items[from]?.start ?? 0, items[to - 1]?.end ?? clean.length);

const conclude = (
  { text, clean, settings }: Line,
  chosen: Ranked,
  ranked: readonly Ranked[],
  items: readonly Item[],
): Reading => {
  const { found, label } = chosen;
  if (found.kind === 'refused') return refusal(text, found.code, found.message);
  if (found.kind !== 'candidate') return refusal(text, 'no-date', 'there is no date in it');
  const { candidate } = found;
  const facts = factsOf(clean, settings.language);
  const outcome = resolve(candidate, settings, facts);
  if (!outcome.ok) return refusal(text, outcome.code, outcome.message);
  for (const other of ranked) {
    if (
      other === chosen ||
      other.rank !== chosen.rank ||
      other.found.kind !== 'candidate' ||
      isPartial(other.found)
    )
      continue;
    const second = resolve(other.found.candidate, settings, facts);
    if (second.ok && second.instant !== outcome.instant) {
      return refusal(
        text,
        'unparsable',
        'it names two dates of the same kind, and nothing says which one counts',
      );
    }
  }
  // A time without a date, and a date without a time: whether they belong together, nothing says.
  const lone = ranked.some((other) => other.found.kind === 'time' && other.label === undefined);
  if (lone && candidate.time === undefined)
    return refusal(text, 'unparsable', 'a time stands apart from the date: write them together');
  return reading(text, {
    ...outcome,
    notation: candidate.date.notation,
    read: sliceOf(items, clean, candidate.from, candidate.to),
    role: roleOf(label),
  });
};

/** Why a text without a date has none (rule 13). */
const withoutDate = ({ text, clean }: Line, items: readonly Item[]): Reading => {
  const refuse = (code: RefusalCode, message: string): Reading => refusal(text, code, message);
  const said = items.filter(({ kind }) => kind !== 'break');
  const words = said.filter(
    ({ kind, sense }) => kind === 'word' && sense?.label === undefined && !sense?.link,
  );
  const numbers = said.filter(({ kind }) => kind === 'number');
  const year = numbers.length === 1 && numbers[0]?.text.length === 4 && words.length === 0;
  if (year && Number(numbers[0]?.text) >= 1600) return refuse('no-day', 'it is a year without a day');
  if (said.length === 1 && words.length === 1 && words[0]?.sense === undefined)
    return refuse('unparsable', 'it is no date');
  if (/\d{4}[-/.]\p{L}{1,3}[-/.]\d|\d[-/.]\d{1,4}[-/.]\d/u.test(clean))
    return refuse('unparsable', 'it looks like a date, but fits no notation');
  return refuse('no-date', 'there is no date in it');
};

/** The tokens with a zone's name in words made one. */
const withZoneName = (tokens: Token[], { settings, clean }: Line): Token[] => {
  if (tokens.length > 200) return tokens;
  const match = findZoneName(tokens, settings.language, settings.zone);
  if (match === undefined) return tokens;
  const first = tokens[match.from] as Token;
  const { end } = tokens[match.to - 1] as Token;
  const text = clean.slice(first.start, end);
  return [
    ...tokens.slice(0, match.from),
    { ...first, text, key: text, end, zone: match.zone },
    ...tokens.slice(match.to),
  ];
};

/** Reads a line with the words that `lexicon` knows. */
const readWith = (line: Line, lexicon: Lexicon): { reading: Reading; items: readonly Item[] } => {
  const { clean, settings } = line;
  const items = toItems(withZoneName(tokenize(clean), line), lexicon, clean);
  const pieces = toPieces(items, clean);
  const order =
    settings.dateOrder ??
    (settings.language === undefined ? undefined : shortDateOf(settings.language)?.order);
  joinNamedDates(pieces, order === 'YMD');
  const ranked = toSegments(pieces).map(
    (segment): Ranked => ({
      label: segment.label,
      found: readSegment(segment, items, settings.language),
      rank: ranks[segment.label ?? 'none'],
    }),
  );
  const chosen = choose(ranked);
  const isFull = chosen !== undefined && !isPartial(chosen.found);
  const relative = isFull
    ? undefined
    : readRelative({ ...line, items, ranked: ranked.map(({ label, found }) => ({ label, found })) });
  const result =
    relative ?? (chosen === undefined ? withoutDate(line, items) : conclude(line, chosen, ranked, items));
  return { reading: result, items };
};

/** Characters of the longest text that is looked at: a page's whole text is no date line, and part of one is not read. */
const longest = 8_000;

const bareNumber = /^\s*(\d{1,20}(?:\.\d{1,9})?)\s*$/;
const labelledNumber = /^[^\d\n]{0,60}[:\s](\d{10}|\d{13}|\d{16})\s*$/;

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

/**
 * Reads a date as people, publishers and programs write it, by the eighteen rules of the documentation.
 * The answer is the instant, or why it is refused; it is never a guess. A date without a zone is wall time
 * in `context.zone`, and is refused (`no-zone`) where that is not known. Synchronous; throws nothing;
 * linear in the text's length; depends on nothing but its arguments.
 */
export const parseDate = (text: string, context: DateContext = {}): Reading => {
  const fast = readFast(text, context);
  if (fast !== undefined) return fast;
  const settings = toSettings(context);
  if (text.length > longest && text.trim().length > longest) {
    return refusal(text, 'unparsable', 'it is far longer than the line of a date: give the line');
  }
  const clean = writeEras(writeNumerals(tidy(text.length > longest ? text.trim() : text)), settings.language);
  if (clean.trim() === '') return refusal(text, 'no-date', 'it is empty');
  const number = bareNumber.exec(clean) ?? labelledNumber.exec(clean);
  if (number !== null) return readNumber(text, number[1] as string, settings);
  const dotNet = clean.includes('Date(') ? dotNetDate.exec(clean) : null;
  if (dotNet !== null) return readNumber(text, (dotNet[1] as string).padStart(13, '0'), settings);
  const pdf = fromPdf(clean);
  if (pdf !== undefined) return readLine({ text, clean: pdf, settings });
  if (isPath(clean.trim())) return readPath(text, clean, settings);
  return readLine({ text, clean, settings });
};
