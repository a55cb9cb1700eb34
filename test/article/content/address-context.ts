import type { ContentContext } from '../../../src/article/content/addresses.ts';
import { safeHtml } from '../../../src/article/content/safe-html.ts';
import { type SurroundingsSource, surroundingsOf } from '../../../src/article/content/surroundings.ts';

/** A folder with a few files and articles, in which the article `posts/kite.md` stands. */
export const contextOf = (
  change: Partial<ContentContext> = {},
  source: Partial<SurroundingsSource> = {},
): ContentContext => ({
  entryLink: 'https://site.example/articles/kite/',
  idPrefix: 'kite-',
  path: 'posts/kite.md',
  surroundings: surroundingsOf({
    publicUrl: 'https://site.example',
    files: ['posts/crane.jpg', 'posts/a b#1?.png', 'img/fort.jpg', 'audio/one.mp3', 'été.png'].map(
      (path) => ({
        path,
        size: 7,
      }),
    ),
    articles: [
      { path: 'posts/kite.md', link: 'https://site.example/articles/kite/' },
      { path: 'posts/other.md', link: 'https://site.example/articles/other/' },
      { path: '2015-09-16-fort.md', link: 'https://site.example/articles/fort/' },
      { path: 'notes/index.md', link: 'https://site.example/articles/notes/' },
    ],
    ...source,
  }),
  ...change,
});

/** The one address that a link with this `href` gets; undefined where it is no link any more. */
export const linkOf = (href: string, context = contextOf()): string | undefined => {
  const { html } = safeHtml(
    `<a href="${href.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">x</a>`,
    context,
  );
  return /^<a href="([^"]*)">x<\/a>$/.exec(html)?.[1]?.replaceAll('&amp;', '&');
};

/** The one address that an image with this `src` gets; undefined where the image is gone. */
export const imageOf = (src: string, context = contextOf()): string | undefined => {
  const { html } = safeHtml(`<img src="${src.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">`, context);
  return /^<img src="([^"]*)">$/.exec(html)?.[1]?.replaceAll('&amp;', '&');
};
