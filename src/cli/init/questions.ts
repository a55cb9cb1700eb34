import { basename } from 'node:path';
import { PublisherError } from '../../problem.ts';
import { checkSettings } from '../../site/read-site.ts';
import type { InitAnswers } from './text.ts';

/** Answers that came as flags. */
export interface InitFlags {
  readonly title?: string | undefined;
  readonly url?: string | undefined;
  readonly language?: string | undefined;
  readonly zone?: string | undefined;
}

type Key = keyof InitAnswers;

interface Question {
  readonly key: Key;
  readonly flag: keyof InitFlags;
  readonly text: string;
}

const questions: readonly Question[] = [
  { key: 'title', flag: 'title', text: 'Title of the site' },
  { key: 'url', flag: 'url', text: 'Public address, such as https://example.org (empty: not known yet)' },
  { key: 'language', flag: 'language', text: 'Language with region, such as en-GB: 3/4/2026 is read by it' },
  { key: 'timeZone', flag: 'zone', text: 'Time zone in which you write dates, such as Europe/Berlin' },
];

/** What is wrong with a value, undefined where it can be used. */
const faultOf = (key: Key, value: string): string | undefined => {
  try {
    checkSettings({ [key]: value });
    return undefined;
  } catch (fault) {
    if (!(fault instanceof PublisherError)) throw fault;
    return fault.message.replace(/^site: \w+: /, '');
  }
};

/** Throws `PublisherError` `usage` for a flag whose value cannot be used. */
export const refuseBad = (flags: InitFlags): void => {
  for (const { key, flag } of questions) {
    const value = flags[flag];
    const fault = value === undefined ? undefined : faultOf(key, value);
    if (fault !== undefined) throw new PublisherError('usage', `--${flag}: ${fault}`);
  }
};

/** `en_IE.UTF-8` as `en-IE`; undefined for `C`, and for a language without its region. */
const languageOf = (locale: string | undefined): string | undefined => {
  const [, language, region] = /^([a-z]{2,3})_([A-Z]{2})\b/.exec(locale ?? '') ?? [];
  return language === undefined ? undefined : `${language}-${region}`;
};

/** What to propose: the folder's name, and what the terminal's language and the computer's clock say. */
export const proposals = (
  folder: string,
  { LC_ALL, LC_TIME, LANG }: Readonly<Record<string, string | undefined>>,
): InitAnswers & { readonly title: string } => ({
  title: basename(folder) || 'Articles',
  url: undefined,
  language: languageOf(LC_ALL || LC_TIME || LANG),
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});

/** How somebody is asked; `ask` resolves to the line that was typed. */
export interface Conversation {
  readonly ask: (question: string) => Promise<string>;
  readonly tell: (text: string) => void;
}

/**
 * Asks for what no flag gives. An empty answer takes what is proposed; one that cannot be used is explained and asked
 * for again.
 */
export const askAll = async (
  flags: InitFlags,
  proposed: InitAnswers,
  { ask, tell }: Conversation,
): Promise<InitAnswers & { readonly title: string }> => {
  const answers: Partial<Record<Key, string | undefined>> = {};
  for (const { key, flag, text } of questions) {
    if (flags[flag] !== undefined) {
      answers[key] = flags[flag];
      continue;
    }
    const offer = proposed[key];
    for (;;) {
      const typed = (await ask(`${text}${offer === undefined ? '' : ` [${offer}]`}: `)).trim();
      const value = typed === '' ? offer : typed;
      const fault = value === undefined ? undefined : faultOf(key, value);
      answers[key] = value;
      if (fault === undefined) break;
      tell(fault);
    }
  }
  const { title = 'Articles', url, language, timeZone } = answers;
  return { title, url, language, timeZone };
};
