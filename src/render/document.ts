import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip, gzipSync } from 'node:zlib';
import type { Instant } from '../date/reading.ts';

/** Content codings that documents are kept in (RFC 9110 §8.4.1). */
export type Coding = 'identity' | 'gzip' | 'br';

/** A document in one coding. */
export interface Variant {
  readonly coding: Coding;
  readonly bytes: Buffer;
  /** Strong, with its quotes: `"hash"`, `"hash-gzip"`, `"hash-br"`. */
  readonly etag: string;
}

/** What a document is made from. */
export interface DocumentSource {
  readonly text: string;
  /** Without charset; every document is UTF-8. */
  readonly mediaType: string;
  /** When the bytes with this hash became current; whole seconds, since HTTP knows no finer. */
  readonly lastModified: (hash: string) => Instant;
  /** Links that the document names, for the `Link` header, as that header's value; empty for none. */
  readonly links?: string;
}

/** Up to this many bytes gzip is made at once (about 5 ms) and brotli at its best (about 200 ms, off the event loop). */
const quickBytes = 200_000;

/** Compressions under way at the same time; more would keep file reads from the same few threads. */
const atOnce = 2;

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

let running = 0;
const waiting: (() => void)[] = [];

/** Compresses when it is its turn; rejects where nobody needs it by then. */
const inTurn = async (compress: () => Promise<Buffer>, isNeeded: () => boolean): Promise<Buffer> => {
  if (running >= atOnce) await new Promise<void>((resume) => waiting.push(resume));
  else running += 1;
  try {
    if (!isNeeded()) throw new Error('The document was let go.');
    return await compress();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
};

/** The tag's hash: 32 hexadecimal digits of SHA-256, so no suffix can be part of it. */
export const hashOf = (bytes: Buffer): string => hash('sha256', bytes, 'hex').slice(0, 32);

/**
 * A rendered document, immutable but for its compressed variants, which are made when they are first asked for and then
 * kept: gzip at once where it is quick, brotli always off the event loop. The same text has the same tags everywhere.
 */
export class Document {
  /** With charset, as `Content-Type` has it. */
  readonly contentType: string;
  readonly mediaType: string;
  /** Of the bytes in no coding. */
  readonly hash: string;
  readonly lastModified: Instant;
  readonly links: string;
  readonly #variants = new Map<Coding, Variant>();
  readonly #making = new Map<Coding, Promise<Variant>>();
  /** Variants that somebody waits for. */
  readonly #awaited = new Set<Coding>();
  #isLetGo = false;
  #onGrowth: (bytes: number) => void = () => {};

  constructor({ text, mediaType, lastModified, links = '' }: DocumentSource) {
    const bytes = Buffer.from(text, 'utf8');
    this.mediaType = mediaType;
    this.contentType = `${mediaType}; charset=utf-8`;
    this.hash = hashOf(bytes);
    this.lastModified = lastModified(this.hash);
    this.links = links;
    this.#keep('identity', bytes);
  }

  /** Bytes of all variants made so far. */
  get size(): number {
    let size = 0;
    for (const { bytes } of this.#variants.values()) size += bytes.length;
    return size;
  }

  /** The document as it is. */
  get identity(): Variant {
    return this.#variants.get('identity') as Variant;
  }

  /** The tag that a variant has or will have. */
  tag(coding: Coding): string {
    return coding === 'identity' ? `"${this.hash}"` : `"${this.hash}-${coding}"`;
  }

  /** The variant if it can be had at once; gzip of a document up to 200 KB always can. */
  ready(coding: Coding): Variant | undefined {
    const variant = this.#variants.get(coding);
    if (variant !== undefined || coding !== 'gzip' || this.identity.bytes.length > quickBytes) return variant;
    return this.#keep('gzip', gzipSync(this.identity.bytes, { level: 9 }));
  }

  /** The variant, made now where it has not been yet. Calls meanwhile share the work. */
  make(coding: Coding): Promise<Variant> {
    const variant = this.ready(coding);
    if (variant !== undefined) return Promise.resolve(variant);
    this.#awaited.add(coding);
    return this.#begin(coding);
  }

  /** Has the variant made when there is time; not where the document is let go before, unless somebody waits for it. */
  prepare(coding: Coding): void {
    // A failure shows where the variant is waited for.
    if (this.ready(coding) === undefined) this.#begin(coding).catch(() => {});
  }

  /** Says that nobody keeps the document any more: where it changes often, compressing old states would never end. */
  letGo(): void {
    this.#isLetGo = true;
  }

  #begin(coding: Coding): Promise<Variant> {
    let making = this.#making.get(coding);
    if (making === undefined) {
      making = inTurn(
        () => this.#compress(coding),
        () => !this.#isLetGo || this.#awaited.has(coding),
      )
        .then((bytes) => this.#keep(coding, bytes))
        .finally(() => this.#making.delete(coding));
      this.#making.set(coding, making);
    }
    return making;
  }

  /** Has `listener` called with the size of each variant that is made from now on. */
  onGrowth(listener: (bytes: number) => void): void {
    this.#onGrowth = listener;
  }

  #compress(coding: Coding): Promise<Buffer> {
    const { bytes } = this.identity;
    if (coding === 'gzip') return compressGzip(bytes, { level: 9 });
    const quality = bytes.length <= quickBytes ? 11 : 5;
    return compressBrotli(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: quality,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    });
  }

  #keep(coding: Coding, bytes: Buffer): Variant {
    const variant = { coding, bytes, etag: this.tag(coding) };
    this.#variants.set(coding, variant);
    this.#onGrowth(bytes.length);
    return variant;
  }
}
