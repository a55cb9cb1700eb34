import type { Candidate, Found } from './candidate.ts';
import type { Item } from './items.ts';
import type { Label } from './lexicon.ts';
import { reading, refusal } from './outcome.ts';
import type { DateRole, Reading, RefusalCode } from './reading.ts';
import { type LineFacts, resolve } from './resolve.ts';
import type { Settings } from './settings.ts';
import type { ZoneText } from './zone-text.ts';

/** A text as the reader sees it: tidied, and what the caller gave. */
export interface Line {
  readonly text: string;
  readonly clean: string;
  readonly settings: Settings;
}

/** What one segment gave, and how much its label makes it count. */
export interface Ranked {
  readonly label: Label | undefined;
  readonly found: Found;
  readonly rank: number;
}

const rfc822 =
  /^\s*(?:[a-z]{3,9}\.?,?\s*)?\d{1,2}(?:st|nd|rd|th)?[\s-]+[a-z]{3,9}\.?,?[\s-]+\d{2,4},?\s+\d{1,2}:\d\d(?::\d\d)?\s*\(?[a-z]{1,5}\)?\s*$/i;

const isAbbreviation = (zone: ZoneText | undefined): boolean => zone?.kind === 'abbreviation';

const factsOf = (text: string, language: string | undefined, { zone, time }: Candidate): LineFacts => ({
  // Asked only where it counts.
  rfc822:
    text.length < 80 &&
    (isAbbreviation(zone) || (time?.zones.some(isAbbreviation) ?? false)) &&
    rfc822.test(text),
  thai: /[\u0e01-\u0e3a]/.test(text),
  // Urdu and Kurdish share these letters; their years may be Islamic.
  persian:
    language === undefined && /ژ|فروردین|اردیبهشت|خرداد|مرداد|شهریور|مهر|آبان|آذر|بهمن|اسفند/.test(text),
});

const partialForms: ReadonlySet<string> = new Set(['no-year', 'no-day', 'pair']);

/** Whether a date lacks its year or its day. */
export const isPartial = (found: Found): boolean =>
  found.kind === 'candidate' && partialForms.has(found.candidate.date.value.form);

/** Which segment's date counts (rule 11); undefined where no segment has one. */
export const choose = (ranked: readonly Ranked[]): Ranked | undefined => {
  let best: Ranked | undefined;
  for (const one of ranked) {
    if (one.found.kind !== 'candidate' && one.found.kind !== 'refused') continue;
    if (best === undefined) best = one;
    else if (isPartial(best.found) !== isPartial(one.found)) best = isPartial(one.found) ? best : one;
    else if (one.rank > best.rank) best = one;
  }
  return best;
};

const roleOf = (label: Label | undefined): DateRole => (label === 'updated' ? 'updated' : 'published');

const sliceOf = (items: readonly Item[], clean: string, from: number, to: number): string =>
  clean.slice(items[from]?.start ?? 0, items[to - 1]?.end ?? clean.length);

/** The day with the time that a label of publication gives it elsewhere: `2 November 2023 | Published at 14:05`. */
const withPublishedTime = (candidate: Candidate, chosen: Ranked, ranked: readonly Ranked[]): Candidate => {
  if (candidate.time !== undefined || chosen.label !== undefined) return candidate;
  const times = ranked.filter(({ label, found }) => label === 'published' && found.kind === 'time');
  const found = times.length === 1 ? times[0]?.found : undefined;
  if (found?.kind !== 'time') return candidate;
  const { time } = found;
  const span = { from: Math.min(candidate.from, time.from), to: Math.max(candidate.to, time.to) };
  return { ...candidate, ...span, time, zone: time.zones[0] ?? candidate.zone };
};

/** The reading of the segment that counts, if no other of its rank contradicts it. */
export const conclude = (
  { text, clean, settings }: Line,
  chosen: Ranked,
  ranked: readonly Ranked[],
  items: readonly Item[],
): Reading => {
  const { found, label } = chosen;
  if (found.kind === 'refused') return refusal(text, found.code, found.message);
  if (found.kind !== 'candidate') return refusal(text, 'no-date', 'there is no date in it');
  const candidate = withPublishedTime(found.candidate, chosen, ranked);
  const outcome = resolve(candidate, settings, factsOf(clean, settings.language, candidate));
  if (!outcome.ok) return refusal(text, outcome.code, outcome.message);
  for (const other of ranked) {
    if (
      other === chosen ||
      other.rank !== chosen.rank ||
      other.found.kind !== 'candidate' ||
      isPartial(other.found)
    )
      continue;
    const second = resolve(
      other.found.candidate,
      settings,
      factsOf(clean, settings.language, other.found.candidate),
    );
    if (second.ok && second.instant !== outcome.instant) {
      return refusal(
        text,
        'unparsable',
        'it names two dates of the same kind, and nothing says which one counts',
      );
    }
  }
  // A time without a date, and a date without a time: whether they belong together, nothing says.
  const lone = ranked.some((other) => other.found.kind === 'time' && isUnsaid(other.label));
  if (lone && candidate.time === undefined)
    return refusal(text, 'unparsable', 'a time stands apart from the date: write them together');
  return reading(text, {
    ...outcome,
    notation: candidate.date.notation,
    read: sliceOf(items, clean, candidate.from, candidate.to),
    role: roleOf(label),
  });
};

/** Whether the label leaves it open that what it speaks for belongs to the date that counts. */
const isUnsaid = (label: Label | undefined): boolean => label === undefined || label === 'published';

/** Why a text without a date has none (rule 13). */
export const withoutDate = ({ text, clean }: Line, items: readonly Item[]): Reading => {
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
