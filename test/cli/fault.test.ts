import { describe, expect, it } from 'vitest';
import { explainFault } from '../../src/cli/fault.ts';
import { PublisherError } from '../../src/problem.ts';

const systemFault = (code: string, path: string) =>
  Object.assign(new Error(`${code}: refused`), { code, syscall: 'open', path });

describe('explainFault', () => {
  it('says what the file system refused, with the path as it would be typed, and what to do', () => {
    expect(explainFault(systemFault('EACCES', `${process.cwd()}/articles/x.md`))).toBe(
      'articles/x.md: there is no permission for it. Give the user that runs dateline the right to it (chmod, chown).',
    );
    expect(explainFault(systemFault('ENOSPC', '/somewhere/else'))).toBe(
      '/somewhere/else: the disk is full. Make room, and try again.',
    );
  });

  it('shows a control character in a path, and obeys none', () => {
    expect(explainFault(systemFault('ENOTDIR', 'a\u001b[31m/b'))).toMatch(/^a\\u001b\[31m\/b: /);
  });

  it('tells what is the user’s to mend without a stack, and a fault of the program with one', () => {
    expect(explainFault(new PublisherError('usage', 'write a title'))).toBe('write a title');
    expect(explainFault(new TypeError('x is no function'))).toMatch(/^TypeError: x is no function\n\s+at /);
  });
});
