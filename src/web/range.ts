import type { ByteRange } from '../store/store.ts';

/** What a `Range` header asks for: everything, one part, or nothing that exists (416). */
export type RangeAnswer = 'whole' | 'unsatisfiable' | ByteRange;

/**
 * Reads a `Range` header for a file of `size` bytes (RFC 9110 §14.2). Several ranges, other units and malformed
 * headers are answered with the whole file, as the section allows.
 */
export const readRangeHeader = (header: string | undefined, size: number): RangeAnswer => {
  const match = header === undefined ? null : /^bytes=[ \t]*([0-9]*)-([0-9]*)[ \t]*$/i.exec(header);
  const [, first = '', last = ''] = match ?? [];
  if (first === '' && last === '') return 'whole';
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size };
  }
  const start = Number(first);
  const end = last === '' ? size : Math.min(Number(last) + 1, size);
  if (last !== '' && Number(last) < start) return 'whole';
  return start >= size ? 'unsatisfiable' : { start, end };
};
