import { lexiconFor } from '../../date/lexicons.ts';
import { isAgency } from './agencies.ts';
import { foldSpace } from './words.ts';

/** A dateline: where and (rarely with a year) when a report was filed, and by which agency. */
export interface Dateline {
  readonly place?: string;
  readonly agency?: string;
  /** As written, such as `Sept 16`. */
  readonly date?: string;
  /** The text behind it; empty where the dateline is the whole line. */
  readonly rest: string;
}

/** Longest beginning of a paragraph in which a dateline is looked for. */
const REACH = 120;

/** `MOSCOW, Sept 16 (Reuters) - `, `PRAIRIE CITY (AP) —`, `Hamburg (dpa/lno) - `, `Madrid, 2 feb (EFE).- ` */
const BRACKETED =
  /^([^()\n:;"“”«»]{2,60}?)\s*[(（[/]\s*([^()（）[\]/]{2,40}(?:\/\p{L}{2,12})?)\s*[)）\]/]\s*(?:[.]?\s*[-–—]{1,3}|[.:,])?\s*/u;
/** `DULUTH, Minn. (WKXY) — `: a station's call sign in place of an agency. */
const STATION =
  /^([\p{Lu}][\p{Lu}\p{M}.' -]{2,40}(?:, [\p{L}. ]{2,20})?)\s+\([A-Z][A-Z0-9/-]{2,12}\)\s*[-–—]{1,2}\s*/u;
/** `(ANSA) - ROMA, 16 SET - `, `(IANS) `, `(AFP) -` */
const AGENCY_FIRST =
  /^[(（[]\s*([^()（）[\]]{2,30})\s*[)）\]]\s*[-–—:.]{0,3}\s*(?:([\p{Lu}][\p{Lu}\p{M}\s.'’-]{1,40})(?:,\s*([^-–—]{2,20}?))?\s*[-–—]{1,2}\s+)?/u;
/** `МОСКВА, 16 сен — РИА Новости. `, `МОСКВА, 16 сентября. /ТАСС/. ` */
const RUSSIAN =
  /^([\p{Lu}][\p{Lu}\p{M}\s-]{1,40})(?:,\s*([^—–/.]{2,20}))?\.?\s*(?:[—–-]\s*([\p{L} -]{2,30})\.|\/([\p{L} -]{2,20})\/\.?)\s*/u;
/** `KOZHIKODE: `, `NEW DELHI: `, `PARIS — ` */
const CAPITALS =
  /^((?:[\p{Lu}][\p{Lu}\p{M}.'’-]+)(?:[ ,]{1,2}(?:[\p{Lu}][\p{Lu}\p{M}.'’-]+|[\p{Lu}][\p{Ll}]{1,6}\.)){0,3})(?:,\s*([\p{L}\p{N} .]{2,20}?))?\s*(?::|\s[-–—]{1,3})(?:\s+|$)/u;
/** `Mumbai: The …` */
const CAPITALIZED =
  /^(\p{Lu}[\p{Ll}]{2,20}(?: \p{Lu}[\p{Ll}]{2,20})?)(?:,\s*(\p{L}{3,9}\.? \d{1,2}|\d{1,2} \p{L}{3,9}\.?))?:\s+(?=\p{Lu})/u;
/** `शिमला: …`, `নয়াদিল্লি: …`: scripts of India have no capitals, so that the mark and the length have to do. */
const INDIC =
  /^([\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Telugu}\p{Script=Tamil}\p{Script=Kannada}\p{Script=Malayalam}]{2,14}(?: [\p{Script=Devanagari}\p{Script=Bengali}]{2,14})?):\s+(?=\S)/u;
/** `新华社北京9月16日电`, `【東京時事】`, `[서울=뉴시스]`, `(서울=연합뉴스)` */
const CHINESE =
  /^[【[]?(新华社|新華社|中新社|中央社|中新网|人民网)(?:记者[\p{Script=Han}]{2,4})?([\p{Script=Han}·]{2,8}?)(\d{1,2}月\d{1,2}日|\d{1,2}日)?(?:电|電|讯|訊)[】\]]?/u;
const JAPANESE =
  /^【([\p{Script=Han}\p{Script=Katakana}ー・]{2,12}?)(時事|共同|AFP時事|AFP|ロイター|AP)(?:＝[^】]{1,20})?】/u;
const KOREAN = /^[([]([\p{Script=Hangul}·,\s]{2,16})=([\p{Script=Hangul}\d]{2,10})[)\]]\s*/u;

/** Words before a colon that aren't places. */
const NO_PLACE =
  /^(?:note|update|updated|analysis|opinion|exclusive|watch|breaking|explained|explainer|correction|editor|question|answer|photo|video|image|source|sources|summary|background|comment|interview|review|profile|timeline|factbox|live|read|see|warning|reporter|minister|president|mayor|police|officials?|hinweis|frage|antwort|hintergrund|kommentar|foto|quelle|note|question|réponse|source|pregunta|respuesta|fuente|nota|pergunta|resposta|fonte|domanda|risposta|nota|vraag|antwoord|bron|faq|pdf|usa today|ps|nb|qa|tldr|नोट|सवाल|जवाब|प्रश्न|उत्तर|फोटो|तस्वीर|वीडियो|सूत्र|खबर|संपादकीय|विश्लेषण|प्रश्नः|टीप|প্রশ্ন|উত্তর|ছবি|সূত্র|ভিডিও)$/iu;

/** Reads the dateline with which a paragraph begins, or undefined. The text is that of one paragraph. */
export const readDateline = (paragraph: string): Dateline | undefined => {
  const head = paragraph.slice(0, REACH);
  return fromBrackets(head, paragraph) ?? fromScripts(head, paragraph) ?? fromPlace(head, paragraph);
};

const fromBrackets = (head: string, paragraph: string): Dateline | undefined => {
  const match = BRACKETED.exec(head);
  if (match?.[1] !== undefined && match[2] !== undefined && isAgency(match[2]) && isPlaceAndDate(match[1])) {
    return { ...placeAndDate(match[1]), agency: foldSpace(match[2]), rest: paragraph.slice(match[0].length) };
  }
  const first = AGENCY_FIRST.exec(head);
  if (first?.[1] === undefined || !isAgency(first[1])) return undefined;
  return dateline({
    place: first[2],
    date: first[3],
    agency: first[1],
    rest: paragraph.slice(first[0].length),
  });
};

const fromScripts = (head: string, paragraph: string): Dateline | undefined => {
  const chinese = CHINESE.exec(head);
  if (chinese) {
    return dateline({
      agency: chinese[1],
      place: chinese[2],
      date: chinese[3],
      rest: paragraph.slice(chinese[0].length),
    });
  }
  const match = JAPANESE.exec(head) ?? KOREAN.exec(head);
  if (match) return dateline({ place: match[1], agency: match[2], rest: paragraph.slice(match[0].length) });
  const russian = RUSSIAN.exec(head);
  const agency = russian?.[3] ?? russian?.[4];
  if (!russian || agency === undefined || !isAgency(agency)) return undefined;
  return dateline({ place: russian[1], date: russian[2], agency, rest: paragraph.slice(russian[0].length) });
};

const fromPlace = (head: string, paragraph: string): Dateline | undefined => {
  const station = STATION.exec(head);
  if (station) return dateline({ place: station[1], rest: paragraph.slice(station[0].length) });
  const match = CAPITALS.exec(head) ?? CAPITALIZED.exec(head) ?? INDIC.exec(head);
  if (match?.[1] === undefined || NO_PLACE.test(match[1]) || isAgency(match[1])) return undefined;
  return dateline({ place: match[1], date: match[2], rest: paragraph.slice(match[0].length) });
};

const dateline = ({
  place,
  agency,
  date,
  rest,
}: {
  readonly place?: string | undefined;
  readonly agency?: string | undefined;
  readonly date?: string | undefined;
  readonly rest: string;
}): Dateline => ({
  ...(place !== undefined && { place: foldSpace(place) }),
  ...(agency !== undefined && { agency: foldSpace(agency) }),
  ...(date !== undefined && { date: foldSpace(date) }),
  rest,
});

/** `चार फरवरी`: the agencies of India write the day in words. */
const isDayInWords = (part: string): boolean => {
  const words = part.split(' ');
  if (words.length !== 2 || !/^[\p{Script=Devanagari}\p{Script=Bengali}]/u.test(part)) return false;
  const language = /\p{Script=Bengali}/u.test(part) ? 'bn' : 'hi';
  return lexiconFor(language).get(words[1] ?? '')?.month !== undefined;
};

/** `MOSCOW, Sept 16` and `ROME, Italy`: the date is the part behind a comma that has a digit. */
const placeAndDate = (text: string): { readonly place?: string; readonly date?: string } => {
  const pieces = text.split(/,\s*/u).map((part) => foldSpace(part));
  // The point of `Ore.` is the state's own; that of a lone place or of a date ends the dateline.
  const parts = pieces.map((part) =>
    pieces.length === 1 || /\d/u.test(part) ? part.replace(/(?<!\p{Lu})[.\s]+$/u, '') : part,
  );
  const dated = parts.findIndex((part, index) => index > 0 && (/\d/u.test(part) || isDayInWords(part)));
  const place = (dated < 0 ? parts : parts.slice(0, dated)).filter((part) => part !== '').join(', ');
  const date = dated < 0 ? undefined : parts.slice(dated).join(', ');
  return { ...(place !== '' && { place }), ...(date !== undefined && { date }) };
};

/** A place is short and its words begin with capitals (or have none to begin with). */
const isPlaceAndDate = (text: string): boolean => {
  const place = placeAndDate(text).place ?? '';
  const words = place.split(/[\s,/]+/u);
  return (
    words.length <= 6 &&
    words.filter((word) => /^[\p{Lu}\p{Lo}]/u.test(word)).length * 2 > words.length &&
    /^[\p{Lu}\p{Lo}]/u.test(place)
  );
};
