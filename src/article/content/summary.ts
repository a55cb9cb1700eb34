/** How long a summary may become, in UTF-16 units. */
const LONGEST = 300;
/** A summary that ends with a sentence is at least this long, or it would say too little. */
const SHORTEST_SENTENCES = 120;
/** How far back from the end white space is looked for; scripts without it are cut between characters. */
const WORD_REACH = 60;

/** Marks that end a sentence in scripts that put no space after it. */
const fullWidthEnd = /[。！？｡]/;

/** Closing quotes and brackets belong to the sentence before them. */
const closing = /["'”’»)\]）」』】〉》]/;

/**
 * Words before a full stop that end no sentence: initials, numbers (`1.`, `St.`), and the commonest abbreviations of
 * European languages.
 */
const noEnd =
  /(?:^|[\s("'“„«])(?:\p{Lu}|\d{1,2}|Mrs?|Ms|Dr|Prof|Sra?|Mme|Mlle|St|Ste|Nr|No|Jr|Sr|vs|etc|ca|bzw|usw|evtl|ggf|z\.\s?B|d\.\s?h|u\.\s?a|e\.\s?g|i\.\s?e|p\.\s?ex|approx|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Gen|Col|Lt|Sgt|Rev|Hon|Gov|Sen|Rep|Inc|Ltd|Co|Corp|vol|pp?|fig|cf|al|т|г|гг|им|ул|стр|руб|млн|млрд|тыс)$/u;

/** Where the sentence that ends at `index` is over, closing marks included; 0 where none ends there. */
const sentenceEnd = (text: string, index: number): number => {
  const mark = text[index]!;
  let end = index + 1;
  while (end < text.length && closing.test(text[end]!)) end += 1;
  if (fullWidthEnd.test(mark)) return end;
  if (!/[.!?…։؟۔।]/.test(mark) || !/^\s?$/.test(text.charAt(end))) return 0;
  return mark === '.' && noEnd.test(text.slice(Math.max(0, index - 12), index)) ? 0 : end;
};

/** The last end of a sentence at or before `most`, 0 if there is none. */
const lastSentence = (text: string, most: number): number => {
  for (let index = most - 1; index > 0; index -= 1) {
    const end = sentenceEnd(text, index);
    if (end > 0 && end <= most) return end;
  }
  return 0;
};

/** Whether the text may be cut before `index`: not inside a character, nor between one and what combines with it. */
const isBoundary = (text: string, index: number): boolean => {
  const after = text.codePointAt(index);
  const before = text.charCodeAt(index - 1);
  if (after === undefined) return true;
  if (after >= 0xdc00 && after <= 0xdfff) return false;
  if (before === 0x200d || (before >= 0xd800 && before <= 0xdbff)) return false;
  return !/^(?:\p{M}|[\u200c\u200d]|[\ufe0e\ufe0f]|[\u{1f3fb}-\u{1f3ff}])$/u.test(
    String.fromCodePoint(after),
  );
};

/** Where to cut at a word: at white space, else between characters. */
const wordEnd = (text: string, most: number): number => {
  const space = text.lastIndexOf(' ', most);
  if (space > most - WORD_REACH) return space;
  let end = most;
  while (end > most - 30 && !isBoundary(text, end)) end -= 1;
  return end;
};

/**
 * The beginning of a text of one line, at most 300 characters: whole if it is that short, else up to the end of a
 * sentence if that leaves enough, else up to a word, with an ellipsis. The same on every machine: no locale data is used.
 */
export const cutSummary = (text: string): string => {
  if (text.length <= LONGEST) return text;
  const sentence = lastSentence(text, LONGEST);
  if (sentence >= SHORTEST_SENTENCES) return text.slice(0, sentence).trimEnd();
  const cut = text.slice(0, wordEnd(text, LONGEST - 1)).replace(/[\s,;:–—\-(、，；：]+$/u, '');
  return `${cut}…`;
};
