import type { FaultList } from './fault-list.ts';
import { childrenOf, namespaces, type XmlElement } from './xml-tree.ts';

const rfc = (section: string): string => `RFC 5005 §${section}`;

const pagingRels = ['first', 'last', 'previous', 'next', 'prev-archive', 'next-archive', 'current'];

/**
 * Checks by RFC 5005 how a document stands among those of its feed. `head` is Atom's `feed` or RSS' `channel`: both
 * carry Atom links and the elements of the history namespace.
 */
export const checkPaging = (head: XmlElement, list: FaultList): void => {
  const complete = list.count(
    head,
    { namespace: namespaces.history, name: 'complete', mayBeEmpty: true },
    rfc('2'),
  );
  const archive = list.count(
    head,
    { namespace: namespaces.history, name: 'archive', mayBeEmpty: true },
    rfc('4'),
  );
  const links = childrenOf(head, namespaces.atom, 'link');
  const withRel = (rel: string): readonly XmlElement[] =>
    links.filter(({ attributes }) => attributes.get('rel') === rel);
  for (const rel of pagingRels) {
    const [link, second] = withRel(rel);
    if (second) list.add(second, `there are two links with rel="${rel}"`, rfc('4'));
    if (link && complete.length > 0)
      list.add(link, `a complete feed has no link with rel="${rel}"`, rfc('2'));
  }
  if (complete.length > 0 && archive[0]) list.add(archive[0], 'a complete feed is no archive', rfc('2'));
  const [next] = withRel('next-archive');
  if (next && archive.length === 0)
    list.add(next, 'the subscription document has no newer archive than itself', rfc('4'));
  if (archive[0] && withRel('current').length === 0)
    list.add(archive[0], 'an archive does not name its subscription document (rel="current")', rfc('4'));
  const self = withRel('self')[0]?.attributes.get('href');
  for (const rel of ['prev-archive', 'next-archive']) {
    const [link] = withRel(rel);
    if (link && link.attributes.get('href') === self)
      list.add(link, `the link with rel="${rel}" leads to the document itself`, rfc('4'));
  }
};
