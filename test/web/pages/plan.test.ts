import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Publisher } from '../../../src/web/publisher.ts';
import { articleAt, pagePublisher } from '../../support/page-publisher.ts';
import { workFolder } from '../../support/program.ts';

describe('the plan of a page', () => {
  const folder = workFolder({
    'articles/a.md': articleAt('A', 1, 'tags: [tea]\n'),
    'articles/b.md': articleAt('B', 2, 'tags: [tea, milk]\nauthor: Ann\n'),
    'articles/c.md': articleAt('C', 3),
    'articles/d.md': articleAt('D', 4, 'withdrawn: 2026-03-02\nnotice: Wrong.\n'),
  });
  let publisher: Publisher;
  const shownAt = (path: string) => publisher.pages.plan(path)?.shown.map(({ path: file }) => file);

  beforeAll(async () => {
    publisher = await pagePublisher(folder.root, 'Plans');
  });
  afterAll(async () => {
    await publisher.close();
    folder.remove();
  });

  it('names the articles of whose text the page shows something', () => {
    expect(shownAt('/')).toEqual(['c.md', 'b.md', 'a.md']);
    expect(shownAt('/tags/tea/')).toEqual(['b.md', 'a.md']);
    expect(shownAt('/articles/b/')).toEqual(['b.md']);
    expect(shownAt('/articles/d/')).toEqual([]);
    expect(shownAt('/tags/')).toEqual([]);
  });

  it('holds facts of which JSON tells everything', () => {
    for (const path of ['/', '/tags/tea/', '/articles/b/', '/articles/d/', '/tags/']) {
      const facts = publisher.pages.plan(path)?.facts;
      expect(JSON.parse(JSON.stringify(facts)), path).toEqual(facts);
    }
  });

  it('says what an article stands beside and which scopes it links to', () => {
    expect(publisher.pages.plan('/articles/b/')?.facts).toMatchObject({
      previous: { slug: 'a', title: 'A' },
      next: { slug: 'c', title: 'C' },
      scopePaths: { 'tags/tea': '/tags/tea', 'tags/milk': '/tags/milk', 'authors/Ann': '/authors/ann' },
    });
  });

  it('is none for what is no page', () => {
    for (const path of [
      '/nothing/',
      '/articles/nothing/',
      '/atom.xml',
      '/robots.txt',
      '/tags',
      '/archive/1/',
    ])
      expect(publisher.pages.plan(path), path).toBeUndefined();
  });

  it('makes the page that is answered', async () => {
    const plan = publisher.pages.plan('/tags/tea/');
    const made = plan && (await publisher.pages.make(plan));
    const answer = await publisher.pages.answer('/tags/tea/');
    expect(answer && 'document' in answer && answer.document.hash).toBe(made?.document.hash);
  });
});
