import { formatHttpDate } from '../date/format.ts';
import type { Coding, Document } from '../render/document.ts';
import type { Validators } from './conditional.ts';
import { type CacheControl, corsHeaders } from './headers.ts';

/** An answer whose head is ready: names and values in turn, as `writeHead` takes them. */
export interface ReadyAnswer {
  readonly headers: string[];
  readonly bytes: Buffer;
  readonly validators: Validators;
}

/** Index of the value of `Cache-Control` in every head: the only one that time changes. */
const cacheControlAt = 1;

const codings: readonly Coding[] = ['identity', 'gzip', 'br'];

/** A browser shows `application/xml` with its style sheet, and offers to save `application/rss+xml`. */
const navigationType = 'application/xml; charset=utf-8';

/**
 * What a browser may do with a feed that it shows: apply the site's own style sheet. An article can name elements of any
 * namespace (`extensions`), and in a document of this type a browser would run XHTML's `script`.
 */
const navigationPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The tag of a variant as a navigation gets it. */
const navigationTag = (tag: string): string => `${tag.slice(0, -1)}-xml"`;

/**
 * A document with all that is sent before its bytes, made once for each variant. What a browser's navigation gets is
 * the same bytes with another media type and tag; only the browser itself may store it, so that `Vary` need not name
 * the header that decides.
 */
export class ServedDocument {
  readonly path: string;
  readonly document: Document;
  readonly lastModified: string;
  /** Whether navigations get it as plain XML. */
  readonly isStyled: boolean;
  readonly #cacheControl: CacheControl;
  readonly #answers = new Map<string, ReadyAnswer>();
  readonly #notModified = new Map<string, string[]>();

  /** `path` is where the publication keeps the document; `isStyled` counts only for XML. */
  constructor(
    path: string,
    document: Document,
    { isStyled, cacheControl }: { readonly isStyled: boolean; readonly cacheControl: CacheControl },
  ) {
    this.path = path;
    this.document = document;
    this.lastModified = formatHttpDate(document.lastModified);
    this.isStyled = isStyled && /[/+]xml$/.test(document.mediaType);
    this.#cacheControl = cacheControl;
  }

  /**
   * The answer in the first of `accepted` that is ready. One that is more welcome but not made yet is made meanwhile
   * for later requests. Undefined where only identity is ready although the client takes a smaller one.
   */
  choose(accepted: readonly Coding[], isNavigation: boolean, now: number): ReadyAnswer | undefined {
    for (const coding of accepted) {
      if (coding === 'identity' && accepted[0] !== 'identity') return undefined;
      if (this.document.ready(coding) !== undefined) return this.answer(coding, isNavigation, now);
      this.document.prepare(coding);
    }
    return undefined;
  }

  /** The answer in a coding that is ready. */
  answer(coding: Coding, isNavigation: boolean, now: number): ReadyAnswer {
    const key = isNavigation ? `${coding}-xml` : coding;
    let answer = this.#answers.get(key);
    if (answer === undefined) {
      answer = this.#makeAnswer(coding, isNavigation);
      this.#answers.set(key, answer);
    }
    answer.headers[cacheControlAt] = this.#cacheControlFor(isNavigation, now);
    return answer;
  }

  /** The head of a 304 that carries `tag` (RFC 9110 §15.4.5). */
  notModified(tag: string, isNavigation: boolean, now: number): string[] {
    let headers = this.#notModified.get(tag);
    if (headers === undefined) {
      headers = [
        'Cache-Control',
        '',
        'ETag',
        tag,
        'Last-Modified',
        this.lastModified,
        'Vary',
        'Accept-Encoding',
      ];
      headers.push(...corsHeaders);
      this.#notModified.set(tag, headers);
    }
    headers[cacheControlAt] = this.#cacheControlFor(isNavigation, now);
    return headers;
  }

  /** Tags of all variants of one media type, `chosen` first. */
  #tags(chosen: string, isNavigation: boolean): readonly string[] {
    const plain = codings.map((coding) => this.document.tag(coding));
    return [...new Set([chosen, ...(isNavigation ? plain.map(navigationTag) : plain)])];
  }

  #cacheControlFor(isNavigation: boolean, now: number): string {
    const value = this.#cacheControl.at(now);
    return isNavigation ? `private, ${value}` : value;
  }

  #makeAnswer(coding: Coding, isNavigation: boolean): ReadyAnswer {
    const { document } = this;
    const { bytes, etag } = document.ready(coding) ?? document.identity;
    const tag = isNavigation ? navigationTag(etag) : etag;
    const headers = [
      'Cache-Control',
      '',
      'Content-Type',
      isNavigation ? navigationType : document.contentType,
    ];
    headers.push('Content-Length', String(bytes.length));
    if (coding !== 'identity') headers.push('Content-Encoding', coding);
    headers.push('ETag', tag, 'Last-Modified', this.lastModified, 'Vary', 'Accept-Encoding');
    if (document.links !== '') headers.push('Link', document.links);
    headers.push(...corsHeaders, 'X-Content-Type-Options', 'nosniff');
    if (isNavigation) headers.push('Content-Security-Policy', navigationPolicy);
    return {
      headers,
      bytes,
      validators: { tags: this.#tags(tag, isNavigation), lastModified: this.lastModified },
    };
  }
}
