import { Liquid } from 'liquidjs';
import { toInstant } from '../../date/instant.ts';
import { Document } from '../../render/document.ts';
import type { Publisher } from '../../web/publisher.ts';
import type { OldAddress } from './aliases.ts';
import { fileOfUrl, type TextOutput } from './output.ts';

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

/**
 * What stands at an old address on a host that knows no redirects: of a feed a copy, whose self link is the canonical
 * address, so that readers move on; else a page that leads there. Undefined where neither is any use.
 */
export const copyAt = async (
  { publication, site }: Publisher,
  { from, isFolder, alias }: OldAddress,
): Promise<TextOutput | undefined> => {
  const file = fileOfUrl(isFolder ? `${from}/` : from);
  if (file === undefined || alias.kind === 'gone') return undefined;
  const feed = publication.has(alias.to) ? await publication.document(alias.to) : undefined;
  if (!feed && !isFolder && !/\.html?$/i.test(from)) return undefined;
  const url = alias.to.startsWith('/') && !alias.to.startsWith('//') ? site.url + alias.to : alias.to;
  const document = feed ?? leadingPage(url);
  return {
    kind: 'text',
    url: isFolder ? `${from}/` : from,
    file,
    status: 200,
    contentType: document.contentType,
    headers: {},
    document,
    isSubscription: feed !== undefined,
  };
};
