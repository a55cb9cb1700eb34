import type { Person } from '../../site.ts';
import type { DateCandidate } from '../article.ts';
import { isAgency, leadingAgency, trailingAgency } from './agencies.ts';
import { readBareName, readByline } from './byline.ts';
import { readDateline } from './dateline.ts';
import { type FoundDate, readDateLine } from './dates.ts';
import { judgeNoise } from './noise.ts';
import { endsStatement, foldSpace, foldWords, isNameLike } from './words.ts';

/** What a line of facts says about the article, and the rule under which it is reported. */
export interface MetaLine {
  readonly rule: 'date' | 'source' | 'agency' | 'byline' | 'dateline' | 'updated';
  readonly dates: readonly Pick<DateCandidate, 'value' | 'role'>[];
  readonly people: readonly Person[];
  readonly agencies: readonly string[];
  readonly place?: string | undefined;
  /** Short parts that may be the site's name or a place; nothing else says which. */
  readonly others: readonly string[];
}

interface Facts {
  people: Person[];
  agencies: string[];
  others: string[];
  place?: string;
}

const SOURCE =
  /^[(（[【]?(?:source|sources|agency|via|quelle|fuente|fonte|bron|källa|kilde|lähde|źródło|zdroj|forrás|sursa|kaynak|источник|джерело|източник|извор|izvor|vir|πηγή|מקור|المصدر|منبع|स्रोत|সূত্র|来源|來源|消息来源|出典|提供|출처|ที่มา|nguồn|sumber)\s*[:：=]\s*(.{1,60}?)[)）\]】]?$/iu;

/**
 * Reads a line that holds nothing but facts about the article: its dates, authors, agency, place, or several of
 * these with bars between them. Undefined for any other line. `language` helps with names of months.
 */
export const readMetaLine = (line: string, language: string | undefined): MetaLine | undefined => {
  if (line.length > 200) return undefined;
  return (
    readDated(line, language) ??
    readSource(line) ??
    readBylineLine(line, language) ??
    readAgencyLine(line) ??
    readLoneDateline(line)
  );
};

const meta = (rule: MetaLine['rule'], facts: Facts, dates: readonly FoundDate[] = []): MetaLine => ({
  rule,
  dates: dates.map(({ value, role }) => ({ value, role })),
  people: facts.people,
  agencies: facts.agencies,
  place: facts.place,
  others: facts.others,
});

const noFacts = (): Facts => ({ people: [], agencies: [], others: [] });

const readDated = (line: string, language: string | undefined): MetaLine | undefined => {
  const dates = readDateLine(line, language);
  if (!dates) return undefined;
  const facts = noFacts();
  for (const part of dates.flatMap(({ rest }) => rest)) addFact(facts, part);
  return meta(dates.every(({ role }) => role === 'updated') ? 'updated' : 'date', facts, dates);
};

/** Takes one short part of a line for what it is; a part that says nothing of itself is kept in `others`. */
const addFact = (facts: Facts, part: string): void => {
  const source = SOURCE.exec(part)?.[1];
  const names = readByline(part);
  const agency = leadingAgency(part);
  if (source !== undefined) addSource(facts, source);
  else if (isAgency(part)) facts.agencies.push(part);
  else if (names) {
    facts.people.push(...names.people);
    facts.agencies.push(...names.agencies);
  } else if (agency) {
    facts.agencies.push(agency.agency);
    if (isNameLike(agency.rest, { single: true })) facts.place ??= agency.rest;
  } else if (judgeNoise(part) === undefined) facts.others.push(part);
};

/** A source that is an agency signs the article; any other (a paper, an office) doesn't. */
const addSource = (facts: Facts, source: string): void => {
  const name = foldSpace(source);
  if (isAgency(name)) facts.agencies.push(name);
};

/** `Source: PTI`, `Source: Xinhua | Editor: Li Na`: every part has a label. */
const readSource = (line: string): MetaLine | undefined => {
  const parts = line.split(/\s*[|•·]\s*/u).filter((part) => part !== '');
  if (!parts.some((part) => SOURCE.test(part)) || (endsStatement(line) && !/\p{Lu}\.$/u.test(line)))
    return undefined;
  const facts = noFacts();
  for (const part of parts) addFact(facts, part);
  return facts.others.length > 1 ? undefined : meta('source', facts);
};

