import { type FeedFormat, feedFormats } from '../render/formats.ts';
import type { Site } from '../site.ts';
import { feedStylePath } from './pages/feed-style.ts';
import { basePath } from './pages/shell.ts';

/**
 * The formats, each with the style sheet by which browsers show it. Every client gets the same bytes: readers and
 * validators pass over the processing instruction. Where `styled` is off, the formats leave it out.
 */
export const styledFormats = (site: Site): readonly FeedFormat[] => {
  const stylesheet = { type: 'text/css', href: basePath(site) + feedStylePath };
  return feedFormats.map((format) => ({ ...format, render: (feed) => format.render(feed, { stylesheet }) }));
};
