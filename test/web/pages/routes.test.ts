import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Publisher } from '../../../src/web/publisher.ts';
import { articleAt, pagePublisher } from '../../support/page-publisher.ts';
import { workFolder } from '../../support/program.ts';

describe('the paths of pages', () => {
  const folder = workFolder({
    ...Object.fromEntries(
      Array.from({ length: 23 }, (_, at) => [
        `articles/a${at}.md`,
        articleAt(`Number ${at}`, at, 'tags: [tea]\n'),
      ]),
    ),
    'articles/gone.md': articleAt('Gone', 50, 'withdrawn: 2026-03-02\nnotice: Wrong.\n'),
    'articles/später.md': articleAt('Später & größer', 51),
  });
  let publisher: Publisher;

  beforeAll(async () => {
    publisher = await pagePublisher(folder.root, 'Paths');
  });
  afterAll(async () => {
    await publisher.close();
    folder.remove();
  });

  it('are those that answer 200, each once', async () => {
    const paths = [...publisher.pages.paths()];
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of paths) {
      const answer = await publisher.pages.answer(path);
      expect(answer && 'status' in answer && answer.status, path).toBe(200);
    }
    expect(paths).toEqual(
      expect.arrayContaining(['/', '/archive/1/', '/tags/', '/tags/tea/', '/tags/tea/archive/1/']),
    );
    expect(paths.filter((path) => path.startsWith('/articles/'))).toHaveLength(24);
    expect(paths).not.toContain('/articles/gone/');
  });

  it('are all that the pages link to', async () => {
    const paths = new Set([...publisher.pages.paths(), ...publisher.publication.paths()]);
    const linked = new Set<string>();
    for (const path of publisher.pages.paths()) {
      const answer = await publisher.pages.answer(path);
      if (!answer || !('document' in answer) || answer.document.mediaType !== 'text/html') continue;
      const html = answer.document.identity.bytes.toString();
      for (const [, href = ''] of html.matchAll(/(?:href|src)="(?:https:\/\/example\.org)?(\/[^"#?]*)/g)) {
        linked.add(href);
      }
    }
    expect(linked.size).toBeGreaterThan(30);
    expect([...linked].filter((href) => !paths.has(href))).toEqual([]);
  });

  it('are kept until something changes, and made anew then', async () => {
    const first = await publisher.pages.answer('/');
    expect(await publisher.pages.answer('/')).toBe(first);
    publisher.pages.clear();
    const again = await publisher.pages.answer('/');
    expect(again).not.toBe(first);
    const etag = (answer: typeof first) => answer && 'document' in answer && answer.document.identity.etag;
    expect(etag(again)).toBe(etag(first));
  });
});
