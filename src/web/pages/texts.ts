import { arabic } from './texts/ar.ts';
import { german } from './texts/de.ts';
import { english } from './texts/en.ts';
import { spanish } from './texts/es.ts';
import { french } from './texts/fr.ts';
import { hebrew } from './texts/he.ts';

/** Every text that pages say in their own words. `{name}` and the like are replaced; nothing is HTML. */
export type PageTexts = Readonly<Record<keyof typeof english, string>>;

/** The languages that pages speak, by primary subtag (RFC 5646 §2.2.1). A language more is one file and one row. */
const languages: Readonly<Record<string, PageTexts>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  ar: arabic,
  he: hebrew,
};

/** The texts of a page, and the language they are in. */
export interface Wording {
  readonly language: string;
  readonly texts: PageTexts;
}

/** The pages' own words for a site in `language` (BCP 47): those of its primary language, else English. */
export const wordingFor = (language: string): Wording => {
  const primary = language.toLowerCase().split('-', 1)[0] ?? '';
  const texts = Object.hasOwn(languages, primary) ? languages[primary] : undefined;
  return texts ? { language: primary, texts } : { language: 'en', texts: english };
};

/** A text with its `{name}` replaced. */
export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? values[name]! : whole));
