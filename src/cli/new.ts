import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { slugify } from '../article/identity/slug.ts';
import { PublisherError } from '../problem.ts';
import { newArticle } from './article-text.ts';
import { type CommonSettings, checkFolder } from './settings.ts';
import { printedPath } from './working-folder.ts';

/** What `dateline new` was asked. */
export interface NewArguments {
  readonly title: string;
  readonly settings: CommonSettings;
  readonly draft?: boolean | undefined;
  /** The folder as `--articles` named it; absent where it was not named. */
  readonly articles?: string | undefined;
  /** Milliseconds since 1970; the clock's if absent. */
  readonly now?: number | undefined;
}

/** Files of one name that are tried before it is given up. */
const mostTries = 1000;

/** Writes the text to the first free name: `tea.md`, `tea-2.md` … Overwrites nothing. */
const writeFree = (folder: string, name: string, text: string): string => {
  for (let number = 1; number <= mostTries; number += 1) {
    const file = join(folder, `${name}${number === 1 ? '' : `-${number}`}.md`);
    try {
      writeFileSync(file, text, { flag: 'wx' });
      return file;
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
    }
  }
  throw new PublisherError(
    'usage',
    `${folder} has ${mostTries} articles named ${name} already: write another title`,
  );
};

/** An article is written in an editor, which needs a file: with a database it goes the way through a folder. */
const refuseStore = (store: string | undefined, articles: string | undefined): void => {
  if (store === undefined || articles !== undefined) return;
  throw new PublisherError(
    'usage',
    'the articles are in a database, and a new one begins as a file: ' +
      'name a folder for it with --articles DIR, write it, then bring it in with dateline push DIR',
  );
};

/**
 * `dateline new`: writes an article with title, the present moment on the site's clock and an id of its own, and prints
 * its path. The id is a UUID: nobody else has it, whatever the file is called later. Overwrites nothing. Resolves to 0.
 * Throws `PublisherError` where the articles are in a database and no folder is named.
 */
export const runNew = async (
  { title: given, settings, draft, articles, now = Date.now() }: NewArguments,
  { stdout }: { readonly stdout: Writable },
): Promise<number> => {
  const title = given.trim().replace(/\s+/g, ' ');
  if (title === '') throw new PublisherError('usage', 'the title is empty: write dateline new "A title"');
  refuseStore(settings.store, articles);
  await checkFolder(settings.articles);
  const zone = settings.siteSettings.timeZone;
  const text = newArticle({ title, now, zone, id: `urn:uuid:${randomUUID()}`, isDraft: draft });
  const file = writeFree(resolve(settings.articles), slugify(title).slice(0, 100) || 'article', text);
  stdout.write(`${printedPath(file)}\n`);
  return 0;
};
