/**
 * The same text in memory of its own. V8 cuts a piece out of a long string as a slice that keeps the whole string
 * alive; what outlives its file (fields of an Article) has to pass through here. Short strings are never slices.
 */
export const ownString = (text: string): string => {
  if (text.length < SLICE_LENGTH) return text;
  if (text.length > SCRATCH_LENGTH) return Buffer.from(text, 'utf16le').toString('utf16le');
  return scratch.toString('utf16le', 0, scratch.write(text, 0, 'utf16le'));
};

/** V8 makes slices of 13 characters or more (`SlicedString::kMinLength`). */
const SLICE_LENGTH = 13;

/** Memory that is used again costs half of what new memory costs. In characters. */
const SCRATCH_LENGTH = 2048;
const scratch = Buffer.allocUnsafeSlow(SCRATCH_LENGTH * 2);
