import type { Selection } from '../../feed/select.ts';
import { selectArticles } from '../../feed/select.ts';
import type { DocumentPlace } from '../../publication.ts';
import { isMediaPath } from '../../store/media-path.ts';
import { cacheControlAt, corsHeaders } from '../../web/headers.ts';
import type { Page } from '../../web/pages/reply.ts';
import { pageHeaders } from '../../web/pages/reply.ts';
import type { Publisher } from '../../web/publisher.ts';
import { Order } from './order.ts';
import {
  fileOfUrl,
  type Head,
  type Headers,
  type MadeText,
  type MediaOutput,
  type Sources,
  type TextOutput,
  type TextPlan,
} from './output.ts';

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

const pageLasting = ({ status, maxAge }: Page): string => {
  if (status !== 200) return 'no-cache';
  return maxAge === undefined ? cacheControlAt(pageSeconds, {}, 0) : `max-age=${maxAge}`;
};

const madePage = (page: Page): MadeText => {
  const { status, document } = page;
  const headers = { 'Cache-Control': pageLasting(page), ...pageHeaders };
  return { head: { status, contentType: document.contentType, headers }, document, problems: [] };
};

const planPage = ({ pages }: Publisher, url: string): TextPlan => {
  const plan = pages.plan(url);
  if (plan !== undefined) return { sources: plan, make: async () => madePage(await pages.make(plan)) };
  const make = async (): Promise<MadeText | undefined> => {
    const answer = await pages.answer(url);
    return answer && 'document' in answer ? madePage(answer) : undefined;
  };
  return { sources: undefined, make };
};

/** A selection but for the entries: where a notice stands in the place of one, the article that it tells of. */
const sourcesOf = (place: DocumentPlace, { shown, ...head }: Selection): Sources => {
  const listed = shown.filter(({ standing }) => standing === 'listed').map(({ article }) => article);
  const notices = shown.map(({ article, standing }) => (standing === 'listed' ? null : article));
  return { facts: { format: place.format.name, head, notices }, shown: listed };
};

const planDocument = ({ publication, site }: Publisher, url: string): TextPlan => {
  const place = publication.placeAt(url);
  const { collection } = publication;
  const selection = place && selectArticles({ site, collection, ...place });
  const make = async (): Promise<MadeText | undefined> => {
    const document = await publication.document(url);
    if (document === undefined) return undefined;
    const head: Head = {
      status: 200,
      contentType: document.contentType,
      headers: documentHeaders(site.maxAge, document.links),
    };
    const large = publication.problemAt(url);
    return { head, document, problems: large === undefined ? [] : [large] };
  };
  return { sources: place && selection && sourcesOf(place, selection), make };
};

const output = (url: string, plan: () => TextPlan, isSubscription = false): TextOutput[] => {
  const file = fileOfUrl(url);
  return file === undefined ? [] : [{ kind: 'text', url, file, isSubscription, plan }];
};

/** Pages of articles that were withdrawn: answered with 410 where the host can. */
function* withdrawnPaths({ library, publication }: Publisher): Generator<string> {
  for (const { path, part, slug } of library.articles()) {
    const isWithdrawn = publication.collection.get(path, part)?.standing === 'withdrawn';
    if (isWithdrawn) yield `/articles/${encodeURIComponent(slug)}/`;
  }
}

/** The pages for what is not there. */
const messageOutputs = ({ pages, site }: Publisher): TextOutput[] => {
  if (!site.pages) return [];
  const page = (make: () => Page) => (): TextPlan => ({
    sources: undefined,
    make: async () => madePage(make()),
  });
  return [
    ...output(
      '/404.html',
      page(() => pages.notFound()),
    ),
    ...output(
      '/410.html',
      page(() => pages.gone()),
    ),
  ];
};

/**
 * Every page, document and file that pages need, in the order in which they are best made. Subscription documents come
 * last: what they link to is there before.
 */
export const textOutputs = (publisher: Publisher): readonly TextOutput[] => {
  const { publication, pages } = publisher;
  const order = new Order(publication);
  const first: { readonly at: number; readonly outputs: TextOutput[] }[] = [];
  const last: TextOutput[] = [];
  for (const url of new Set([...pages.paths(), ...withdrawnPaths(publisher)]))
    first.push({ at: order.ofPage(url), outputs: output(url, () => planPage(publisher, url)) });
  for (const url of publication.paths()) {
    const { archive, definition } = publication.placeAt(url) ?? {};
    const made = output(url, () => planDocument(publisher, url), archive === undefined);
    if (archive === undefined || definition === undefined) last.push(...made);
    else first.push({ at: order.ofArchive(definition.scope, archive), outputs: made });
  }
  first.sort((a, b) => a.at - b.at);
  return [...first.flatMap(({ outputs }) => outputs), ...messageOutputs(publisher), ...last];
};

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
