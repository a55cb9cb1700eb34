import type { Person } from '../../site.ts';
import { isAgency, trailingAgency } from './agencies.ts';
import { hasMediaWord } from './sections.ts';
import { foldSpace, foldWords, isNameLike } from './words.ts';

/** What a byline says, apart from its label. */
export interface Names {
  readonly people: readonly Person[];
  readonly agencies: readonly string[];
}

const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,253}\.\p{L}{2,24}/u;
const HANDLE = /(?:^|\s)@[\p{L}\p{N}_.]{1,30}/gu;

/** Words by which an office is told from a name, in the languages of the press. */
const ROLE =
  /(?<!\p{L})(?:reporter|correspondent|editor|writer|columnist|journalist|contributor|photographer|producer|staff|chief|bureau|desk|analyst|critic|special|senior|political|business|sports?|in|at|for|korrespondent(?:in)?|redakteur(?:in)?|redaktor(?:in)?|reporterin|redaktion|journaliste|journalistin?|correspondant[e]?|envoy[ée]e?|corresponsal|enviad[oa]|redactor[a]?|redacci[oó]n|periodista|repórter|correspondente|jornalista|redação|inviat[oa]|corrispondente|giornalista|redazione|verslaggever|verslaggeefster|correspondent[e]?|redacteur|redactie|toimittaja|journalist[e]?|redaktør|reportrar?|dziennikarz|korespondent(?:ka)?|redakcja|redaktor(?:ka)?|novin[aá]ř(?:ka)?|muhabir[i]?|yazar[ıi]?)(?!\p{L})|корреспондент|журналист|редактор|обозреватель|кореспондент/iu;

/** Who edited, took the pictures or translated is not the author. */
const OTHER_OFFICE =
  /^(?:edited|editing|compiled|photos?|photographs?|photographed|photography|pictures?|video|produced|translated|illustrated|fact[- ]checked|bearbeitet|fotos?|übersetzt|traduit|traducido|editado|editada|traduzido|foto di|vertaald|redigerad|zdjęcia)\s(?:by|von|par|por|di|door|av|af|przez)?\s?/iu;

/** Between two names. Some of them stand inside names as well (`Ortega y Gasset`): see `splitPair`. */
const SURE_PAIR =
  /\s*(?:;|\/|&|、|，|\s(?:and|und|og|och|ja|et|and|și|şi|és|ve|и|і|та|και|dan|và|with)\s)\s*/u;
const UNSURE_PAIR = /\s+(?:y|e|i|en|a|ed|et|och|és|ja|u|at|و|ו)\s+/u;

const people = (names: readonly string[], email?: string): Person[] =>
  names.map((name) => (email !== undefined && names.length === 1 ? { name, email } : { name }));

/**
 * Reads what stands behind a byline's label: names with `and` and commas between them, an office or place
 * behind a comma, an address. Undefined where it isn't a list of names.
 */
export const readNames = (text: string, { labelled }: { readonly labelled: boolean }): Names | undefined => {
  const email = EMAIL.exec(text)?.[0];
  const bare = foldSpace(
    text
      .replace(EMAIL, ' ')
      .replace(HANDLE, ' ')
      .replace(/[([（][^()[\]（）]{0,60}[)\]）]\s*$/u, (inside) => (isAgency(strip(inside)) ? inside : ' ')),
  ).replace(/^[\s:|,·•–—-]+|[\s|,·•–—.:;-]+$/gu, (marks) =>
    /\./u.test(marks) && /\p{Lu}\.$/u.test(text) ? marks : '',
  );
  if (bare === '' || bare.length > 160) return undefined;
  if (isAgency(bare)) return { people: [], agencies: [bare] };
  const names: string[] = [];
  const agencies: string[] = [];
  for (const [index, part] of splitParts(bare).entries()) {
    const outcome = readPart(part, { first: index === 0, labelled });
    if (outcome === undefined) return undefined;
    if (outcome.agency !== undefined) agencies.push(outcome.agency);
    if (outcome.name !== undefined) names.push(outcome.name);
  }
  return names.length + agencies.length > 0 ? { people: people(names, email), agencies } : undefined;
};

const strip = (text: string): string => text.replace(/^[\s([（]+|[\s)\]）]+$/gu, '');

const splitParts = (text: string): string[] =>
  text
    .split(/\s*[|•·]\s*/u)
    .filter((part, index) => index === 0 || !hasMediaWord(part))
    .flatMap((part) => part.split(/\s*,\s*/u))
    .flatMap((part) => part.split(SURE_PAIR))
    .flatMap(splitPair)
    .map((part) => foldSpace(part))
    .filter((part) => part !== '');

/** `Ana Silva e Rui Costa` are two; `José Ortega y Gasset` is one, since a surname stands alone behind the word. */
const splitPair = (part: string): string[] => {
  const pieces = part.split(UNSURE_PAIR);
  return pieces.every((piece) => piece.trim().includes(' ')) ? pieces : [part];
};

interface Part {
  readonly name?: string;
  readonly agency?: string;
}

/** One part of the list; `{}` for an office or place that is passed over, undefined for what no byline has. */
const readPart = (
  text: string,
  { first, labelled }: { readonly first: boolean; readonly labelled: boolean },
): Part | undefined => {
  if (!first && OTHER_OFFICE.test(text)) return {};
  const part = text.replace(/^(?:by|and|und|et|von|par|por|di|door)\s+/iu, '');
  if (isAgency(strip(part))) return { agency: strip(part) };
  if (first) return readFirst(part, labelled);
  if (isNameLike(part) && !ROLE.test(part)) return { name: part };
  return part.split(' ').length <= 8 ? {} : undefined;
};

const readFirst = (part: string, labelled: boolean): Part | undefined => {
  const behind = trailingAgency(part);
  if (behind && isNameLike(behind.rest)) return { name: behind.rest };
  if (isNameLike(part)) return { name: part };
  // `Anna Koval in Kyiv`, `Sabine Krüger aus Hamburg`, `Helen Marsh BBC News`
  const placed =
    /^(.{3,50}?)\s+(?:in|at|aus|à|en|em|a|da|i|w|v|in|from|im)\s+\p{Lu}[\p{L} .'’-]{1,40}$/u.exec(part);
  if (placed?.[1] !== undefined && isNameLike(placed[1])) return { name: placed[1] };
  if (!labelled) return undefined;
  const single = isNameLike(part, { single: true }) || isCjkName(part);
  return single || isOffice(part) ? { name: part } : undefined;
};

/** A name in characters without spaces, two to twelve of them. */
export const isCjkName = (text: string): boolean =>
  /^[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}\p{Script=Hangul}ー・· 　々]{2,14}$/u.test(text);

/** `Staff Reporter`, `our correspondent`: an office that signs in place of a name. */
export const isOffice = (text: string): boolean =>
  text.length <= 60 &&
  /^(?:[\p{L}&'-]+ ){0,4}(?:reporters?|correspondents?|desk|staff|bureau|writers?|news service|editorial board|contributor|editor|redaktion|korrespondent(?:in)?|rédaction|correspondante?|redacción|corresponsal|redação|correspondente|redazione|corrispondente|redactie|redaktionen|toimitus|redakcja|редакция|корреспондент)(?: (?:web|online|digital))?$/u.test(
    foldWords(text),
  );
