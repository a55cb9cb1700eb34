import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ArticleFacts } from '../../../src/article/article.ts';
import type { IdRecords } from '../../../src/article/identity/id-records.ts';
import { IdentityIndex } from '../../../src/article/identity/identity.ts';
import { slugKey } from '../../../src/article/identity/slug.ts';
import { article, site } from '../../support/builders.ts';
import { assignIdentities } from '../../support/identities.ts';

/** What people do to a folder, one step or several at a time. Few names, so that they meet. */
type Step =
  | {
      readonly kind: 'write';
      readonly path: string;
      readonly title: string;
      readonly givenId: string | undefined;
    }
  | { readonly kind: 'edit'; readonly pick: number; readonly title: string }
  | { readonly kind: 'rename'; readonly pick: number; readonly path: string }
  | { readonly kind: 'delete'; readonly pick: number }
  | { readonly kind: 'restart' };

const path = fc.constantFrom('a.md', 'a.txt', 'b.md', 'c/a.md', 'c/d.md', '\u{1f600}.md', '\uff01.md');
const title = fc.constantFrom('Fog', 'fog', 'Tide', '潮');
const pick = fc.nat(20);

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('write' as const),
    path,
    title,
    givenId: fc.option(fc.constantFrom('x', 'y', 'tag:example.org,2026:a'), { nil: undefined, freq: 3 }),
  }),
  fc.record({ kind: fc.constant('edit' as const), pick, title }),
  fc.record({ kind: fc.constant('rename' as const), pick, path }),
  fc.record({ kind: fc.constant('delete' as const), pick }),
  fc.record({ kind: fc.constant('restart' as const) }),
);

interface File {
  readonly title: string;
  readonly givenId: string | undefined;
  readonly body: string;
}

const factsOf = (name: string, { title: text, givenId, body }: File): ArticleFacts => {
  const { id: _id, slug: _slug, link: _link, ...rest } = article({ title: text, bodyHash: body });
  return { ...rest, path: name, givenId, metaHash: `meta ${text} ${givenId ?? ''}` };
};

/** A folder and the index that follows it. */
class World {
  readonly files = new Map<string, File>();
  index = new IdentityIndex(new Map(), site());
  #bodies = 0;

  take(each: Step): void {
    const names = [...this.files.keys()].sort();
    const name = 'pick' in each ? names[each.pick % Math.max(1, names.length)] : undefined;
    if (each.kind === 'restart') this.restart();
    else if (each.kind === 'write') {
      this.#bodies += 1;
      const before = this.files.get(each.path);
      this.change([], each.path, {
        title: each.title,
        givenId: each.givenId,
        body: before?.body ?? `body ${this.#bodies}`,
      });
    } else if (name !== undefined) {
      const file = this.files.get(name)!;
      if (each.kind === 'edit') this.change([], name, { ...file, title: each.title });
      else if (each.kind === 'delete') this.change([name]);
      else if (!this.files.has(each.path)) this.change([name], each.path, file);
    }
  }

  change(removed: readonly string[], name?: string, file?: File): void {
    for (const gone of removed) this.files.delete(gone);
    if (name !== undefined && file) this.files.set(name, file);
    this.index.update({
      removed,
      changed: name !== undefined && file ? [factsOf(name, file)] : [],
      exists: (each) => this.files.has(each),
    });
  }

  restart(): void {
    const records: IdRecords = new Map(this.index.records);
    this.index = new IdentityIndex(records, site());
    this.index.update({
      changed: [...this.files].map(([name, file]) => factsOf(name, file)),
      exists: (each) => this.files.has(each),
    });
  }

  get articles() {
    return [...this.files.keys()].flatMap((name) => this.index.article(name) ?? []);
  }
}

const steps = fc.array(step, { minLength: 1, maxLength: 25 });

/** The same, of people who write no ids themselves. */
const withoutIds = steps.map((list) =>
  list.map((each) => (each.kind === 'write' ? { ...each, givenId: undefined } : each)),
);

test('ids and slugs are unique, no row is lost, and every file is an article or held back with a Problem', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const world = new World();
      let rows = new Set<string>();
      for (const each of list) {
        world.take(each);
        const { articles, index, files } = world;
        expect(new Set(articles.map(({ id }) => id)).size).toBe(articles.length);
        expect(new Set(articles.map(({ slug }) => slugKey(slug))).size).toBe(articles.length);
        const held = index.problems.filter(({ code }) => code === 'duplicate-id');
        expect(articles.length + held.length).toBe(files.size);
        for (const id of rows) expect(index.records.has(id)).toBe(true);
        rows = new Set(index.records.keys());
        for (const { id, slug, path: at } of articles)
          expect(index.records.get(id)).toMatchObject({ slug, path: at });
      }
    }),
    { numRuns: 300 },
  );
});

test('an id outlives edits, renames and restarts as long as the file gives none of its own', () => {
  fc.assert(
    fc.property(withoutIds, (list) => {
      const world = new World();
      for (const each of list) {
        const before = new Map(world.articles.map((known) => [known.path, known]));
        world.take(each);
        for (const now of world.articles) {
          const then = before.get(now.path);
          if (then) expect([now.id, now.slug]).toEqual([then.id, then.slug]);
        }
        // What was renamed keeps its identity, unless another row has the same text and front matter.
        if (each.kind !== 'rename') continue;
        const [gone] = [...before.values()].filter(({ path: name }) => !world.files.has(name));
        const moved = world.articles.find(({ path: name }) => !before.has(name));
        if (!gone || !moved) continue;
        const twins = [...world.index.records.values()].filter(
          (row) => row.bodyHash === gone.bodyHash && row.metaHash === gone.metaHash,
        );
        if (twins.length === 1) expect([moved.id, moved.slug]).toEqual([gone.id, gone.slug]);
      }
    }),
    { numRuns: 300 },
  );
});

test('the order in which a batch names the articles changes nothing', () => {
  const file = fc.record({ path, title, givenId: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }) });
  fc.assert(
    fc.property(fc.uniqueArray(file, { selector: (each) => each.path, maxLength: 7 }), (list) => {
      const facts = list.map((each) => factsOf(each.path, { ...each, body: each.path }));
      const there = assignIdentities(facts, new Map(), site());
      const back = assignIdentities(facts.toReversed(), new Map(), site());
      expect(back).toEqual(there);
    }),
  );
});
