import type { Person } from '../../site.ts';
import { isCjkName, isOffice, type Names, readNames } from './names.ts';
import { endsStatement, foldSpace, isNameLike } from './words.ts';

/** Words before an author's name that stand alone, without a colon: only names may follow. */
const BARE =
  /^(?:by|written by|reported by|story by|words by|text by|report by|words and pictures by|text and photos by|words and photos by|edited and written by|posted by|published by|von (?:unserem|unserer|unseren) [\p{L}-]{4,30}|von|ein artikel von|ein gastbeitrag von|eine analyse von|ein kommentar von|interview von|ein interview von|das interview führte|die fragen stellte|das gespräch führte|ein gespräch von|eine reportage von|ein bericht von|ein essay von|interview by|as told to|an interview by|text von|aufgezeichnet von|geschrieben von|par|propos recueillis par|écrit par|publié par|un article de|texte de|rédigé par|de notre correspondant[e]?|de notre envoyé[e]? spécial[e]?|por|escrito por|texto de|texto por|redactado por|publicado por|di|a cura di|scritto da|testo di|dal nostro inviato|dalla nostra inviata|door|geschreven door|tekst door|av|af|skrevet av|skrevet af|text av|tekst av|skriven av|przez|napisał|napisała|oprac\.?|opracował|opracowała|napsal|napsala|napísal|napísala|írta|de către|scris de|yazan|haber|автор|от|написа|пише|piše|napisao|napisala|του|της|από τον|από την|γράφει ο|γράφει η|γράφουν οι|מאת|بقلم|كتب|كتبت|إعداد|به قلم|نوشته|द्वारा|লিখেছেন|โดย|oleh|laporan|penulis|bởi)\s+(?=\S)/iu;

/** Words before an author's name that have a colon, equals sign or bar behind them. */
const LABELLED =
  /^(?:author|authors|by|byline|written by|reporter|reporters|reported by|reporting|report|story|text|words|writer|correspondent|von|autor|autorin|autoren|text und fotos?|verfasser(?:in)?|auteur|auteure|auteurs|texte|par|autora|autores|texto|redactor(?:a)?|por|repórter|reportagem|autore|autrice|autori|testo|tekst|skribent|journalist|reporter|forfatter|kirjoittaja|kirjoittajat|toimittaja|teksti|autorka|autorzy|autor článku|napsal|redaktor|szerző|írta|szerzők|autorul|scris de|yazar|yazan|haber|muhabir|автор|авторы|автор статьи|текст|корреспондент|автори|кореспондент|пише|piše|pišu|tekst i foto|napisao|συντάκτης|συντάκτρια|γράφει|γράφει ο|γράφει η|κείμενο|ρεπορτάζ|כתב|כתבת|מאת|الكاتب|بقلم|كتب|كتبت|إعداد|المحرر|المصدر بقلم|نویسنده|خبرنگار|लेखक|रिपोर्टर|संवाददाता|written|द्वारा|রিপোর্টার|লেখক|প্রতিবেদক|செய்தியாளர்|記者|执笔|執筆|文|取材|取材・文|文・写真|文\/写真|作者|记者|文字|撰文|撰稿|報導|报道|本报记者|本報記者|記者 |글|기자|글·사진|글\/사진|취재|작성자|ผู้เขียน|ผู้สื่อข่าว|tác giả|phóng viên|bài|bài và ảnh|penulis|reporter|pewarta|wartawan|laporan|may-akda)\s*[:：=＝/／|]\s*(?=\S)/iu;

/** A second label behind the names: `文：A　圖：B`. */
const OTHER_LABEL =
  /\s(?:图|圖|摄影|攝影|编辑|編輯|摄|視覺|写真|撮影|編集|사진|편집|photos?|pictures?|fotos?|photo|foto)\s?[:：/／=].*$/iu;
/** In Romanian `de` is `by`; elsewhere it begins a surname. */
const ROMANIAN = /^de\s+(?=\p{Lu}\S+\s+\p{Lu})/u;

