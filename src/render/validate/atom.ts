import { isAbsoluteUri, isEmail, isMediaType, isRfc3339 } from './fault.ts';
import type { FaultList } from './fault-list.ts';
import { childrenOf, namespaces, textOf, type XmlElement } from './xml-tree.ts';

const { atom } = namespaces;
const rfc = (section: string): string => `RFC 4287 §${section}`;

const feedNames = new Set(
  'author category contributor generator icon id link logo rights subtitle title updated entry'.split(' '),
);
const entryNames = new Set(
  'author category content contributor id link published rights source summary title updated'.split(' '),
);

const checkNames = (list: FaultList, parent: XmlElement, known: ReadonlySet<string>): void => {
  for (const child of parent.children) {
    if (child.namespace === '') list.add(child, `<${child.name}> has no namespace`, rfc('6.3'));
    else if (child.namespace === atom && !known.has(child.name))
      list.add(child, `<${child.name}> is no element of <${parent.name}>`, rfc('4'));
  }
};

const checkId = (list: FaultList, parent: XmlElement): string => {
  const [id] = list.count(parent, { namespace: atom, name: 'id', least: 1 }, rfc('4.2.6'));
  const text = id?.text ?? '';
  if (id) list.expect(isAbsoluteUri(text), id, `<id> ${text} is no absolute URI`, rfc('4.2.6'));
  return text;
};

const checkDate = (list: FaultList, parent: XmlElement, name: string, least: number): void => {
  for (const date of list.count(parent, { namespace: atom, name, least }, rfc('3.3'))) {
    list.expect(isRfc3339(date.text), date, `<${name}> ${date.text} is no RFC 3339 date`, rfc('3.3'));
  }
};

/** Text constructs (§3.1): plain text and HTML hold no elements, XHTML holds one `div`. */
const checkText = (list: FaultList, parent: XmlElement, name: string, least: number): void => {
  const mayBeEmpty = name !== 'title' || least === 0;
  for (const text of list.count(parent, { namespace: atom, name, least, mayBeEmpty }, rfc('3.1'))) {
    const type = text.attributes.get('type') ?? 'text';
    list.expect(
      ['text', 'html', 'xhtml'].includes(type),
      text,
      `<${name}> has the type ${type}`,
      rfc('3.1.1'),
    );
    const isFit = type === 'xhtml' ? text.children.length === 1 : text.children.length === 0;
    list.expect(isFit, text, `<${name}> of type ${type} has other elements than it may`, rfc('3.1.1'));
  }
};

const checkPeople = (list: FaultList, parent: XmlElement): void => {
  for (const kind of ['author', 'contributor']) {
    for (const person of childrenOf(parent, atom, kind)) {
      list.count(person, { namespace: atom, name: 'name', least: 1 }, rfc('3.2.1'));
      for (const uri of list.count(person, { namespace: atom, name: 'uri' }, rfc('3.2.2'))) {
        list.expect(isAbsoluteUri(uri.text), uri, `<uri> ${uri.text} is no absolute address`, rfc('3.2.2'));
      }
      for (const email of list.count(person, { namespace: atom, name: 'email' }, rfc('3.2.3'))) {
        list.expect(isEmail(email.text), email, `<email> ${email.text} is no address`, rfc('3.2.3'));
      }
    }
  }
};

const checkCategories = (list: FaultList, parent: XmlElement): void => {
  for (const category of childrenOf(parent, atom, 'category')) {
    const term = category.attributes.get('term') ?? '';
    list.expect(term !== '', category, '<category> has no term', rfc('4.2.2.1'));
  }
};

const checkLinks = (list: FaultList, parent: XmlElement): void => {
  const alternates = new Set<string>();
  for (const link of childrenOf(parent, atom, 'link')) {
    const { attributes } = link;
    const href = attributes.get('href') ?? '';
    list.expect(isAbsoluteUri(href), link, `<link> ${href} is no absolute address`, rfc('4.2.7.1'));
    const type = attributes.get('type');
    list.expect(type === undefined || isMediaType(type), link, `<link> has the type ${type}`, rfc('4.2.7.3'));
    const length = attributes.get('length');
    list.expect(
      length === undefined || /^\d+$/.test(length),
      link,
      '<link> has no length in bytes',
      rfc('4.2.7.6'),
    );
    if ((attributes.get('rel') ?? 'alternate') !== 'alternate') continue;
    const key = `${type ?? ''} ${attributes.get('hreflang') ?? ''}`;
    list.expect(
      !alternates.has(key),
      link,
      'two alternate links have the same type and language',
      rfc('4.1.1'),
    );
    alternates.add(key);
  }
};

