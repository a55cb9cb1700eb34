import { type Problem, problem } from '../../problem.ts';
import type { Site } from '../../site.ts';
import type { Defaults, Draft } from '../article.ts';
import { checkLanguage } from './language-tag.ts';

/** The language of an article, and where it is not its own, that of the settings. */
export interface ArticleLanguage {
  /** Absent where only the site's default applies. */
  readonly language?: string | undefined;
  readonly source?: 'own' | 'defaults' | undefined;
  readonly problems: readonly Problem[];
}

const notATag = ({ path, language }: Draft): readonly Problem[] =>
  language === undefined || /^\s*(?:und)?\s*$/i.test(language.value)
    ? []
    : [
        problem('bad-field', {
          path,
          line: language.line,
          column: language.column,
          message: `language: ${JSON.stringify(language.value.slice(0, 60))} is no language tag`,
          hint: 'Write a BCP 47 tag such as en-GB.',
        }),
      ];

const primary = (tag: string): string => tag.split('-', 1)[0] ?? tag;

/**
 * The language that an article states, else that of the `_defaults.yaml` files above it, else one that was detected
 * from its text (a field of source `text`). Detection knows no region: where the site has set the same language with
 * one, the site's is the better knowledge.
 */
export const articleLanguage = (
  draft: Draft,
  defaults: Defaults,
  site: Pick<Site, 'language'>,
): ArticleLanguage => {
  const own = draft.language && checkLanguage(draft.language.value);
  const isDetected = draft.language?.source === 'text';
  if (own !== undefined && !isDetected) return { language: own, source: 'own', problems: [] };
  const problems = own === undefined ? notATag(draft) : [];
  const inherited = defaults.language && checkLanguage(defaults.language);
  if (inherited) return { language: inherited, source: 'defaults', problems };
  if (own === undefined) return { problems };
  const isSites = site.language !== undefined && primary(site.language) === primary(own);
  return { language: isSites ? site.language : own, source: 'own', problems };
};
