/**
 * Text as vocabulary is compared: NFKC, lower case, white space folded, curly marks made straight,
 * and without the marks, arrows and emoji that surround a label.
 */
export const foldWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('i\u0307', 'i')
    .replace(/[’‘ʼ`´]/gu, "'")
    .replace(/[\p{Cf}\p{Extended_Pictographic}]/gu, (mark) => (/\p{N}/u.test(mark) ? mark : ''))
    .replace(/\s+/gu, ' ')
    .replace(/^[^\p{L}\p{N}@#©(]+/u, '')
    .replace(/[^\p{L}\p{N}\p{M})%]+$/u, '')
    .trim();

/** A sentence's end, also behind closing quotes and brackets. */
const SENTENCE_END = /[.!?…。！？।۔؟։။៕][\s"'”’»“«)\]）」』】›]*$/u;
/** The same without question and exclamation marks, which headings carry too. */
const STATEMENT_END = /[.…。।۔։။៕][\s"'”’»“«)\]）」』】›]*$/u;

/** Whether the text ends as a sentence does. */
export const endsSentence = (text: string): boolean => SENTENCE_END.test(text.slice(-12));

/** Whether the text ends as a statement does: headings and titles of links seldom do. */
export const endsStatement = (text: string): boolean => STATEMENT_END.test(text.slice(-12));

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/gu;

/**
 * How long a text is in words; where words aren't set apart by spaces, two characters count as one.
 */
export const countWords = (text: string): number => {
  const together = text.match(CJK)?.length ?? 0;
  const apart = text.replace(CJK, ' ').match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
  return apart + Math.ceil(together / 2);
};

/** Whether the text is written, mainly, in a script without spaces between words. */
export const isUnspaced = (text: string): boolean => (text.match(CJK)?.length ?? 0) * 2 > text.length;

/**
 * Whether a line reads as running text: a sentence with its end, or long enough to be nothing else.
 */
export const isProse = (text: string): boolean => {
  const words = countWords(text);
  return (
    words >= 30 ||
    (words >= 6 && endsSentence(text) && !isQuestion(text)) ||
    (words >= 4 && endsStatement(text))
  );
};

const isQuestion = (text: string): boolean => !endsStatement(text) && countWords(text) <= 14;

/** Particles that stand in a person's name in lower case. */
const PARTICLES = new Set(
  'de da do dos das del della delle di du des la le van von zu zum zur der den ten ter het vom und y e i af av al el bin bint ibn ben abu ul ur la las los lo san st mc o d’ dit'.split(
    ' ',
  ),
);

/** One word as a name has it: capital first, letters, marks, hyphens, apostrophes, an initial's point. */
const NAME_WORD = /^[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}'’ʼ\-‐.·]*$/u;

/**
 * Whether a text has the form of a person's name: two to five words that begin with a capital
 * (one is enough with `single`), particles in lower case between them, no digit, no sentence mark.
 */
export const isNameLike = (text: string, { single = false } = {}): boolean => {
  if (text.length > 60 || text.length < 2) return false;
  const words = text.split(/\s+/u);
  if (words.length > 6) return false;
  let capitals = 0;
  for (const [index, word] of words.entries()) {
    if (NAME_WORD.test(word) && !(word.length > 4 && word.endsWith('.'))) capitals++;
    else if (!PARTICLES.has(word.toLowerCase()) || index === words.length - 1) return false;
  }
  return capitals >= (single ? 1 : 2) && capitals <= 5;
};

/** Folds white space, no-break and zero-width included, and trims. */
export const foldSpace = (text: string): string =>
  text.replace(/[\s\u00a0\u200b\u2060\ufeff]+/gu, ' ').trim();
