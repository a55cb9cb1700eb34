import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../src/article/markdown.ts';
import { readDrafts } from '../../src/article/read.ts';

const folder = new URL('../fixtures/articles/markdown/', import.meta.url);
const files = readdirSync(folder).filter((name) => !name.endsWith('.json'));

/** What a fixture becomes; what is absent is not compared. */
interface Expected {
  readonly title: string;
  readonly dates: readonly string[];
  readonly authors?: readonly string[];
  readonly tags?: readonly string[];
  readonly categories?: readonly string[];
  readonly image?: string;
  readonly url?: string;
  readonly draft?: boolean;
  readonly unlisted?: boolean;
  readonly problems?: readonly string[];
  readonly contentHas: readonly string[];
  readonly contentHasNot: readonly string[];
  readonly summaryHas?: string;
}

describe('articles of several tools', () => {
  it('has some', () => {
    expect(files.length).toBeGreaterThan(5);
  });

  it.each(files)('reads %s', (name) => {
    const expected = JSON.parse(
      readFileSync(new URL(name.replace(/\.\w+$/, '.json'), folder), 'utf8'),
    ) as Expected;
    const { drafts, problems } = readDrafts({
      path: name,
      bytes: readFileSync(new URL(name, folder)),
      modified: 0,
    });
    const draft = drafts[0]!;
    expect(drafts).toHaveLength(1);
    expect([...problems, ...draft.problems].map(({ code }) => code)).toEqual(expected.problems ?? []);
    expect(draft.title?.value).toBe(expected.title);
    expect(draft.dates.map(({ value }) => value)).toEqual(expected.dates);
    for (const list of ['tags', 'categories'] as const)
      if (expected[list]) expect(draft[list]?.value).toEqual(expected[list]);
    if (expected.authors) expect(draft.authors?.value.map((person) => person.name)).toEqual(expected.authors);
    for (const key of ['image', 'url'] as const)
      if (expected[key] !== undefined) expect(draft[key]?.value).toBe(expected[key]);
    for (const key of ['draft', 'unlisted'] as const)
      if (expected[key] !== undefined) expect(draft.visibility[key]?.value).toBe(expected[key]);
    if (draft.body.kind !== 'markdown') throw new Error('a Markdown file has a body of Markdown');
    const { html, moreAt } = renderMarkdown(draft.body.text, {
      idPrefix: '',
      title: expected.title,
      resolveWikilink: () => undefined,
      resolveEmbed: () => undefined,
    });
    for (const text of expected.contentHas) expect(html).toContain(text);
    for (const text of expected.contentHasNot) expect(html).not.toContain(text);
    if (expected.summaryHas !== undefined) expect(html.slice(0, moreAt ?? 0)).toContain(expected.summaryHas);
  });
});
