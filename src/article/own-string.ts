/**
 * The same text in memory of its own. V8 cuts a piece out of a long string as a slice that keeps the whole string
 * alive; what outlives its file (fields of an Article) has to pass through here. Short strings are never slices.
 */
export const ownString = (text: string): string =>
  text.length < SLICE_LENGTH ? text : Buffer.from(text, 'utf16le').toString('utf16le');

/** V8 makes slices of 13 characters or more (`SlicedString::kMinLength`). */
const SLICE_LENGTH = 13;
