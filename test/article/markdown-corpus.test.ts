import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/article/encoding/decode.ts';
import { readMarkdown } from '../../src/article/markdown.ts';
import { hasShared, sharedPath, sharedTitle } from '../support/shared.ts';

const folder = 'data/articles/markdown';

interface Expected {
  readonly file: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  readonly summary: string | null;
  readonly image: string | null;
  readonly id: string | null;
  readonly slug: string | null;
  readonly enclosure?: object;
}

const read = (file: string) => {
  const { text, encoding } = decode(readFileSync(sharedPath(`${folder}/${file}`)), file);
  return readMarkdown({ path: file, text, encoding });
};

describe.skipIf(!hasShared(folder))(sharedTitle('articles in Markdown', folder), () => {
  const cases = hasShared(folder)
    ? readdirSync(sharedPath(folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.expected.json'))
        .map((name) => JSON.parse(readFileSync(sharedPath(`${folder}/${name}`), 'utf8')) as Expected)
    : [];

  it('has examples', () => {
    expect(cases.length).toBeGreaterThan(5);
  });

  it.each(cases)('reads what the front matter of $file says', (expected) => {
    const draft = read(expected.file);
    expect(draft.problems).toEqual([]);
    expect((draft.authors?.value ?? []).map(({ name }) => name)).toEqual(expected.authors);
    expect([...(draft.tags?.value ?? []), ...(draft.categories?.value ?? [])].toSorted()).toEqual(
      expected.tags.toSorted(),
    );
    if (draft.title) expect(draft.title.value).toBe(expected.title);
    if (expected.summary !== null) expect(draft.summary?.value).toBe(expected.summary);
    if (expected.image !== null) expect(draft.image?.value).toBe(expected.image);
    if (expected.id !== null) expect(draft.id?.value).toBe(expected.id);
    if (expected.enclosure) expect(draft.enclosures[0]?.value).toMatchObject(expected.enclosure);
    expect(draft.dates.length).toBeGreaterThan(0);
  });
});
