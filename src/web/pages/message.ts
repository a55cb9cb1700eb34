import type { Article } from '../../article/article.ts';
import { formatRfc3339 } from '../../date/format.ts';
import { formatForPeople } from '../../date/people.ts';
import { siteLanguage } from '../../site/read-site.ts';
import { directionOf } from './direction.ts';
import { renderTemplate } from './engine.ts';
import { languageOf } from './list.ts';
import { type PageSite, shell } from './shell.ts';
import { wordingFor } from './texts.ts';

/** The page that says that there is nothing at an address. */
export const renderNotFoundPage = (page: PageSite): string => {
  const { texts } = wordingFor(siteLanguage(page.site));
  return renderMessage(page, texts.notFound, { text: texts.notFoundText });
};

/** The page at an address that the site says is gone. */
export const renderGonePage = (page: PageSite): string => {
  const { texts } = wordingFor(siteLanguage(page.site));
  return renderMessage(page, texts.gone, { text: texts.goneText });
};

/**
 * The page of a withdrawn article. With a notice it says that, in the article's language, under its title and the day
 * of the withdrawal; without one it says only that the article was withdrawn.
 */
export const renderWithdrawnPage = (page: PageSite, article: Article): string => {
  const { site } = page;
  const { texts } = wordingFor(siteLanguage(site));
  const { notice, withdrawn = article.published, zone } = article;
  if (notice === undefined) return renderMessage(page, texts.withdrawn, { text: texts.withdrawnText });
  const language = languageOf(site, article);
  return renderMessage(page, texts.withdrawn, {
    text: notice,
    about: {
      language,
      direction: directionOf(language),
      title: article.title || article.slug,
      withdrawn: formatRfc3339(withdrawn),
      when: formatForPeople(withdrawn, { zone, language, precision: 'day' }),
    },
  });
};

const renderMessage = (
  page: PageSite,
  heading: string,
  { text, about }: { readonly text: string; readonly about?: Readonly<Record<string, string>> },
): string =>
  renderTemplate('message', {
    ...shell(page),
    title: `${heading} – ${page.site.title}`,
    isUnlisted: true,
    heading,
    text,
    about,
  });
