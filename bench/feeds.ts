/**
 * What a document of 20 full entries costs against bare `feed` on the same input, in the same run (the bar is 1.5).
 * "Made" writes every entry anew, cleaning it as well, which is done once for all formats; "kept" shows entries that
 * another document wrote before. "Made, and shown again" is both: JSON Feed cuts its text into entries only when another
 * document asks for them.
 *
 *     npx node bench/feeds.ts
 */
import { Feed as PackageFeed } from 'feed';
import type { Entry } from '../src/article/article.ts';
import type { Feed } from '../src/feed/feed.ts';
import { feedFormats } from '../src/render/formats.ts';
import { entry, feed, instant, site } from '../test/support/builders.ts';
import { compare } from './support.ts';

const paragraph =
  '<p>The <a href="https://example.org/a?b=1&amp;c=2">night train</a> to Zürich &amp; back, <em>with</em> tea: ' +
  'we left at ten — it’s a long way —, slept until Basel and had breakfast by the lake.</p>\n';

const makeEntry = (at: number): Entry =>
  entry(
    {
      path: `article-${at}.md`,
      title: `Night train number ${at} & its <tea>`,
      authors: [{ name: 'Ann Earl', url: 'https://example.org/ann' }, { name: 'Zoë O’Neill' }],
      published: instant(`2026-03-${String(28 - at).padStart(2, '0')}T09:30:00Z`),
      updated: instant(`2026-03-${String(28 - at).padStart(2, '0')}T10:30:00Z`),
      tags: ['Trains', 'Tea', 'Switzerland', `Number ${at}`],
    },
    {
      html: paragraph.repeat(20),
      summary:
        'The night train to Zürich & back, with tea: we left at ten, slept until Basel and had breakfast.',
      image: {
        url: 'https://example.org/media/train.jpg',
        type: 'image/jpeg',
        length: 50_000,
        width: 800,
        height: 600,
      },
      enclosures: [{ url: 'https://example.org/media/ride.mp3', type: 'audio/mpeg', length: 1_000_000 }],
    },
  );

/** The same input as its README shows it, text unescaped as ours is. */
const bare = ({ site: settings, entries, updated }: Feed): PackageFeed => {
  const document = new PackageFeed({
    id: settings.url,
    title: settings.title,
    description: settings.description,
    link: `${settings.url}/`,
    feedLinks: { atom: `${settings.url}/atom.xml`, json: `${settings.url}/feed.json` },
    updated: new Date(updated),
  });
  for (const { article, content } of entries) {
    document.addItem({
      id: article.link,
      title: article.title,
      link: article.link,
      date: new Date(article.updated ?? article.published),
      published: new Date(article.published),
      description: content.summary,
      content: content.html,
      author: article.authors.map(({ name, url }) => ({ name, ...(url !== undefined && { link: url }) })),
      category: article.tags.map((name) => ({ name, term: name })),
      image: content.image!.url,
      enclosure: { url: content.enclosures[0]!.url, type: 'audio/mpeg', length: 1_000_000 },
    });
  }
  return document;
};
const bareWriters = { atom: 'atom1', rss: 'rss2', json: 'json1' } as const;

const settings = site();
const entries = Array.from({ length: 20 }, (_, at) => makeEntry(at));
const kept: Feed = { ...feed({ entries }), site: settings };
/** New objects with the same parts: nothing of them is known yet. */
const fresh = (): Feed => ({ ...kept, site: { ...settings }, entries: entries.map((each) => ({ ...each })) });

/** A document of entries that are new, and then a second one that shows them. */
const shownAgain = (render: (shown: Feed) => string, made: Feed): number =>
  render(made).length + render(made).length;

for (const { name, title, render } of feedFormats) {
  const kilobytes = (render(kept).length / 1000).toFixed(0);
  await compare({
    title: `${title}: a document of 20 entries, ${kilobytes} KB`,
    contenders: [
      { name: 'bare feed', run: () => bare(kept)[bareWriters[name]]() },
      { name: 'every entry made', run: () => render(fresh()) },
      { name: 'every entry kept', run: () => render(kept) },
      { name: 'made, and shown again', run: () => shownAgain(render, fresh()) },
    ],
  });
}
