/** A phrase, and what it stands for. */
type Entry<Value> = readonly [phrase: string, value: Value];

/** The phrases by their longest word, which a line must have. */
type Index<Value> = ReadonlyMap<string, readonly Entry<Value>[]>;

const longestWord = (phrase: string): string =>
  phrase.split(' ').reduce((longest, word) => (word.length > longest.length ? word : longest), '');

const indexOf = <Value>(phrases: ReadonlyMap<string, Value>): Index<Value> => {
  const index = new Map<string, Entry<Value>[]>();
  for (const entry of phrases) {
    const word = longestWord(entry[0]);
    const list = index.get(word);
    if (list === undefined) index.set(word, [entry]);
    else list.push(entry);
  }
  return index;
};

const indexes = new WeakMap<ReadonlyMap<string, unknown>, Index<unknown>>();

const indexFor = <Value>(phrases: ReadonlyMap<string, Value>): Index<Value> => {
  const known = indexes.get(phrases) as Index<Value> | undefined;
  if (known !== undefined) return known;
  const index = indexOf(phrases);
  indexes.set(phrases, index);
  return index;
};

const beyondAscii = /[^\x00-\x7f]/;

/** In a line without blanks a phrase may stand anywhere, if its script writes words together. */
const inJoined = <Value>(line: string, phrases: ReadonlyMap<string, Value>): Entry<Value> | undefined => {
  const whole = phrases.get(line);
  if (whole !== undefined) return [line, whole];
  if (!beyondAscii.test(line)) return undefined;
  let best: Entry<Value> | undefined;
  for (const entry of phrases) {
    const [phrase] = entry;
    const isLonger = phrase.length > 1 && phrase.length > (best?.[0].length ?? 0);
    if (isLonger && line.includes(phrase) && beyondAscii.test(phrase)) best = entry;
  }
  return best;
};

/**
 * The longest of the phrases that stands in the line, in whole words where the line has several; both as
 * `skeletonOf` writes them. The phrases must not change any more: an index of them is kept.
 */
export const longestPhrase = <Value>(
  line: string,
  phrases: ReadonlyMap<string, Value>,
): Entry<Value> | undefined => {
  if (!line.includes(' ')) return inJoined(line, phrases);
  const index = indexFor(phrases);
  const padded = ` ${line} `;
  let best: Entry<Value> | undefined;
  for (const word of new Set(line.split(' '))) {
    for (const entry of index.get(word) ?? []) {
      if (entry[0].length > (best?.[0].length ?? 0) && padded.includes(` ${entry[0]} `)) best = entry;
    }
  }
  return best;
};
