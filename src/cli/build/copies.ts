import { Liquid } from 'liquidjs';
import { toInstant } from '../../date/instant.ts';
import { Document } from '../../render/document.ts';
import type { Publisher } from '../../web/publisher.ts';
import type { OldAddress } from './aliases.ts';
import { fileOfUrl, type TextOutput, type TextPlan } from './output.ts';

const epoch = toInstant(0);

const engine = new Liquid({ outputEscape: 'escape' });

/** A page that leads on: readers of feeds do not follow it, people and search engines do. */
const leading = engine.parse(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{{ url }}</title>
<link rel="canonical" href="{{ url }}">
<meta http-equiv="refresh" content="0; url={{ url }}">
<p><a href="{{ url }}">{{ url }}</a></p>
</html>
`);

const leadingPage = (url: string): Document =>
  new Document({
    text: String(engine.renderSync(leading, { url })),
    mediaType: 'text/html',
    lastModified: () => epoch,
  });

/** What stands at an old address on a host that knows no redirects. */
export type Standing =
  /** The file of a feed document: its self link is the canonical address, so that readers move on. */
  | { readonly kind: 'copy'; readonly file: string; readonly of: string }
  /** A page that leads on. */
  | { readonly kind: 'page'; readonly output: TextOutput };

/** What stands at an old address; undefined where nothing is of any use. */
export const standingAt = (
  { publication, site }: Publisher,
  { from, isFolder, alias }: OldAddress,
): Standing | undefined => {
  const url = isFolder ? `${from}/` : from;
  const file = fileOfUrl(url);
  if (file === undefined || alias.kind === 'gone') return undefined;
  const feed = publication.has(alias.to) ? fileOfUrl(alias.to) : undefined;
  if (feed !== undefined) return { kind: 'copy', file, of: feed };
  if (!isFolder && !/\.html?$/i.test(from)) return undefined;
  const isOwn = alias.to.startsWith('/') && !alias.to.startsWith('//');
  const document = leadingPage(isOwn ? site.url + alias.to : alias.to);
  const head = { status: 200, contentType: document.contentType, headers: {} };
  const plan = (): TextPlan => ({
    sources: undefined,
    make: async () => ({ head, document, problems: [] }),
  });
  return { kind: 'page', output: { kind: 'text', url, file, isSubscription: false, plan } };
};