const checkContent = (list: FaultList, entry: XmlElement): void => {
  const [content] = list.count(entry, { namespace: atom, name: 'content', mayBeEmpty: true }, rfc('4.1.2'));
  const hasAlternate = childrenOf(entry, atom, 'link').some(
    ({ attributes }) => (attributes.get('rel') ?? 'alternate') === 'alternate',
  );
  list.expect(
    content !== undefined || hasAlternate,
    entry,
    '<entry> has neither content nor an alternate link',
    rfc('4.1.2'),
  );
  const isBlank = (content?.text.trim() ?? '') === '' && (content?.children.length ?? 0) === 0;
  const hasSource = content?.attributes.has('src') ?? false;
  const hasSummary = textOf(entry, atom, 'summary') !== '';
  list.expect(
    !isBlank || hasSummary || hasSource,
    entry,
    '<entry> has neither content nor summary',
    rfc('4.1.1.1'),
  );
};

const checkEntry = (list: FaultList, entry: XmlElement, seen: Set<string>, hasAuthor: boolean): void => {
  list.entryId = textOf(entry, atom, 'id') || undefined;
  checkNames(list, entry, entryNames);
  const id = checkId(list, entry);
  const key = `${id} ${textOf(entry, atom, 'updated')}`;
  list.expect(!seen.has(key), entry, `two entries have the id ${id} and the same <updated>`, rfc('4.1.1'));
  seen.add(key);
  checkDate(list, entry, 'updated', 1);
  checkDate(list, entry, 'published', 0);
  checkText(list, entry, 'title', 1);
  for (const name of ['summary', 'rights']) checkText(list, entry, name, 0);
  checkPeople(list, entry);
  checkCategories(list, entry);
  checkLinks(list, entry);
  checkContent(list, entry);
  const source = childrenOf(entry, atom, 'source')[0];
  const isSigned =
    hasAuthor || [entry, source].some((each) => each && childrenOf(each, atom, 'author').length > 0);
  list.expect(isSigned, entry, '<entry> has no author and the feed has none', rfc('4.1.2'));
  list.entryId = undefined;
};

const checkTombstones = (list: FaultList, root: XmlElement): void => {
  for (const deleted of childrenOf(root, namespaces.tombstones, 'deleted-entry')) {
    const ref = deleted.attributes.get('ref') ?? '';
    const when = deleted.attributes.get('when') ?? '';
    list.expect(isAbsoluteUri(ref), deleted, '<at:deleted-entry> has no ref', 'RFC 6721 §3');
    list.expect(
      isRfc3339(when),
      deleted,
      `<at:deleted-entry> when="${when}" is no RFC 3339 date`,
      'RFC 6721 §3',
    );
  }
};

/** Checks an Atom 1.0 feed document by RFC 4287, and tombstones in it by RFC 6721. */
export const checkAtom = (root: XmlElement, list: FaultList): void => {
  const isFeed = root.namespace === atom && root.name === 'feed';
  list.expect(isFeed, root, 'the outermost element is not <feed> of Atom', rfc('4.1.1'));
  if (!isFeed) return;
  checkNames(list, root, feedNames);
  checkId(list, root);
  checkDate(list, root, 'updated', 1);
  checkText(list, root, 'title', 1);
  for (const name of ['subtitle', 'rights']) checkText(list, root, name, 0);
  for (const name of ['generator', 'icon', 'logo']) list.count(root, { namespace: atom, name }, rfc('4.1.1'));
  checkPeople(list, root);
  checkCategories(list, root);
  checkLinks(list, root);
  const self = childrenOf(root, atom, 'link').filter(({ attributes }) => attributes.get('rel') === 'self');
  list.expect(self.length === 1, root, '<feed> needs one link with rel="self"', rfc('4.1.1'));
  checkTombstones(list, root);
  const hasAuthor = childrenOf(root, atom, 'author').length > 0;
  const seen = new Set<string>();
  for (const entry of childrenOf(root, atom, 'entry')) checkEntry(list, entry, seen, hasAuthor);
};
