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

/** Writing direction of a language, `ltr` where it is not known. */
export const directionOf = (language: string): 'ltr' | 'rtl' => {
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
