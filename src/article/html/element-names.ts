import type { Attributes } from './items.ts';

/** A class or id by which pages mark what is beside the article. */
const ASIDE_NAME =
  /^(?:[\w-]*[-_])?(?:comments?|commentlist|respond|disqus|replies|related|recommend(?:ed|ations?)?|recirc|sidebar|side-bar|widget|widgets|mostread|most-read|most-popular|popular|trending|newsletter|promo|menu|navbar|navigation|breadcrumbs?|share|sharing|social|teasers?|more-stories|read-?more|readnext|outbrain|taboola|cookie|consent|popup|modal|overlay|advert|advertisement|ad-slot|sponsor(?:ed)?|masthead|site-header|site-footer|global-header|bottom-bar|topbar|ticker|carousel|pagination|prev-next|post-navigation|author-bio|authorbox|upnext|latest|jp-relatedposts|h-cite|u-comment|p-comment)(?:[-_][\w-]*)?$/u;
const NOT_ASIDE_NAME =
  /^(?:has|no|with|without|is|hide|show|js|page|single|u|col|article|post|entry|content|story)[-_]/u;

/** Classes of labels that only screen readers say: `Post author`, `Post date`. */
const SPOKEN =
  /(?:^|\s)(?:screen-reader-text|screen-reader-only|sr-only|visually-?hidden|u-visually-hidden|assistive-text|element-invisible|is-visually-hidden)(?:\s|$)/iu;

/** By what names an element goes: its class, id, and what it says of its meaning, in lower case. */
export const namesOf = (attributes: Attributes): string => {
  let names = '';
  for (const key of ['class', 'id', 'rel', 'itemprop', 'property', 'data-testid']) {
    const value = attributes[key];
    if (value !== undefined && value !== '') names += `${value} `;
  }
  return names.toLowerCase().slice(0, 200);
};

/** Anchors and buttons that wikis and generators put into headings. */
const TOOL = /(?:^|\s)(?:headerlink|hash-link|anchorjs-link|heading-anchor|mw-editsection)(?:\s|$)/u;

/** Whether an element within `parent` holds what no reader of the page sees or reads as its text. */
export const isUnseen = (attributes: Attributes, parent: { readonly name: string } | undefined): boolean => {
  const classes = attributes.class ?? '';
  if (classes === '') return false;
  // A headline or a date may be said to screen readers alone, where the page shows a picture of it.
  return TOOL.test(classes) || (SPOKEN.test(classes) && parent?.name !== 'h1' && parent?.name !== 'time');
};

/** Classes by which templates name an element that holds nothing but a date. */
const DATE_NAME =
  /(?:^|\s)(?:[\w-]*[-_])?(?:date|datum|fecha|pubdate|publish(?:ed)?-?date|post-?date|entry-?date|timestamp|date-?time|dateline)(?:\s|$)/u;

/** Whether an element's class says that it holds a date. */
export const isDateNamed = ({ class: names }: Attributes): boolean =>
  names !== undefined && names.length < 200 && DATE_NAME.test(names.toLowerCase());

/** Whether an element says itself that it isn't shown. */
export const isHidden = (attributes: Attributes): boolean =>
  'hidden' in attributes || /display\s*:\s*none/iu.test(attributes.style ?? '');

/** Whether an element's class or id says that it stands beside the article. */
export const isAsideNamed = (attributes: Attributes): boolean =>
  `${attributes.class ?? ''} ${attributes.id ?? ''}`
    .slice(0, 400)
    .toLowerCase()
    .split(/\s+/u)
    .some((name) => name.length < 60 && ASIDE_NAME.test(name) && !NOT_ASIDE_NAME.test(name));
