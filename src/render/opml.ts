import type { FeedDefinition } from '../feed/feed.ts';
import type { Site } from '../site.ts';
import { documentUrl, pageUrl } from './addresses.ts';
import { cleanHead } from './base.ts';
import { formatNamed } from './formats.ts';
import { element, emptyElement, escapeText } from './xml.ts';

/** OPML 2.0 names versions of RSS and nothing else; other formats go without. */
const version = (site: Site): string | undefined => (site.preferred === 'rss' ? 'RSS2' : undefined);

/** OPML 2.0, subscription lists: text, type and xmlUrl are required; type is `rss` whatever the format. */
const outline = (site: Site, definition: FeedDefinition): string => {
  const { title, description, language } = cleanHead(site, definition);
  const { path } = definition.scope;
  return emptyElement('outline', {
    text: title,
    type: 'rss',
    xmlUrl: documentUrl(site, { folder: path }, formatNamed(site.preferred)),
    htmlUrl: pageUrl(site, path),
    title,
    description: description || undefined,
    language,
    version: version(site),
  });
};

/**
 * The feeds of a site as OPML 2.0 (http://opml.org/spec2.opml), one outline a feed in the preferred format, in the
 * order given. It names no date, so that only another feed changes it.
 */
export const renderOpml = (site: Site, definitions: readonly FeedDefinition[]): string => {
  const { title } = cleanHead(site, { title: site.title, description: '', language: '' });
  const outlines = definitions.map((definition) => `\n        ${outline(site, definition)}`).join('');
  const head = element('head', `\n        ${element('title', escapeText(title))}\n    `);
  const body = element('body', `${outlines}\n    `);
  return `<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0">\n    ${head}\n    ${body}\n</opml>\n`;
};
