import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Languages that have a script to themselves among those that news is written in. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Tamil}/u, 'ta'],
  [/\p{Script=Telugu}/u, 'te'],
  [/\p{Script=Kannada}/u, 'kn'],
  [/\p{Script=Malayalam}/u, 'ml'],
  [/\p{Script=Gujarati}/u, 'gu'],
  [/\p{Script=Gurmukhi}/u, 'pa'],
  [/\p{Script=Oriya}/u, 'or'],
  [/\p{Script=Sinhala}/u, 'si'],
  [/\p{Script=Georgian}/u, 'ka'],
  [/\p{Script=Armenian}/u, 'hy'],
  [/\p{Script=Khmer}/u, 'km'],
  [/\p{Script=Lao}/u, 'lo'],
  [/\p{Script=Myanmar}/u, 'my'],
  [/\p{Script=Ethiopic}/u, 'am'],
];

/** Scripts that several languages share: there the words have to tell. */
const SHARED =
  /\p{Script=Latin}|\p{Script=Cyrillic}|\p{Script=Arabic}|\p{Script=Devanagari}|\p{Script=Bengali}/u;
const KANA = /\p{Script=Hiragana}|\p{Script=Katakana}/u;
const HAN = /\p{Script=Han}/u;
const LETTER = /\p{L}/u;

/** As many characters as are looked at: a language shows itself in a few sentences. */
const SAMPLE = 3000;
/** Fewer letters than this say nothing. */
const FEWEST_LETTERS = 20;

/**
 * The language of running text as a BCP 47 tag without region, or undefined where it can't be told.
 * Meant for sentences, not for headings: names and short lines mislead every detector.
 * Scripts decide first; between languages of one script the n-grams of `eld` do, and only what they call reliable.
 */
export const detectLanguage = (text: string): string | undefined => {
  const sample = text.slice(0, SAMPLE);
  const counts = countScripts(sample);
  if (counts.letters < (counts.han + counts.kana > 0 ? FEWEST_LETTERS / 2 : FEWEST_LETTERS)) return undefined;
  const most = counts.letters * 0.6;
  if (counts.han + counts.kana > most) return counts.kana * 20 > counts.han ? 'ja' : 'zh';
  for (const [language, count] of counts.own) if (count > most) return language;
  return counts.shared > most ? byWords(sample) : undefined;
};

const countScripts = (sample: string) => {
  const own = new Map<string, number>();
  let letters = 0;
  let han = 0;
  let kana = 0;
  let shared = 0;
  for (const character of sample) {
    if (!LETTER.test(character)) continue;
    letters++;
    if (SHARED.test(character)) shared++;
    else if (HAN.test(character)) han++;
    else if (KANA.test(character)) kana++;
    else {
      const language = SCRIPTS.find(([script]) => script.test(character))?.[1];
      if (language !== undefined) own.set(language, (own.get(language) ?? 0) + 1);
    }
  }
  return { letters, han, kana, shared, own };
};

interface Detector {
  detect(text: string): { readonly language: string; isReliable(): boolean };
}

let detector: Detector | undefined;
const load = createRequire(import.meta.url);

/**
 * The n-grams take 110 ms and 30 MB: only a folder with press dumps pays for them. `eld` offers itself to `import`
 * alone, which would make every reader asynchronous; its file can be required all the same.
 */
const loaded = (): Detector => {
  detector ??= (load(fileURLToPath(import.meta.resolve('eld/extrasmall'))) as { readonly eld: Detector }).eld;
  return detector;
};

/** Letters of Cyrillic languages that the n-grams don't know and take for a neighbour. */
const UNKNOWN_CYRILLIC = /[әғқңөұүһӣӯҷҳҚ]/iu;
const MACEDONIAN = /[ѓќѕ]/iu;

const byWords = (sample: string): string | undefined => {
  const result = loaded().detect(sample);
  if (result.language === '' || !result.isReliable()) return undefined;
  if (result.language === 'ms') return indonesianOrMalay(sample);
  if (result.language === 'mr' && count(HINDI, sample) > count(MARATHI, sample)) return 'hi';
  if (MACEDONIAN.test(sample)) return 'mk';
  if (UNKNOWN_CYRILLIC.test(sample)) return undefined;
  return result.language;
};

/** Words that one of the two writes and the other writes differently. */
const MALAY =
  /\b(?:bahawa|kerana|boleh|pejabat|isnin|khamis|jumaat|mac|ogos|disember|jun|julai|wang|bandar|ialah|perbandaran)\b/giu;
const INDONESIAN =
  /\b(?:bahwa|karena|bisa|kantor|senin|kamis|jumat|maret|agustus|desember|juni|juli|uang|kota|warga)\b/giu;

/** Small words of one of the two; news in both has the same names and loans, by which the n-grams go. */
const MARATHI =
  /(?<![\p{L}\p{M}])(?:आहे|आहेत|होते|होता|होती|आणि|नाही|मध्ये|येथे|झाले|झाला|झाली|केले|केली|म्हणाले)(?![\p{L}\p{M}])/gu;
const HINDI = /(?<![\p{L}\p{M}])(?:है|हैं|था|थे|थी|और|नहीं|में|का|की|के|को|ने|से|पर|कि|गया|हुआ)(?![\p{L}\p{M}])/gu;

const count = (words: RegExp, sample: string): number => sample.match(words)?.length ?? 0;

/** The n-grams know the two as one language; without a telling word the larger one is likelier. */
const indonesianOrMalay = (sample: string): string =>
  count(MALAY, sample) > count(INDONESIAN, sample) ? 'ms' : 'id';
