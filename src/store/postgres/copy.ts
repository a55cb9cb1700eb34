/** What a binary copy begins with (PostgreSQL, COPY, “File Header”): the signature; four bytes of flags follow. */
const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');

const broken = (): Error => new Error('the database answers a copy in another form than it should');

/** A text as it stands in a statement: a copy takes no parameters. */
export const literal = (text: string): string => {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes('\\') ? ` E${quoted.replaceAll('\\', '\\\\')}` : quoted;
};

/**
 * The rows of one `COPY … TO STDOUT (FORMAT binary)`, gathered in memory that is used again: 100,000 articles as text
 * in hexadecimal digits, as other answers have them, cost twice the line and several copies of everything.
 */
export class CopiedRows {
  #bytes = Buffer.alloc(0);
  #length = 0;

  /** Begins anew, with room for about so many bytes. What was given out before is overwritten from then on. */
  begin(bytes: number): void {
    this.#length = 0;
    if (this.#bytes.length < bytes) this.#bytes = Buffer.allocUnsafeSlow(bytes);
  }

  /** Takes what has come. */
  take(chunk: Uint8Array): void {
    const length = this.#length + chunk.length;
    if (length > this.#bytes.length) {
      const wider = Buffer.allocUnsafeSlow(Math.max(length, 2 * this.#bytes.length));
      this.#bytes.copy(wider, 0, 0, this.#length);
      this.#bytes = wider;
    }
    this.#bytes.set(chunk, this.#length);
    this.#length = length;
  }

  /** Each row as the bytes of its columns, undefined for NULL; they count until `begin`. Throws where it is cut off. */
  *rows(): Generator<readonly (Buffer | undefined)[]> {
    const bytes = this.#bytes.subarray(0, this.#length);
    if (
      bytes.length < signature.length + 8 ||
      bytes.compare(signature, 0, signature.length, 0, signature.length)
    )
      throw broken();
    let at = signature.length + 8 + bytes.readInt32BE(signature.length + 4);
    for (;;) {
      if (at + 2 > bytes.length) throw broken();
      const columns = bytes.readInt16BE(at);
      at += 2;
      if (columns === -1) return;
      const row: (Buffer | undefined)[] = [];
      for (let column = 0; column < columns; column += 1) {
        if (at + 4 > bytes.length) throw broken();
        const length = bytes.readInt32BE(at);
        at += 4 + Math.max(0, length);
        if (at > bytes.length) throw broken();
        row.push(length < 0 ? undefined : bytes.subarray(at - length, at));
      }
      yield row;
    }
  }
}
