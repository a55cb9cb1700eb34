/** Scripts in use today whose Unicode characters are of bidirectional class R or AL. */
const rightToLeft: ReadonlySet<string> = new Set([
  'Arab',
  'Hebr',
  'Thaa',
  'Syrc',
  'Nkoo',
  'Adlm',
  'Rohg',
  'Mand',
  'Samr',
  'Mend',
]);

const directions = new Map<string, 'ltr' | 'rtl'>();

/** Writing direction of a language, `ltr` where it is not known. Kept, since a page asks for each of its articles. */
export const directionOf = (language: string): 'ltr' | 'rtl' => {
  const known = directions.get(language);
  if (known !== undefined) return known;
  const direction = readDirection(language);
  // Articles name their languages themselves: no more are kept than any site has.
  if (directions.size < 1000) directions.set(language, direction);
  return direction;
};

const readDirection = (language: string): 'ltr' | 'rtl' => {
  try {
    const { script } = new Intl.Locale(language).maximize();
    return script !== undefined && rightToLeft.has(script) ? 'rtl' : 'ltr';
  } catch {
    return 'ltr';
  }
};

/** What a language calls itself, such as `Deutsch`; the tag where nobody knows. */
export const nameOfLanguage = (tag: string): string => {
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
};
