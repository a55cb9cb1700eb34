import { isMediaPath } from '../../store/media-path.ts';
import { cacheControlAt, corsHeaders } from '../../web/headers.ts';
import type { Page } from '../../web/page-reply.ts';
import { pageHeaders } from '../../web/page-reply.ts';
import type { Publisher } from '../../web/publisher.ts';
import { fileOfUrl, type Headers, type MediaOutput, type TextOutput } from './output.ts';

const pairs = (flat: readonly string[]): Headers =>
  Object.fromEntries(flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1] ?? '']] : [])));

/** Seconds that a page may be kept, as `serve` has it. */
const pageSeconds = 60;

const documentHeaders = (maxAge: number, links: string): Headers => ({
  'Cache-Control': cacheControlAt(maxAge, {}, 0),
  ...pairs(corsHeaders),
  ...(links !== '' && { Link: links }),
  'X-Content-Type-Options': 'nosniff',
});

const outputOfPage = (url: string, file: string, { status, document, maxAge }: Page): TextOutput => ({
  kind: 'text',
  url,
  file,
  status,
  contentType: document.contentType,
  headers: {
    'Cache-Control':
      status !== 200
        ? 'no-cache'
        : maxAge === undefined
          ? cacheControlAt(pageSeconds, {}, 0)
          : `max-age=${maxAge}`,
    ...pageHeaders,
  },
  document,
  isSubscription: false,
});

/** Pages of articles that were withdrawn: answered with 410 where the host can. */
function* withdrawnPaths({ library, publication }: Publisher): Generator<string> {
  for (const { path, part, slug } of library.articles()) {
    const isWithdrawn = publication.collection.get(path, part)?.standing === 'withdrawn';
    if (isWithdrawn) yield `/articles/${encodeURIComponent(slug)}/`;
  }
}

/** Pages and the files that they need, then the pages for what is not there. */
export async function* pageOutputs(publisher: Publisher): AsyncGenerator<TextOutput> {
  const { pages, site } = publisher;
  for (const url of new Set([...pages.paths(), ...withdrawnPaths(publisher)])) {
    const file = fileOfUrl(url);
    const answer = file === undefined ? undefined : await pages.answer(url);
    if (file !== undefined && answer && 'document' in answer) yield outputOfPage(url, file, answer);
  }
  if (!site.pages) return;
  yield outputOfPage('/404.html', '404.html', pages.notFound());
  yield outputOfPage('/410.html', '410.html', pages.gone());
}

/** Every feed document, archives before what links to them, and OPML. */
export async function* documentOutputs({ publication, site }: Publisher): AsyncGenerator<TextOutput> {
  const isArchive = (path: string): boolean => publication.placeAt(path)?.archive !== undefined;
  const paths = [...publication.paths()];
  const ordered = [...paths.filter(isArchive), ...paths.filter((path) => !isArchive(path))];
  for (const url of ordered) {
    const file = fileOfUrl(url);
    const document = file === undefined ? undefined : await publication.document(url);
    if (file === undefined || !document) continue;
    yield {
      kind: 'text',
      url,
      file,
      status: 200,
      contentType: document.contentType,
      headers: documentHeaders(site.maxAge, document.links),
      document,
      isSubscription: !isArchive(url),
    };
  }
}

/** Files of the articles folder that `serve` has under `/media/`. */
export const mediaOutputs = async ({ library }: Publisher): Promise<readonly MediaOutput[]> => {
  const outputs: MediaOutput[] = [];
  for await (const source of library.store.list()) {
    if (!isMediaPath(source.path) || !library.fileAt(source.path)) continue;
    const url = `/media/${source.path.split('/').map(encodeURIComponent).join('/')}`;
    const file = fileOfUrl(url);
    if (file !== undefined) outputs.push({ kind: 'media', url, file, source });
  }
  return outputs.sort((a, b) => (a.file < b.file ? -1 : 1));
};
