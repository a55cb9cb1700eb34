import { expect, test } from 'vitest';
import type { Article, Entry } from '../../src/article/article.ts';
import { EntryCache } from '../../src/feed/entries.ts';
import { problem } from '../../src/problem.ts';
import { article, entry } from '../support/builders.ts';

const tooComplex = problem('html-too-complex', { message: 'too complex', path: 'launch.md' });

const broken = (one: Article): Entry => ({
  ...entry({}, { html: '', summary: '', problems: [tooComplex] }),
  article: one,
});

test('an article whose new text is held back keeps its last good one under its new facts', async () => {
  let make = (one: Article): Entry => ({
    ...entry({}, { html: '<p>Good</p>', summary: 'Good' }),
    article: one,
  });
  const cache = new EntryCache(async (one) => make(one), 1e6);
  const fail = (): never => expect.unreachable();
  await cache.get(article(), fail);
  make = broken;
  const edited = await cache.get(article({ title: 'Edited' }), fail);
  expect(edited.article.title).toBe('Edited');
  expect(edited.content).toMatchObject({ html: '<p>Good</p>', summary: 'Good', problems: [tooComplex] });
  const again = await cache.get(article({ title: 'Edited again' }), fail);
  expect(again.content.html).toBe('<p>Good</p>');
});

test('an article that never had a good text is shown without', async () => {
  const cache = new EntryCache(async (one) => broken(one), 1e6);
  const shown = await cache.get(article(), () => expect.unreachable());
  expect(shown.content.html).toBe('');
});
