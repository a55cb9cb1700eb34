/** One line of a stream, without its line break. */
export interface Line {
  readonly text: string;
  /** The line went on beyond the limit; `text` is its beginning. */
  readonly isCut: boolean;
}

/** Longest line that is read, in UTF-16 units; what follows up to the line break is dropped. */
export const longestLine = 1_000_000;

/**
 * The lines of a UTF-8 stream, as lists: one list for each piece that arrives, so that answers can be written
 * piece by piece. Lines end with LF or CRLF; a last line without a break counts, an empty one after it does not.
 * Holds at most one line of `limit` in memory; broken bytes become U+FFFD and a BOM at the start is dropped.
 */
export async function* readLines(
  stream: AsyncIterable<Uint8Array | string>,
  limit: number = longestLine,
): AsyncGenerator<readonly Line[]> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  let length = 0;
  const take = (text: string): void => {
    if (length < limit) parts.push(text.slice(0, limit - length));
    length += text.length;
  };
  const finish = (): Line => {
    const isCut = length > limit;
    const whole = parts.join('');
    parts = [];
    length = 0;
    return { text: !isCut && whole.endsWith('\r') ? whole.slice(0, -1) : whole, isCut };
  };
  for await (const piece of stream) {
    const text = typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true });
    const lines: Line[] = [];
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      take(text.slice(start, end));
      lines.push(finish());
      start = end + 1;
    }
    if (start < text.length) take(text.slice(start));
    if (lines.length > 0) yield lines;
  }
  take(decoder.decode());
  if (length > 0) yield [finish()];
}
