import { checkAtom } from './atom.ts';
import type { Fault } from './fault.ts';
import { FaultList } from './fault-list.ts';
import { checkJsonFeed } from './json-feed.ts';
import { checkPaging } from './paging.ts';
import { checkRss } from './rss.ts';
import { childrenOf, readXml } from './xml-tree.ts';

/**
 * What in a finished document of a format (`rss`, `atom`, `json`) breaks the rules of that format and of RFC 5005, in
 * the order of the document; nothing where a validator would be silent.
 */
export const validateDocument = (format: 'rss' | 'atom' | 'json', text: string): readonly Fault[] => {
  if (format === 'json') return checkJsonFeed(text);
  const outcome = readXml(text);
  if (!outcome.ok) return [outcome.fault];
  const { root } = outcome;
  const list = new FaultList();
  if (format === 'rss') checkRss(root, list);
  else checkAtom(root, list);
  const head = format === 'rss' ? childrenOf(root, '', 'channel')[0] : root;
  if (head) checkPaging(head, list);
  return list.faults.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
};
