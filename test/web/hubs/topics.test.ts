import { expect, it } from 'vitest';
import { Topics } from '../../../src/web/hubs/topics.ts';
import { article, instant } from '../../support/builders.ts';
import { publicationOf } from '../support/feed-server.ts';

const names = ['rss.xml', 'atom.xml', 'feed.json'];
const topicsOf = (scopes: readonly string[]): string[] =>
  scopes.flatMap((scope) => names.map((name) => `${scope}/${name}`));

/** An article by itself, in a tag of its own. */
const tagged = (at: number, title = `Number ${at}`) => ({
  article: article({
    path: `${at}.md`,
    title,
    published: instant(`2026-01-01T00:00:${String(at).padStart(2, '0')}Z`),
    tags: [`t${at}`],
  }),
  standing: 'listed' as const,
});

const after = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

it('makes the documents of the feeds in which something has changed, and no others', async () => {
  const made: string[] = [];
  const publication = publicationOf(
    Array.from({ length: 50 }, (_, at) => tagged(at)),
    { onFeed: ({ path }) => made.push(path) },
  );
  const changed: string[] = [];
  const onChange = (paths: readonly string[]) => void changed.push(...paths);
  const topics = new Topics({ publication, known: new Map(), onChange });
  topics.begin(names.map((name) => `/${name}`));
  await after(50);
  expect(made.sort()).toEqual(topicsOf(['']).sort());
  made.length = 0;
  const { scopes } = publication.update({ put: [tagged(49, 'Another')] });
  topics.look(topicsOf(scopes.map(({ path }) => path)));
  await after(300);
  await topics.close();
  expect(made.toSorted()).toEqual(topicsOf(['', '/tags/t49']).sort());
  expect(changed.toSorted()).toEqual(topicsOf(['', '/tags/t49']).sort());
});

it('compares what an earlier run knew after whatever changes now, and forgets what is gone', async () => {
  const publication = publicationOf(Array.from({ length: 50 }, (_, at) => tagged(at)));
  const earlier = topicsOf(Array.from({ length: 50 }, (_, at) => `/tags/t${at}`));
  const known = new Map([...earlier, '/tags/gone/rss.xml'].map((path) => [path, 'another']));
  const told: string[][] = [];
  const onChange = (paths: readonly string[]) => void told.push([...paths]);
  const topics = new Topics({ publication, known, onChange });
  topics.begin([]);
  topics.look(['/tags/t7/rss.xml']);
  await after(150);
  while (told.flat().length < earlier.length) await after(10);
  await topics.close();
  expect(told.flat().toSorted()).toEqual(earlier.toSorted());
  expect(known.has('/tags/gone/rss.xml')).toBe(false);
});
