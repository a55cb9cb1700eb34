import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Collection, type Standings } from '../../src/feed/collection.ts';
import { article, instant, site } from '../support/builders.ts';

const settings = site({ feeds: { ...site().feeds, entries: 2, archives: 'all' } });

const standings = fc
  .record({
    number: fc.nat(40),
    day: fc.integer({ min: 1, max: 9 }),
    tags: fc.subarray(['Red', 'red', 'blue', 'green']),
    isWithdrawn: fc.boolean(),
  })
  .map(
    ({ number, day, tags, isWithdrawn }): Standings => ({
      article: article({
        path: `${number}.md`,
        id: `urn:${number}`,
        published: instant(`2026-01-0${day}T00:00:00Z`),
        tags,
        ...(isWithdrawn && { withdrawn: instant('2026-02-01T00:00:00Z') }),
      }),
      standing: isWithdrawn ? 'withdrawn' : 'listed',
    }),
  );

/** Everything that can be asked of a collection. */
const told = (collection: Collection) =>
  collection.scopes().map((scope) => {
    const articles = collection.articlesOf(scope);
    return {
      scope,
      entries: articles.entries(0, articles.size).map(({ article, standing }) => ({ article, standing })),
      tombstones: articles.tombstones(),
      versions: Array.from({ length: Math.floor(articles.size / 2) }, (_, at) =>
        articles.archiveVersion(at + 1),
      ),
    };
  });

describe('Collection.change', () => {
  it('puts articles that are edited in their own places, and tells of them', () => {
    const day = (at: number): string => `2026-01-${String(1 + (at % 28)).padStart(2, '0')}T00:00:00Z`;
    const one = (at: number, title: string): Standings => ({
      article: article({
        path: `${at}.md`,
        id: `urn:${at}`,
        title,
        published: instant(day(at)),
        tags: ['red'],
      }),
      standing: 'listed',
    });
    const before = Array.from({ length: 100 }, (_, at) => one(at, 'Before'));
    const edited = Array.from({ length: 30 }, (_, at) => one(40 + at, 'After'));
    const atOnce = new Collection(settings, before);
    const versions = told(atOnce).map((each) => each.versions);
    atOnce.takeChanges();
    atOnce.change([], edited);
    const now = new Collection(settings, [...before.slice(0, 40), ...edited, ...before.slice(70)]);
    expect(told(atOnce)).toEqual(told(now));
    expect(told(atOnce).map((each) => each.versions)).not.toEqual(versions);
    expect(atOnce.takeChanges().size).toBe(atOnce.scopes().length);
  });

  it('does in one pass what removing and adding one by one does', () => {
    const many = { minLength: 21, maxLength: 60 };
    fc.assert(
      fc.property(
        fc.array(standings, { maxLength: 60 }),
        fc.array(fc.nat(40), { maxLength: 20 }),
        fc.array(standings, many),
        (before, gone, put) => {
          const remove = gone.map((number) => ({ path: `${number}.md` }));
          const atOnce = new Collection(settings, before);
          const oneByOne = new Collection(settings, before);
          told(atOnce);
          atOnce.takeChanges();
          oneByOne.takeChanges();
          const old = new Map(told(atOnce).map((each) => [each.scope.path, each.entries.toReversed()]));
          atOnce.change(remove, put);
          for (const { path } of remove) oneByOne.remove(path);
          for (const each of put) oneByOne.add(each.article, each.standing);
          expect(told(atOnce)).toEqual(told(oneByOne));
          const changes = atOnce.takeChanges();
          for (const scope of atOnce.scopes()) {
            const articles = atOnce.articlesOf(scope);
            const lowest = changes.get(articles) ?? Number.POSITIVE_INFINITY;
            const now = articles.entries(0, articles.size).toReversed();
            const unchanged = Math.min(lowest, now.length);
            expect(now.slice(0, unchanged).map((each) => each.article)).toEqual(
              (old.get(scope.path) ?? []).slice(0, unchanged).map((each) => each.article),
            );
          }
        },
      ),
    );
  });
});
