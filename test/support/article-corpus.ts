import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Draft } from '../../src/article/article.ts';
import { surroundingsOf } from '../../src/article/content/surroundings.ts';
import { entryContent } from '../../src/article/content.ts';
import { stateAt } from '../../src/article/dates/visibility.ts';
import { type Explanation, explain } from '../../src/article/explain.ts';
import { checkFields } from '../../src/article/fields/checked-fields.ts';
import { normalize } from '../../src/article/normalize.ts';
import { readDrafts } from '../../src/article/read.ts';
import type { Instant } from '../../src/date/reading.ts';
import { site } from './builders.ts';
import { assignIdentities } from './identities.ts';
import { sharedPath } from './shared.ts';

/** What an `.expected.json` of the articles corpora may say. */
export interface Expected {
  readonly file: string;
  readonly siteTimeZone: string;
  readonly [field: string]: unknown;
}

/** The expectations of a corpus, in the order of their names. */
export const expectations = (corpus: string): readonly Expected[] => {
  const folder = sharedPath(`data/articles/${corpus}`);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.expected.json'))
    .sort()
    .map((name) => {
      const expected = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Expected;
      // `file` may be relative to the folder of the expectation.
      const own = name.slice(0, name.lastIndexOf('/') + 1);
      return { ...expected, file: expected.file.startsWith(own) ? expected.file : own + expected.file };
    });
};

/** What becomes of a corpus file by the same way that `dateline explain` goes, at the end of 2026. */
export const explainCorpusFile = async (
  corpus: string,
  { file, siteTimeZone }: Pick<Expected, 'file' | 'siteTimeZone'>,
): Promise<Explanation> => {
  const settings = site({ timeZone: siteTimeZone });
  const bytes = readFileSync(join(sharedPath(`data/articles/${corpus}`), file));
  const { drafts, problems } = readDrafts({ path: file, bytes, modified: 0 });
  const [draft] = drafts as readonly [Draft];
  const normalized = normalize(draft, { site: settings, defaults: {}, modified: 0 });
  const dates = {
    published: 0 as Instant,
    appears: 0 as Instant,
    publishedPrecision: 'day',
    zone: 'UTC',
  } as const;
  const standIn = {
    ...checkFields(draft, { site: settings, defaults: {} }).fields,
    ...dates,
    draft: false,
    unlisted: false,
  };
  const { articles } = assignIdentities([normalized.facts ?? standIn], new Map(), settings);
  const article = articles[0]!;
  const surroundings = surroundingsOf({ publicUrl: settings.url, files: [], articles: [] });
  const content = await entryContent(draft, article, { idPrefix: 'e-', surroundings });
  return explain({
    file,
    draft,
    fields: article,
    facts: normalized.facts && article,
    identity: article,
    isIdKept: article.givenId !== undefined,
    state: normalized.facts ? stateAt(article, Date.parse('2026-12-01T00:00:00Z')) : 'held back',
    content,
    problems: [...problems, ...normalized.problems, ...content.problems],
  });
};
