import { describe, expect, it } from 'vitest';
import { PublisherError } from '../../src/problem.ts';
import { readFacts, unreadable } from '../../src/store/file-reader.ts';
import { site } from '../support/builders.ts';

const problemsOf = (text: string) =>
  readFacts(
    { path: 'a.md', bytes: Buffer.from(text), modified: 0 },
    { site: site({}), defaults: {}, firstSeen: () => undefined },
  ).problems.map(({ code, line, message }) => ({ code, line, message }));

describe('the problems of an article', () => {
  it('name the key that was meant as the date', () => {
    expect(problemsOf('---\ntitle: A\npublised: 2026-03-01\n---\nx\n')).toEqual([
      {
        code: 'undated',
        line: 3,
        message: 'nothing in the article says when it was published, unless publised is meant as published',
      },
    ]);
  });

  it('take no key for the date that has none, or that lies far off', () => {
    for (const line of ['data: blue', 'update_count: 2026', 'rated: 5'])
      expect(problemsOf(`---\ntitle: A\n${line}\n---\nx\n`).map(({ line: at }) => at)).toEqual([undefined]);
  });

  it('tell of front matter that is never closed once, not of its date as well', () => {
    expect(problemsOf('---\ntitle: A\ndate: 2026-03-01\n\nx\n').map(({ code }) => code)).toEqual([
      'front-matter',
    ]);
  });
});

describe('unreadable', () => {
  it('says in plain words what the file system refuses, and what to do', () => {
    const cause = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    const fault = new PublisherError('unreadable-file', 'EACCES', { cause });
    expect(unreadable('a.md', fault).problems).toMatchObject([
      {
        code: 'unreadable-file',
        message: 'cannot be read: there is no permission for it',
        hint: 'Give the user that runs dateline the right to it (chmod, chown).',
      },
    ]);
  });
});
