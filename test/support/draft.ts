import type { Draft } from '../../src/article/article.ts';

/** A draft of `launch.md` with a title and a line of text, without any date, but for what is given. */
export const draft = (given: Partial<Draft> = {}): Draft => ({
  path: 'launch.md',
  format: 'markdown',
  encoding: 'utf-8',
  title: { value: 'Launch', source: 'front-matter' },
  dates: [],
  enclosures: [],
  visibility: {},
  body: { kind: 'markdown', text: 'We have launched.', line: 1 },
  removed: [],
  problems: [],
  ...given,
});
