import { isAbsoluteUri, isEmail, isHttpUrl, isLanguageTag, isMediaType, isRfc822 } from './fault.ts';
import type { FaultList } from './fault-list.ts';
import { childrenOf, namespaces, textOf, type XmlElement } from './xml-tree.ts';

const spec = 'RSS 2.0, https://www.rssboard.org/rss-specification';
const profile = 'RSS Best Practices, https://www.rssboard.org/rss-profile';

/** Elements that RSS itself has; all others need a namespace. */
const channelNames = new Set(
  'title link description language copyright managingEditor webMaster pubDate lastBuildDate category generator docs cloud ttl image rating textInput skipHours skipDays item'.split(
    ' ',
  ),
);
const itemNames = new Set(
  'title link description author category comments enclosure guid pubDate source'.split(' '),
);

const checkNames = (list: FaultList, parent: XmlElement, known: ReadonlySet<string>): void => {
  for (const child of parent.children) {
    if (child.namespace === '' && !known.has(child.name))
      list.add(child, `<${child.name}> is no element of <${parent.name}>`, spec);
  }
};

const checkDates = (list: FaultList, parent: XmlElement, names: readonly string[]): void => {
  for (const name of names) {
    for (const date of list.count(parent, { name }, spec)) {
      list.expect(isRfc822(date.text), date, `<${name}> ${date.text} is no RFC 822 date`, spec);
    }
  }
};

const checkLinks = (list: FaultList, parent: XmlElement, names: readonly string[]): void => {
  for (const name of names) {
    for (const link of childrenOf(parent, '', name)) {
      const isAddress = isAbsoluteUri(link.text.trim());
      list.expect(isAddress, link, `<${name}> ${link.text.trim()} is no absolute address`, spec);
    }
  }
};

const checkPeople = (list: FaultList, parent: XmlElement, names: readonly string[]): void => {
  for (const name of names) {
    for (const person of list.count(parent, { name }, spec)) {
      const address = person.text.trim().split(' ')[0] ?? '';
      list.expect(isEmail(address), person, `<${name}> has no email address`, spec);
    }
  }
};

const checkEnclosures = (list: FaultList, item: XmlElement): void => {
  for (const enclosure of childrenOf(item, '', 'enclosure')) {
    const value = (name: string): string => enclosure.attributes.get(name) ?? '';
    list.expect(isHttpUrl(value('url')), enclosure, `<enclosure> has no web address as url`, spec);
    list.expect(/^\d+$/.test(value('length')), enclosure, '<enclosure> has no length in bytes', spec);
    list.expect(isMediaType(value('type')), enclosure, '<enclosure> has no media type', spec);
  }
};

const checkGuid = (list: FaultList, item: XmlElement, seen: Set<string>): void => {
  for (const guid of list.count(item, { name: 'guid' }, spec)) {
    const isPermalink = (guid.attributes.get('isPermaLink') ?? 'true') !== 'false';
    list.expect(!isPermalink || isHttpUrl(guid.text), guid, `<guid> ${guid.text} is no permalink`, spec);
    list.expect(!seen.has(guid.text), guid, `<guid> ${guid.text} is that of two items`, profile);
    seen.add(guid.text);
  }
};

const checkItem = (list: FaultList, item: XmlElement, seen: Set<string>): void => {
  list.entryId = textOf(item, '', 'guid') || textOf(item, '', 'link') || undefined;
  checkNames(list, item, itemNames);
  for (const name of ['title', 'link', 'comments', 'source']) list.count(item, { name }, spec);
  list.count(item, { name: 'description', mayBeEmpty: true }, spec);
  list.count(item, { namespace: namespaces.content, name: 'encoded', mayBeEmpty: true }, profile);
  const hasText = textOf(item, '', 'title') !== '' || textOf(item, '', 'description') !== '';
  list.expect(hasText, item, '<item> has neither title nor description', spec);
  checkLinks(list, item, ['link', 'comments']);
  checkDates(list, item, ['pubDate']);
  checkPeople(list, item, ['author']);
  checkEnclosures(list, item);
  checkGuid(list, item, seen);
  for (const source of childrenOf(item, '', 'source')) {
    list.expect(isHttpUrl(source.attributes.get('url') ?? ''), source, '<source> has no url', spec);
  }
  list.entryId = undefined;
};

const checkImage = (list: FaultList, channel: XmlElement): void => {
  for (const image of list.count(channel, { name: 'image' }, spec)) {
    for (const name of ['url', 'title', 'link']) list.count(image, { name, least: 1 }, spec);
    checkLinks(list, image, ['url', 'link']);
  }
};

/** The document's address for itself: without it a reader that has a copy cannot find the feed (RSS profile). */
const checkSelf = (list: FaultList, channel: XmlElement): void => {
  const links = childrenOf(channel, namespaces.atom, 'link');
  const self = links.filter((link) => link.attributes.get('rel') === 'self');
  list.expect(self.length === 1, channel, '<channel> needs one <atom:link rel="self">', profile);
  for (const link of links) {
    const href = link.attributes.get('href') ?? '';
    list.expect(isHttpUrl(href), link, `<atom:link> ${href} is no absolute address`, 'RFC 4287 §4.2.7');
  }
};

/** Checks an RSS 2.0 document as the specification and the RSS Board's profile have it. */
export const checkRss = (root: XmlElement, list: FaultList): void => {
  const isRss = root.namespace === '' && root.name === 'rss' && root.attributes.get('version') === '2.0';
  list.expect(isRss, root, 'the outermost element is not <rss version="2.0">', spec);
  const [channel] = list.count(root, { name: 'channel', least: 1 }, spec);
  if (channel === undefined) return;
  checkNames(list, channel, channelNames);
  for (const name of ['title', 'link']) list.count(channel, { name, least: 1 }, spec);
  list.count(channel, { name: 'description', least: 1, mayBeEmpty: true }, spec);
  for (const name of ['copyright', 'generator', 'docs', 'ttl']) list.count(channel, { name }, spec);
  checkLinks(list, channel, ['link', 'docs']);
  checkDates(list, channel, ['pubDate', 'lastBuildDate']);
  checkPeople(list, channel, ['managingEditor', 'webMaster']);
  for (const language of list.count(channel, { name: 'language' }, spec)) {
    list.expect(
      isLanguageTag(language.text),
      language,
      `<language> ${language.text} is no language tag`,
      spec,
    );
  }
  for (const ttl of childrenOf(channel, '', 'ttl')) {
    list.expect(/^\d+$/.test(ttl.text), ttl, '<ttl> is no number of minutes', spec);
  }
  checkImage(list, channel);
  checkSelf(list, channel);
  const items = childrenOf(channel, '', 'item');
  const afterItem = channel.children
    .slice(channel.children.indexOf(items[0]!))
    .find(({ name }) => name !== 'item');
  if (items.length > 0 && afterItem)
    list.add(afterItem, `<${afterItem.name}> stands between or behind the items`, profile);
  const seen = new Set<string>();
  for (const item of items) checkItem(list, item, seen);
};
