/**
 * Every document of 10,000 articles with 40 tags, 12 authors and `archives: all`, made one after the other; and one
 * article out and in among 100,000, against sorting a plain array of them again.
 *
 *     npx node bench/collection.ts
 */
import type { Article, Entry } from '../src/article/article.ts';
import type { Instant } from '../src/date/reading.ts';
import { Collection, type Standings } from '../src/feed/collection.ts';
import { createPublication } from '../src/publication.ts';
import { feedFormats } from '../src/render/formats.ts';
import { article, site } from '../test/support/builders.ts';
import { compare } from './support.ts';

const hour = 3_600_000;

/** Articles whose order in time has nothing to do with that of their paths. */
const articlesOf = (count: number): Standings[] =>
  Array.from({ length: count }, (_, at) => ({
    article: article({
      path: `${at % 100}/${at}.md`,
      title: `Article number ${at}`,
      published: (1_400_000_000_000 + ((at * 104_729) % count) * hour) as Instant,
      bodyHash: String(at),
      tags: [`tag ${at % 40}`],
      authors: [{ name: `Author ${at % 12}` }],
    }),
    standing: 'listed' as const,
  }));

const html = `<p>${'A sentence that says little, and says it again & again. '.repeat(12)}</p>\n`.repeat(6);
const feeds = { ...site().feeds, archives: 'all' as const };
const settings = site({ feeds });
const publication = createPublication({
  site: settings,
  collection: new Collection(settings, articlesOf(10_000)),
  formats: feedFormats,
  entryOf: async (one: Article): Promise<Entry> => ({
    article: one,
    content: { html: `${html}<p>${one.title}</p>`, summary: 'In a sentence.', enclosures: [], problems: [] },
  }),
  modifiedAt: () => 0 as Instant,
});
const before = process.cpuUsage();
let documents = 0;
let bytes = 0;
for (const path of publication.paths()) {
  bytes += (await publication.document(path))?.identity.bytes.length ?? 0;
  documents += 1;
}
const { user, system } = process.cpuUsage(before);
const memory = process.resourceUsage().maxRSS / 1000;
console.log(`\nAll documents of 10,000 articles, archives: all`);
console.log(
  `  ${documents} documents, ${Math.round(bytes / 1e6)} MB in ${((user + system) / 1e6).toFixed(1)} s of CPU, at most ${Math.round(memory)} MB of memory`,
);

const many = articlesOf(100_000);
const collection = new Collection(site(), many);
const plain = many.map((each) => each.article).sort((a, b) => b.published - a.published);
let turn = 0;
const next = (): Article => {
  turn = (turn + 7919) % many.length;
  return many[turn]?.article ?? article();
};
await compare({
  title: 'One article moved among 100,000 (a tag, an author)',
  contenders: [
    {
      name: 'array: replaced, sorted again',
      run: () => {
        plain[turn] = { ...next() };
        plain.sort((a, b) => b.published - a.published);
      },
    },
    {
      name: 'Collection: out, and in',
      run: () => {
        const one = next();
        collection.remove(one.path);
        collection.add(one, 'listed');
      },
    },
  ],
});
