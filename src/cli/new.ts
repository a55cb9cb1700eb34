import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { slugify } from '../article/identity/slug.ts';
import { PublisherError } from '../problem.ts';
import { newArticle } from './article-text.ts';
import { printedPath } from './explain-place.ts';
import { type CommonSettings, checkFolder } from './settings.ts';

/** What `dateline new` was asked. */
export interface NewArguments {
  readonly title: string;
  readonly settings: CommonSettings;
  readonly draft?: boolean | undefined;
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

/**
 * `dateline new`: writes an article with title, the present moment on the site's clock and an id of its own, and prints
 * its path. The id is a UUID: nobody else has it, whatever the file is called later. Overwrites nothing. Resolves to 0.
 */
export const runNew = async (
  { title: given, settings, draft, now = Date.now() }: NewArguments,
  { stdout }: { readonly stdout: Writable },
): Promise<number> => {
  const title = given.trim().replace(/\s+/g, ' ');
  if (title === '') throw new PublisherError('usage', 'the title is empty: write dateline new "A title"');
  await checkFolder(settings.articles);
  const zone = settings.siteSettings.timeZone;
  const text = newArticle({ title, now, zone, id: `urn:uuid:${randomUUID()}`, isDraft: draft });
  const file = writeFree(resolve(settings.articles), slugify(title).slice(0, 100) || 'article', text);
  stdout.write(`${printedPath(file)}\n`);
  return 0;
};
