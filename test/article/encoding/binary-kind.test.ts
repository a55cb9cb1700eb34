import { describe, expect, it } from 'vitest';
import { readDrafts } from '../../../src/article/read.ts';

const messageOf = (start: readonly number[]) => {
  const bytes = new Uint8Array([...start, 0, 1, 2, 0, 0, 3, 0, 0xff, 0xfe, 0x80, 0]);
  return readDrafts({ path: 'a.md', bytes, modified: 0 }).problems.map(({ code, message }) => [
    code,
    message,
  ]);
};

describe('a file that is named as an article and is none', () => {
  // The signatures: APPNOTE.TXT 4.3.7 (ZIP), PNG §5.2, JPEG B.1.1.3.
  it.each([
    [[0x50, 0x4b, 3, 4], 'the file is no text: it seems to be a ZIP archive, as a .docx, .odt or .epub is.'],
    [[0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10], 'the file is no text: it seems to be a PNG picture.'],
    [[0xff, 0xd8, 0xff, 0xe0], 'the file is no text: it seems to be a JPEG picture.'],
    [[1, 2, 3], 'the file is no text.'],
  ])('%j is told as what it seems to be', (start, message) => {
    expect(messageOf(start)).toEqual([['binary-file', message]]);
  });
});
