import type { Article } from '../article.ts';
import { hashText } from '../hash.ts';

/**
 * What stands before every HTML id of the article's entry, so that those of several entries on one page do not meet.
 * It follows from the article's id alone and stays as long as that does.
 */
export const idPrefixOf = ({ id }: Pick<Article, 'id'>): string => `e${hashText(id).slice(0, 8)}-`;
