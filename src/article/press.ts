import type { Person } from '../site.ts';
import type { DateCandidate, Draft, Field, RemovedLine, TextFile } from './article.ts';
import { detectLanguage } from './language.ts';
import { toBlocks } from './press/blocks.ts';
import { type Dateline, readDateline } from './press/dateline.ts';
import { type Judged, judgeUnits } from './press/judge.ts';
import { readUnits, type Unit } from './press/lines.ts';
import { readCredits, readSignature, readSignedName } from './press/meta.ts';
import { hasMediaWord, isSection } from './press/sections.ts';
import { isPlaceName, type Structure, structure } from './press/structure.ts';
import { countWords, foldWords, isNameLike } from './press/words.ts';

export { blocksToHtml } from './press/blocks.ts';

/**
 * Reads a press dump: the text of an article's page as it was copied, with or without the page's furniture.
 * Each line that isn't blank becomes the site's name, the title, part of the body, or a removed line with its rule;
 * a standfirst is part of the body. Lines are removed only as a whole.
 */
export const readPress = (file: TextFile): Draft => {
  const units = readUnits(file.text);
  const language = detectLanguage(proseOf(units));
  const lines = judgeUnits(units, language);
  const { fates, titles, facts } = structure(lines);
  const body = units.filter((_, index) => fates[index]?.kind === 'body');
  const opening = openingDateline(body);
  const signed = signers(
    facts,
    body,
    opening,
    titles.site === undefined ? undefined : units[titles.site]?.text,
  );
  const place = signed.place ?? opening?.dateline.place;
  return {
    path: file.path,
    format: 'press',
    encoding: file.encoding,
    title: textField(units, titles.headline),
    siteName: textField(units, titles.site),
    language: language === undefined ? undefined : { value: language, source: 'text' },
    place: place === undefined ? undefined : { value: place, source: 'text', line: opening?.line },
    dates: dateCandidates(facts, lines, opening),
    authors: signed.authors.length === 0 ? undefined : { value: signed.authors, source: 'text' },
    enclosures: [],
    visibility: {},
    body: { kind: 'blocks', blocks: toBlocks(body), line: body[0]?.line ?? 1 },
    removed: removedLines(lines, fates),
    problems: [],
  };
};

/** Enough of the running text to tell its language by; everything where no line is long. */
const proseOf = (units: readonly Unit[]): string => {
  const long = units.filter(({ text }) => countWords(text) >= 9);
  return (long.length > 0 ? long : units)
    .slice(0, 12)
    .map(({ text }) => text)
    .join('\n');
};

const textField = (units: readonly Unit[], index: number | undefined): Field | undefined => {
  const unit = index === undefined ? undefined : units[index];
  return unit && { value: unit.text, source: 'text', line: unit.line, column: 1 };
};

interface Opening {
  readonly dateline: Dateline;
  readonly line: number;
}

/** The dateline with which the report itself begins: in the first or second paragraph, the standfirst being the first. */
const openingDateline = (body: readonly Unit[]): Opening | undefined => {
  for (const { text, line } of body.slice(0, 3)) {
    const dateline = text.length > 60 || countWords(text) > 8 ? readDateline(text) : undefined;
    if (dateline && !isSpeaker(dateline, body)) return { dateline, line };
  }
  return undefined;
};

/** In an interview several paragraphs begin with the same `Name:`. */
const isSpeaker = ({ place, agency, date }: Dateline, body: readonly Unit[]): boolean =>
  agency === undefined &&
  date === undefined &&
  place !== undefined &&
  body.filter(({ text }) => text.startsWith(`${place}:`)).length > 1;

/** Persons before agencies; credits below the text before the agency of a source line or dateline. */
const signers = (
  facts: Structure['facts'],
  body: readonly Unit[],
  opening: Opening | undefined,
  site: string | undefined,
): { readonly authors: readonly Person[]; readonly place?: string | undefined } => {
  const isSite = (name: string): boolean => site !== undefined && foldWords(name) === foldWords(site);
  const people = facts.flatMap(({ meta }) => meta.people).filter(({ name }) => !isSite(name));
  const agencies = facts.flatMap(({ meta }) => meta.agencies);
  let place = facts.find(({ meta }) => meta.place !== undefined)?.meta.place;
  for (const other of facts.flatMap(({ meta }) => meta.others)) {
    if (isSite(other) || isSection(other) || hasMediaWord(other)) continue;
    if (people.length + agencies.length > 0 || isPlaceName(other) || !other.includes(' ')) {
      if (isNameLike(other, { single: true }) && other.length > 2) place ??= other;
    } else if (isNameLike(other)) people.push({ name: other });
  }
  if (people.length === 0) people.push(...body.slice(-2).flatMap(({ text }) => readCredits(text)));
  if (people.length === 0) people.push(...readSignedName(body.at(-1)?.text ?? ''));
  if (agencies.length === 0 && opening?.dateline.agency !== undefined) agencies.push(opening.dateline.agency);
  if (people.length + agencies.length === 0) {
    const signature = readSignature(body.at(-1)?.text ?? '');
    if (signature !== undefined) agencies.push(signature);
  }
  return { authors: unique(people.length > 0 ? people : agencies.map((name) => ({ name }))), place };
};

const unique = (people: readonly Person[]): Person[] => [
  ...new Map(people.map((person) => [foldWords(person.name), person])).values(),
];

const RANK = { published: 0, unknown: 1, updated: 2 };

/** What says `published` first, then what says nothing, then updates; a dateline's date only where there is no other. */
const dateCandidates = (
  facts: Structure['facts'],
  lines: readonly Judged[],
  opening: Opening | undefined,
): DateCandidate[] => {
  const candidates: DateCandidate[] = facts
    .filter(({ meta }) => meta.rule !== 'dateline')
    .flatMap(({ meta, index }) =>
      meta.dates.map(({ value, role }) => ({
        value,
        role,
        source: 'text' as const,
        line: lines[index]?.unit.line,
        column: 1,
      })),
    );
  if (candidates.length > 0) return candidates.toSorted((a, b) => RANK[a.role] - RANK[b.role]);
  const lone = facts.find(({ meta }) => meta.rule === 'dateline' && meta.dates.length > 0);
  const value = lone?.meta.dates[0]?.value ?? opening?.dateline.date;
  const line = lone ? lines[lone.index]?.unit.line : opening?.line;
  return value === undefined ? [] : [{ value, role: 'unknown', source: 'dateline', line }];
};

const removedLines = (lines: readonly Judged[], fates: Structure['fates']): RemovedLine[] =>
  lines.flatMap(({ unit }, index) => {
    const fate = fates[index];
    return fate?.kind === 'removed'
      ? unit.lines.map(({ line, text }) => ({ line, text, rule: fate.rule }))
      : [];
  });