/** Marks of an author behind the name, in Japanese, Chinese and Korean. */
const BEHIND =
  /^[（(【[「『]?([\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}\p{Script=Hangul}・·、，, ー]{2,24}?)\s*(?:記者|記者報導|记者|特約記者|통신원|기자|특파원|편집위원|論説委員|編集委員|記)[）)】\]」』]?(?:\s*[=＝])?(?:\s*[\w.+-]{1,40}@[\w.-]{1,60})?$/u;

/** A byline of Chinese papers: the office before the name. */
const BEFORE =
  /^[（(【[]?(?:本报|本報|本社|本网|本刊|新华社|新華社|中新社|央视)?(?:特约|驻[\p{Script=Han}]{1,4})?(?:记者|記者|通讯员|通訊員|撰文|编译|文)\s*[:：/／]?\s*([\p{Script=Han}、， 　]{2,24}?)(?:\s*[／/∕╱]\s*[\p{Script=Han}]{2,8}(?:報導|报道|報道))?[）)】\]]?$/u;

/**
 * Reads a line that is a byline as a whole: `By A and B`, `Von A`, `Автор: A`, `文/A`, `A記者`; or undefined.
 * What stands behind the names (office, place, address) is passed over. `language` tells Japanese from Chinese names.
 */
export const readByline = (line: string, language?: string): Names | undefined => {
  if (line.length > 200) return undefined;
  const cjk = readCjk(line, language);
  if (cjk) return cjk;
  if (language === 'ro' && ROMANIAN.test(line))
    return readNames(line.replace(ROMANIAN, ''), { labelled: false });
  const labelled = LABELLED.exec(line);
  if (labelled) {
    const named = line.slice(labelled[0].length).replace(OTHER_LABEL, '');
    const names = readNames(named, { labelled: true });
    if (names) return names;
  }
  const bare = BARE.exec(line);
  if (!bare || (endsStatement(line) && !/\p{Lu}\.$/u.test(line))) return undefined;
  return readNames(line.slice(bare[0].length), { labelled: true });
};

const readCjk = (line: string, language: string | undefined): Names | undefined => {
  const found = BEHIND.exec(line)?.[1] ?? BEFORE.exec(line)?.[1];
  if (found === undefined) return undefined;
  const people: Person[] = found
    // Japanese sets a space between family name and given name, Chinese between two persons.
    .split(language === 'ja' ? /[、，,・]/u : /[、，,]|\s{1,2}/u)
    .map((name) => foldSpace(name))
    .filter((name) => isCjkName(name))
    .map((name) => ({ name }));
  return people.length > 0 ? { people, agencies: [] } : undefined;
};

/** Whether a line is nothing but a name (or an office that signs instead): `Helen Marsh`, `Staff Reporter`. */
export const readBareName = (line: string): Names | undefined => {
  const signed = readNameWithOffice(line);
  if (signed !== undefined) return { people: [{ name: signed }], agencies: [] };
  if (isOffice(line)) return { people: [{ name: line }], agencies: [] };
  const [name = '', ...rest] = line.split(/\s*[,|•·]\s*/u);
  const [place = ''] = rest;
  if (rest.length === 1 && isOffice(name) && isNameLike(place, { single: true }))
    return { people: [{ name }], agencies: [] };
  if (rest.length > 2 || line.length > 90 || !isNameLike(name)) return undefined;
  return readNames(line, { labelled: false });
};

/** Words that an office begins with, where a person would have a name. */
const OFFICE_WORD =
  /^(?:a|an|our|the|special|staff|own|city|senior|chief|business|political|web|news|online|legal|crime|foreign|health|science|state|national|press|from|deputy|assistant|sports?|environment|education|economics|arts|culture)$/iu;

/** `Jo Reed Environment correspondent`: two words of a name and an office without a comma between. */
const readNameWithOffice = (line: string): string | undefined => {
  const words = line.split(' ');
  const name = words.slice(0, 2).join(' ');
  const office = words.slice(2).join(' ');
  const isPerson = isNameLike(name) && words.slice(0, 2).every((word) => !OFFICE_WORD.test(word));
  return words.length >= 3 && words.length <= 6 && isPerson && isOffice(office) ? name : undefined;
};