/** `IANS Kochi`, `PTI | New Delhi`, `New Delhi, ANI`, `(Reuters)`, `Reuters`. */
const readAgencyLine = (line: string): MetaLine | undefined => {
  // `AA` alone is a button for larger letters, not Anadolu Ajansı.
  if (line.length > 70 || line === 'AA' || endsStatement(line)) return undefined;
  const bare = line.replace(/^[(（[【\s|–—-]+|[)）\]】\s|:,–—-]+$/gu, '');
  if (isAgency(bare))
    return /^[-–—]/u.test(line) ? undefined : meta('agency', { ...noFacts(), agencies: [bare] });
  const leading = leadingAgency(bare);
  const behind = leading ? undefined : trailingAgency(bare);
  const found = leading ?? behind;
  const place = found?.rest.replace(/^[\s|,:/•·–—-]+|[\s|,:/•·–—-]+$/gu, '');
  if (!found || place === undefined || !isPlaceLike(place)) return undefined;
  return meta('agency', { ...noFacts(), agencies: [found.agency], place });
};

/** A place beside an agency: up to four words, each with a capital; `Kochi`, `New Delhi/Mumbai`, `Washington, D.C.` */
const isPlaceLike = (text: string): boolean =>
  !/\d/u.test(text) &&
  text.length <= 40 &&
  text.split(/[\s/]+/u).length <= 5 &&
  text.split(/\s*[/,]\s*/u).every((part) => isNameLike(part.replace(/\.$/u, ''), { single: true }));

/** A dateline that is the whole line: `PRAIRIE CITY (AP) —`, `MOSCOW, Sept 16 (Reuters) -`, `KOCHI:`. */
const readLoneDateline = (line: string): MetaLine | undefined => {
  if (line.length > 90) return undefined;
  const found = readDateline(`${line} `);
  if (found?.rest.trim() !== '' || (found.agency ?? found.place) === undefined) return undefined;
  return {
    rule: 'dateline',
    dates: found.date === undefined ? [] : [{ value: found.date, role: 'unknown' }],
    people: [],
    agencies: found.agency === undefined ? [] : [found.agency],
    place: found.place,
    others: [],
  };
};

const readBylineLine = (line: string, language: string | undefined): MetaLine | undefined => {
  const parts = line.split(/\s*[|•·]\s*/u);
  const names =
    readByline(line, language) ?? (parts.length > 1 ? readByline(parts[0] ?? '', language) : undefined);
  if (!names) return undefined;
  return meta('byline', { ...noFacts(), people: [...names.people], agencies: [...names.agencies] });
};

/** The same for a line that is only a name: the caller knows whether a name can stand there. */
export const readNameLine = (line: string): MetaLine | undefined => {
  const names = readBareName(line);
  return names && meta('byline', { ...noFacts(), people: [...names.people], agencies: [...names.agencies] });
};

/** Credits that stay in the text but name who wrote it: `(Reporting by A and B; Editing by C)`. */
export const readCredits = (line: string): readonly Person[] => {
  const match =
    /^[(（[]?(?:additional )?(?:reporting|reported|written|writing|report|text) by ([^;()]{3,120}?)(?:;|\)|\]|,? (?:editing|edited|writing|additional)\b|$)/iu.exec(
      line,
    );
  return match?.[1] === undefined ? [] : (readByline(`By ${match[1].replace(/\.$/u, '')}`)?.people ?? []);
};

/** A line that stays in the text and signs it: a name with its agency. */
export const readSignedName = (line: string): readonly Person[] => {
  const [name = '', agency = ''] = line.split(/\s*,\s*/u);
  return isAgency(agency) && isNameLike(name) && line.length <= 70 ? [{ name }] : [];
};

/** The agency with which a report signs at its end: `--IANS`, `(PTI)`. */
export const readSignature = (line: string): string | undefined => {
  const bare = foldSpace(line.replace(/^[\s([–—-]+|[\s)\].]+$/gu, ''));
  if (bare.length > 40 || foldWords(bare) === '') return undefined;
  if (isAgency(bare)) return bare;
  return /^[-–—([]/u.test(line) ? leadingAgency(bare)?.agency : undefined;
};
