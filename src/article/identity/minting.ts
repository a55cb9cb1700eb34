import type { Site } from '../../site.ts';
import type { ArticleFacts } from '../article.ts';
import { firstFree } from './first-free.ts';
import { articlePath, fillPattern } from './permalink.ts';

/**
 * The id of an article that gives none and has none recorded (INTERFACE: id): the site's `idPattern`, else
 * `tag:AUTHORITY:` (RFC 4151) and the path without its ending, in NFC, percent-encoded as `encodeURI` does.
 * While `isTaken` claims it for another file, `~2`, `~3` … stand behind it. No chance and no clock: the same
 * path gives the same id on every machine.
 */
export const mintId = (
  facts: ArticleFacts & { readonly slug: string },
  { idAuthority, idPattern }: Pick<Site, 'idAuthority' | 'idPattern'>,
  isTaken: (id: string) => boolean,
): string => {
  const id =
    idPattern === undefined
      ? `tag:${idAuthority}:${encodeURI(articlePath(facts).toWellFormed().normalize('NFC'))}`
      : fillPattern(idPattern, facts);
  return isTaken(id) ? `${id}~${firstFree((number) => isTaken(`${id}~${number}`))}` : id;
};
