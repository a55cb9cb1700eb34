/**
 * All documents of 10,000 articles with 40 tags and 12 authors, `archives: all`, in three formats, as text: CPU seconds,
 * how much memory the process took, and the ratio to one pass of bare `feed` over every article in each format. The bar
 * is 60 s on one core and 500 MB.
 *
 *     npx node bench/all-feeds.ts [CHARACTERS]
 *
 * CHARACTERS of finished entries are kept, 24,000,000 if absent. Once all formats have shown an entry, its pieces of text
 * are kept with it: about four times that.
 */
import { Feed as PackageFeed } from 'feed';
import type { Article, Entry } from '../src/article/article.ts';
import type { Instant } from '../src/date/reading.ts';
import { Collection } from '../src/feed/collection.ts';
import { feedDefinitions } from '../src/feed/definition.ts';
import { EntryCache } from '../src/feed/entries.ts';
import { archivesOf, selectFeed } from '../src/feed/select.ts';
import { feedFormats } from '../src/render/formats.ts';
import { article, entry, instant, site } from '../test/support/builders.ts';

const count = 10_000;
const settings = site({ feeds: { ...site().feeds, by: ['tags', 'authors'], archives: 'all' } });
const start = instant('2016-01-01T00:00:00Z');

const articles = Array.from(
  { length: count },
  (_, at): Article =>
    article({
      path: `posts/${at}.md`,
      title: `Article ${at} — with “quotes” & more`,
      published: (start + at * 3_600_000) as Instant,
      tags: [`Tag ${at % 40}`, `Tag ${(at * 7) % 40}`],
      authors: [{ name: `Author ${at % 12}` }],
    }),
);
const paragraph =
  '<p>The <a href="https://example.org/">night train</a> to Zürich &amp; back — <em>with</em> tea.</p>\n';
const makeEntry = (each: Article): Entry =>
  entry(each, {
    html: `<p>${each.path}</p>${paragraph.repeat(40)}`,
    summary: `The night train to Zürich, ${each.path}.`,
  });

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const bareSeconds = (): number => {
  const before = cpuSeconds();
  const document = new PackageFeed({
    id: settings.url,
    title: settings.title,
    link: settings.url,
    updated: new Date(start),
  });
  for (const each of articles) {
    const { content } = makeEntry(each);
    document.addItem({
      title: each.title,
      id: each.link,
      link: each.link,
      date: new Date(each.published),
      description: content.summary,
      content: content.html,
      category: each.tags.map((name) => ({ name, term: name })),
    });
  }
  document.rss2();
  document.atom1();
  document.json1();
  return cpuSeconds() - before;
};

const collection = new Collection(
  settings,
  articles.map((each) => ({ article: each, standing: 'listed' as const })),
);
const entries = new EntryCache(async (each) => makeEntry(each), Number(process.argv[2] ?? 24_000_000));
const entryOf = (each: Article): Promise<Entry> => entries.get(each, () => {});

const before = cpuSeconds();
let documents = 0;
let characters = 0;
for (const definition of feedDefinitions(settings, collection)) {
  const archives = archivesOf(settings, definition.scope, collection.articlesOf(definition.scope));
  for (let archive = archives; archive >= 0; archive -= 1) {
    const feed = await selectFeed({
      site: settings,
      collection,
      definition,
      entryOf,
      archive: archive || undefined,
    });
    for (const { render } of feedFormats) {
      characters += render(feed!).length;
      documents += 1;
    }
  }
}
const seconds = cpuSeconds() - before;
const memory = process.resourceUsage().maxRSS / 1000;
console.log(
  `${documents} documents of ${Math.round(characters / 1e6)} million characters: ${seconds.toFixed(1)} s of CPU, ` +
    `at most ${memory.toFixed(0)} MB; ${(seconds / bareSeconds()).toFixed(1)} × bare feed over every article once`,
);
