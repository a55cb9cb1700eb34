import { Parser } from 'htmlparser2';
import { isAsideNamed, isDateNamed, isHidden, isUnseen, namesOf } from './element-names.ts';
import { type Attributes, addProperty, attributeValue, propertiesOf, typeOf } from './items.ts';
import { type Aside, emptyOutline, type Item, type Outline, type TimeMark } from './outline.ts';

/** Deeper, or more of it, is not what a page says of itself. */
const MOST_DEPTH = 600;
const MOST_ELEMENTS = 60_000;
const MOST_LISTED = 400;
const MOST_LINES = 1_500;
const MOST_JSON = 40;
const LONGEST_LINE = 600;
const LONGEST_JSON = 2_000_000;

const SILENT = new Set(
  'script style template noscript svg math iframe object select textarea button canvas'.split(' '),
);
/** Elements within a line; any other begins a new one. */
const INLINE = new Set(
  'a abbr b bdi bdo cite code data del dfn em font i img ins kbd label mark q ruby rt s samp small span strike strong sub sup time tt u var wbr meta link source'.split(
    ' ',
  ),
);

const ASIDE_ELEMENTS = new Set(['nav', 'aside', 'form', 'dialog', 'menu']);

interface Open {
  readonly name: string;
  /** Names of the element and of those around it, nearest first. */
  readonly hint: string;
  readonly aside: Aside | undefined;
  readonly inMain: boolean;
  readonly item: Item | undefined;
  readonly silent: boolean;
  /** Said to screen readers only: no part of a line or of a property's value. */
  readonly unseen: boolean;
  /** What the element's text is the value of, once it ends. */
  readonly captures: readonly Capture[];
}

interface Capture {
  text: string;
  readonly done: (text: string) => void;
}

class Enough extends Error {}

/**
 * Reads a page once from front to back and lists what it says of itself. No tree is built: cost is linear in the
 * length, and depth and number of elements are bounded. Never throws for content.
 */
