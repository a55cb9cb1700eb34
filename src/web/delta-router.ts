import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Publication } from '../publication.ts';
import type { Document } from '../render/document.ts';
import { hashNamed } from './conditional.ts';
import type { Deltas } from './deltas.ts';
import { corsHeaders } from './headers.ts';
import { isRead, type MountedRequest, splitTarget, writeReadyHead } from './replies.ts';
import { FeedHandler, type FeedHandlerOptions } from './router.ts';

/** What a delta answers, as `A-IM` names it: the entries of a feed that have changed (RFC 3229 with feeds). */
const manipulation = 'feed';

const accepts = (header: string): boolean =>
  header.split(',').some((one) => {
    const [name = '', ...parameters] = one.split(';').map((part) => part.trim().toLowerCase());
    return name === manipulation && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
  });

/**
 * The hash of the one state that a request holds, if it may be told what has changed since: whoever stands between
 * (`Via`) may not know that the answer is no whole document, and other conditions are about whole ones.
 */
const baseOf = (headers: IncomingHttpHeaders): string | undefined => {
  const { 'a-im': wanted, 'if-none-match': held = '' } = headers;
  const hasOthers = headers.via ?? headers['if-match'] ?? headers['if-unmodified-since'];
  if (typeof wanted !== 'string' || hasOthers !== undefined || !accepts(wanted)) return undefined;
  return hashNamed(held);
};

/**
 * A feed handler that sends to readers which ask for it only what has changed since the state that they hold (RFC 3229,
 * `deltas: on`). A site without that setting has the plain handler, so that nobody else pays for it.
 */
export class DeltaFeedHandler extends FeedHandler {
  readonly #publication: Publication;
  readonly #deltas: Deltas;

  constructor(publication: Publication, options: FeedHandlerOptions, deltas: Deltas) {
    super(publication, options);
    this.#publication = publication;
    this.#deltas = deltas;
  }

  override fast(request: MountedRequest, response: ServerResponse): boolean {
    // Whoever asks for a delta is answered below, where the document may be made first.
    if (request.headers['a-im'] !== undefined && baseOf(request.headers) !== undefined) return false;
    return super.fast(request, response);
  }

  override async answer(request: MountedRequest, response: ServerResponse): Promise<boolean> {
    const base = request.headers['a-im'] === undefined ? undefined : baseOf(request.headers);
    if (base !== undefined && isRead(request.method)) {
      const { path, query } = splitTarget(request.url ?? '/');
      const document =
        this.find(path, query)?.kind === 'document' ? await this.#publication.document(path) : undefined;
      if (document !== undefined && this.#send(request, response, { path, document, base })) return true;
    }
    return super.answer(request, response);
  }

  #send(
    { method }: MountedRequest,
    response: ServerResponse,
    { path, document, base }: { path: string; document: Document; base: string },
  ): boolean {
    const { hash, identity } = document;
    const delta = this.#deltas.find(path, { base, now: hash, size: identity.bytes.length });
    if (delta === undefined) return false;
    const headers = ['Cache-Control', 'no-store, im', 'Content-Type', document.contentType];
    headers.push('Content-Length', String(delta.bytes.length), 'ETag', document.tag('identity'));
    headers.push('IM', manipulation, 'Delta-Base', `"${delta.base}"`);
    if (document.links !== '') headers.push('Link', document.links);
    headers.push(...corsHeaders, 'X-Content-Type-Options', 'nosniff');
    writeReadyHead(response, 226, headers);
    response.end(method === 'HEAD' ? undefined : delta.bytes);
    return true;
  }
}
