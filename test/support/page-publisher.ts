import { join } from 'node:path';
import { checkSettings, fillSite } from '../../src/site/read-site.ts';
import { folderStore } from '../../src/store/folder/folder.ts';
import { Publisher } from '../../src/web/publisher.ts';

/** An article of a minute of one hour; `more` is further front matter, with its line feeds. */
export const articleAt = (title: string, minute: number, more = ''): string =>
  `---\ntitle: ${title}\ndate: 2026-03-01T09:${String(minute).padStart(2, '0')}:00Z\n${more}---\nText.\n`;

/** A publisher, ready, of the `articles` below a folder, with pages; it follows no changes. */
export const pagePublisher = async (root: string, title: string): Promise<Publisher> => {
  const settings = checkSettings({ url: 'https://example.org', title });
  const site = fillSite(settings, { fallbackUrl: 'http://localhost', pages: true });
  const publisher = new Publisher({ store: folderStore(join(root, 'articles')), site, isWatching: false });
  await publisher.ready;
  return publisher;
};