export const scanPage = (html: string): Outline => {
  const scanner = new Scanner();
  try {
    const parser = new Parser(scanner, {
      decodeEntities: true,
      lowerCaseTags: true,
      lowerCaseAttributeNames: true,
    });
    parser.write(html);
    parser.end();
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  scanner.flush();
  return scanner.outline;
};

class Scanner {
  readonly outline: Outline = emptyOutline();
  readonly #stack: Open[] = [];
  /** Those whose element is open. */
  #captures: Capture[] = [];
  #elements = 0;
  #order = 0;
  #line = '';
  #lineElement = 'body';
  #lineHint = '';
  #time: TimeMark | undefined;
  /** How deep the element of `#time` stands. */
  #timeDepth = 0;

  onopentag(name: string, attributes: Attributes): void {
    if (++this.#elements > MOST_ELEMENTS || this.#stack.length > MOST_DEPTH) throw new Enough();
    if (!INLINE.has(name)) this.flush(name);
    const parent = this.#stack.at(-1);
    this.#note(name, attributes, parent);
    const open = this.#open(name, attributes, parent);
    this.#stack.push(open);
    this.#captures.push(...open.captures);
    if (INLINE.has(name) && this.#lineHint !== '') this.#lineHint += ` ${namesOf(attributes)}`.slice(0, 200);
  }

  onclosetag(name: string): void {
    const open = this.#stack.pop();
    if (!open) return;
    if (!INLINE.has(name)) this.flush(this.#stack.at(-1)?.name ?? 'body');
    if (open.captures.length > 0) this.#captures = this.#captures.filter((it) => !open.captures.includes(it));
    for (const { text, done } of open.captures) done(text.trim());
    if (this.#stack.length < this.#timeDepth) {
      this.#time = undefined;
      this.#timeDepth = 0;
    }
  }

  ontext(text: string): void {
    const open = this.#stack.at(-1);
    if (open?.unseen) {
      this.#line += ' ';
      return;
    }
    for (const capture of this.#captures) if (capture.text.length < LONGEST_JSON) capture.text += text;
    if (!open || open.silent || open.name === 'title') return;
    if (this.#line.length < LONGEST_LINE) this.#line += text;
    if (this.#time && this.#time.text.length < 200) this.#time.text += text;
    if (this.#lineHint === '') this.#lineHint = open.hint;
  }

  oncomment(text: string): void {
    if (this.outline.comments.length < MOST_LISTED) this.outline.comments.push(text.slice(0, 2000));
  }

  /** Ends the line of text that was begun. */
  flush(next = 'body'): void {
    const text = this.#line.replace(/\s+/gu, ' ').trim();
    const open = this.#stack.at(-1);
    if (text !== '' && this.outline.lines.length < MOST_LINES) {
      this.outline.lines.push({
        text,
        order: this.#order++,
        element: this.#lineElement,
        hint: this.#lineHint,
        aside: open?.aside,
        inMain: open?.inMain ?? false,
      });
    }
    this.#line = '';
    this.#lineElement = next;
    this.#lineHint = '';
  }

  #open(name: string, attributes: Attributes, parent: Open | undefined): Open {
    const own = namesOf(attributes);
    const isArticle = name === 'article' || name === 'main' || attributes.role === 'main';
    const beside =
      !['html', 'body', 'main', 'article', 'h1'].includes(name) &&
      (ASIDE_ELEMENTS.has(name) ||
        (name === 'footer' && parent?.inMain !== true) ||
        isAsideNamed(attributes));
    const aside: Aside | undefined = beside ? { parent: parent?.aside } : parent?.aside;
    const captures: Capture[] = [];
    const item = this.#item({ name, attributes, parent, aside, captures });
    this.#capture(name, attributes, { aside, captures });
    if (name === 'time') this.#line += ' ';
    if (name === 'time' || (name === 'abbr' && /\b(?:published|updated|dt-\w+|dtstart)\b/u.test(own))) {
      this.#time = this.#mark(name, attributes, { own, aside, parent });
      this.#timeDepth = this.#stack.length + 1;
    } else if (this.#time === undefined && isDateNamed(attributes)) {
      this.#time = this.#mark(name, {}, { own, aside, parent });
      this.#timeDepth = this.#stack.length + 1;
    }
    return {
      name,
      hint: parent ? `${own} ${parent.hint}`.slice(0, 400) : own,
      aside,
      inMain: (parent?.inMain ?? false) || isArticle,
      item,
      silent: (parent?.silent ?? false) || SILENT.has(name) || isHidden(attributes),
      unseen: (parent?.unseen ?? false) || isUnseen(attributes, parent),
      captures,
    };
  }

  #mark(
    name: string,
    attributes: Attributes,
    { own, aside, parent }: { own: string; aside: Aside | undefined; parent: Open | undefined },
  ): TimeMark {
    const mark: TimeMark = {
      machine: (name === 'time' ? attributes.datetime : attributes.title)?.trim() || undefined,
      text: '',
      order: this.#order,
      names: 'pubdate' in attributes ? `${own} published` : own,
      hint: (parent?.hint ?? '').slice(0, 200),
      aside,
      inMain: parent?.inMain ?? false,
      before: this.#line.replace(/\s+/gu, ' ').trim(),
    };
    if (this.outline.times.length < MOST_LISTED) this.outline.times.push(mark);
    return mark;
  }

  /** Elements whose meaning is in their attributes. */
  #note(name: string, attributes: Attributes, parent: Open | undefined): void {
    const { outline } = this;
    if (name === 'html') {
      outline.language ??= attributes.lang ?? attributes['xml:lang'];
      for (const [key, value] of Object.entries(attributes).slice(0, 30)) outline.attributes.set(key, value);
    } else if (name === 'base') outline.base ??= attributes.href;
    else if (name === 'meta') this.#meta(attributes);
    else if (name === 'link' && attributes.rel !== undefined && attributes.href !== undefined) {
      this.#link(attributes, '', true, parent?.aside);
    } else if ((name === 'audio' || (name === 'source' && parent?.name === 'audio')) && attributes.src) {
      outline.audio.push({ url: attributes.src, type: attributes.type, aside: parent?.aside });
    }
  }

  #meta(attributes: Attributes): void {
    const content = attributes.content?.trim();
    const keys = [attributes.property, attributes.name, attributes['http-equiv']];
    if (content === undefined || content === '' || this.outline.metas.length >= MOST_LISTED) return;
    for (const key of keys) {
      for (const one of key?.toLowerCase().split(/\s+/u) ?? []) {
        if (one !== '') this.outline.metas.push({ key: one, content: content.slice(0, 4000) });
      }
    }
  }

  #link(attributes: Attributes, text: string, isElement: boolean, aside: Aside | undefined): void {
    if (this.outline.links.length >= MOST_LISTED) return;
    const rel = attributes.rel?.toLowerCase() ?? '';
    this.outline.links.push({ rel, href: attributes.href?.trim() ?? '', text, isElement, aside });
  }

  /** Elements whose meaning is in their text. */
  #capture(
    name: string,
    attributes: Attributes,
    at: { aside: Aside | undefined; captures: Capture[] },
  ): void {
    const { outline } = this;
    const capture = (done: (text: string) => void): void => void at.captures.push({ text: '', done });
    if (name === 'title' && outline.title === '' && !this.#stack.some((open) => open.name === 'svg')) {
      capture((text) => {
        outline.title ||= fold(text.slice(0, 2000));
      });
    } else if (name === 'script' && /^\s*application\/ld\+json/iu.test(attributes.type ?? '')) {
      if (outline.jsonLd.length < MOST_JSON) capture((text) => void outline.jsonLd.push(text));
    } else if (name === 'a' && /(?:^|\s)(?:author|tag)(?:\s|$)/iu.test(attributes.rel ?? '')) {
      capture((text) => this.#link(attributes, fold(text.slice(0, 400)), false, at.aside));
    }
  }

  /** Microdata, RDFa and microformats: opens an item, or gives the one around it a property. */
  #item({
    name,
    attributes,
    parent,
    aside,
    captures,
  }: {
    name: string;
    attributes: Attributes;
    parent: Open | undefined;
    aside: Aside | undefined;
    captures: Capture[];
  }): Item | undefined {
    const around = parent?.item;
    const properties = propertiesOf(name, attributes, around);
    const type = typeOf(attributes, properties, around);
    if (type === undefined && properties.length === 0) return around;
    const owner = around ?? this.#pageItem();
    if (type !== undefined) {
      const item: Item = {
        type,
        properties: new Map(),
        parent: properties.length > 0 ? owner : undefined,
        aside,
      };
      if (this.outline.items.length < MOST_LISTED) this.outline.items.push(item);
      for (const property of properties) addProperty(owner, property, item);
      return item;
    }
    const value = attributeValue(name, attributes);
    for (const property of properties) {
      if (value !== undefined) addProperty(owner, property, value);
      else
        captures.push({ text: '', done: (text) => addProperty(owner, property, fold(text.slice(0, 1000))) });
    }
    return around;
  }

  /** Properties outside of any item are the page's own. */
  #pageItem(): Item {
    const [first] = this.outline.items;
    if (first?.type === '') return first;
    const item: Item = { type: '', properties: new Map(), parent: undefined, aside: undefined };
    this.outline.items.unshift(item);
    return item;
  }
}

const fold = (text: string): string => text.replace(/\s+/gu, ' ').trim();
