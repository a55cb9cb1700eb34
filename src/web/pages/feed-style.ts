import { siteLanguage } from '../../site/read-site.ts';
import type { Site } from '../../site.ts';
import { directionOf } from './direction.ts';
import { wordingFor } from './texts.ts';

/** Path of the stylesheet of feed documents, below the public address. It never changes, or every release would change every document. */
export const feedStylePath = '/assets/feed.css';

/** A CSS string (CSS Syntax §4.3.5): what could end it, or the sheet, is escaped by its code point. */
const cssString = (text: string): string =>
  `"${text.replace(/["\\<\n\r\f\0]/g, (c) => `\\${c.charCodeAt(0).toString(16)} `)}"`;

/**
 * How a browser shows RSS and Atom (CSS is all that browsers still apply to XML): says what a feed is and how to
 * subscribe, in the site's language, then title and description, and each entry with its title, date, address and plain
 * summary. Everything else is hidden: the marked-up content would be shown as source. Each text takes its direction
 * from its own characters, since RSS cannot say the language of an item.
 */
export const feedStylesheet = (site: Site): string => {
  const { language, texts } = wordingFor(siteLanguage(site));
  return `@namespace atom "http://www.w3.org/2005/Atom";
:root { color-scheme: light dark; --paper: #fcfcfa; --ink: #1d2426; --faint: #566164; --line: #d7dddc; --accent: #0d5c67; --soft: #eef3f2; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14191a; --ink: #e3e8e7; --faint: #a2adaf; --line: #364144; --accent: #84d3dc; --soft: #1e2628; }
}
rss, atom|feed {
  display: block; min-height: 100vh; box-sizing: border-box; padding: clamp(1rem, 4vw, 3rem); background: var(--paper); color: var(--ink);
  font: 17px/1.6 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere;
}
rss::before, atom|feed::before {
  content: ${cssString(texts.thisIsAFeed)} "\\a " ${cssString(texts.thisIsAFeedText)};
  display: block; white-space: pre-line; width: 100%; max-width: 46rem; box-sizing: border-box; margin: 0 auto 2.5rem; padding: 1rem 1.25rem;
  background: var(--soft); border-inline-start: 4px solid var(--accent); direction: ${directionOf(language)};
}
rss > channel, atom|feed { display: flex; flex-direction: column; }
rss > channel > *, atom|feed > *, item > *, atom|entry > * { display: none; order: 4; width: 100%; max-width: 46rem; box-sizing: border-box; margin-inline: auto; unicode-bidi: plaintext; text-align: start; }
channel > |title, atom|feed > atom|title { display: block; order: 1; font: 700 2.1rem/1.2 "Iowan Old Style", Palatino, "Noto Serif", Georgia, serif; }
channel > |description, atom|feed > atom|subtitle { display: block; order: 2; margin-block: 0.4rem; color: var(--faint); }
channel > |item, atom|feed > atom|entry { display: flex; flex-direction: column; padding-block: 1.25rem; border-block-start: 1px solid var(--line); }
item > |title, atom|entry > atom|title { display: block; order: 1; font: 700 1.3rem/1.3 "Iowan Old Style", Palatino, "Noto Serif", Georgia, serif; }
item > |pubDate, atom|entry > atom|published { display: block; order: 2; font-size: 0.92em; color: var(--faint); }
item > |description, atom|entry > atom|summary { display: block; order: 3; margin-block: 0.4rem; }
item > |link, atom|entry > atom|link:not([rel]) { display: block; order: 4; font-size: 0.92em; color: var(--accent); }
channel > |link, atom|feed > atom|link[rel=alternate][type="text/html"] { display: block; order: 3; margin-block-end: 2rem; font-size: 0.92em; color: var(--accent); }
atom|entry > atom|link:not([rel])::before, atom|feed > atom|link[rel=alternate][type="text/html"]::before { content: attr(href); }
`;
};
