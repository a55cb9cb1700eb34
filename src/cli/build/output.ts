import type { Article } from '../../article/article.ts';
import type { Problem } from '../../problem.ts';
import type { Document } from '../../render/document.ts';
import type { StoredFile } from '../../store/store.ts';

/** Headers by name, as `serve` would send them. */
export type Headers = Readonly<Record<string, string>>;

interface OutputBase {
  /** Where it stands, percent-encoded: `/atom.xml`, `/articles/fog/`. */
  readonly url: string;
  /** Below the output folder, decoded, with `/`. */
  readonly file: string;
}

/** What `serve` answers with, but for the bytes. */
export interface Head {
  /** 410 for an article that was withdrawn. */
  readonly status: number;
  readonly contentType: string;
  readonly headers: Headers;
}

/** A text that was made. */
export interface MadeText {
  readonly head: Head;
  readonly document: Document;
  /** What is wrong with the document itself. */
  readonly problems: readonly Problem[];
}

/**
 * What a text is made from, beside the settings and the program: where all of it is what it was, so is the text. Known
 * before any article is read.
 */
export interface Sources {
  /** JSON values. */
  readonly facts: unknown;
  /** Articles of whose text it shows something. */
  readonly shown: readonly Article[];
}

/** How a text is made. */
export interface TextPlan {
  /** Undefined where it is made at every run, since that costs as little as to know its sources. */
  readonly sources: Sources | undefined;
  /** Undefined where there is no such text after all. */
  make(): Promise<MadeText | undefined>;
}

/** A document, page or asset: bytes that are made here. */
export interface TextOutput extends OutputBase {
  readonly kind: 'text';
  /** Whether it is worth the slowest compression: what every subscriber asks for again and again. */
  readonly isSubscription: boolean;
  plan(): TextPlan;
}

/** A file of the articles folder, copied as it is. */
export interface MediaOutput extends OutputBase {
  readonly kind: 'media';
  readonly source: StoredFile;
}

const decodeSegment = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

/**
 * The file of a path (percent-encoded), below the output folder: `/articles/fog/` is `articles/fog/index.html`.
 * Undefined where a segment cannot be a file's name.
 */
export const fileOfUrl = (url: string, index = 'index.html'): string | undefined => {
  const segments = url.split('/').slice(1).map(decodeSegment);
  if (segments.at(-1) === '') segments[segments.length - 1] = index;
  const isName = (name: string): boolean =>
    name !== '' && name !== '.' && name !== '..' && !/[/\\\0]/.test(name) && Buffer.byteLength(name) <= 240;
  return segments.every(isName) ? segments.join('/') : undefined;
};
