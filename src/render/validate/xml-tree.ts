import { SaxesParser } from 'saxes';
import type { Fault } from './fault.ts';

/** An element of a finished document. */
export interface XmlElement {
  /** Namespace name, empty for none. */
  readonly namespace: string;
  readonly name: string;
  /** Values by name; those with a namespace as `{namespace}name`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Text of the element itself, that of its children left out. */
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

interface Growing extends XmlElement {
  readonly children: Growing[];
  text: string;
}

/** A document read as XML: its outermost element, or the first place where it is not well-formed. */
export type XmlOutcome =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly fault: Fault };

/** Feeds are flat; the parser's work for a namespace grows with the depth. */
const DEEPEST = 200;

/** Characters read at a time: what follows the first fault is not looked at. */
const SLICE = 16_384;

/**
 * Reads a document strictly by XML 1.0 and Namespaces in XML 1.0. The first violation ends it, as it ends every reader
 * that goes by the rules.
 */
export const readXml = (text: string): XmlOutcome => {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: Growing[] = [];
  let root: Growing | undefined;
  let fault: Fault | undefined;
  parser.on('error', (error) => {
    fault ??= {
      message: `is not well-formed: ${error.message.replace(/^[^ ]*\d+:\d+: /, '')}`,
      source: 'XML 1.0',
      line: parser.line,
      column: parser.column + 1,
    };
  });
  parser.on('opentag', (tag) => {
    const attributes = new Map(
      Object.values(tag.attributes).map(({ uri, local, value }) => [
        uri === '' ? local : `{${uri}}${local}`,
        value,
      ]),
    );
    const element: Growing = {
      namespace: tag.uri,
      name: tag.local,
      attributes,
      children: [],
      text: '',
      line: parser.line,
      column: parser.column,
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
    if (open.length > DEEPEST)
      fault ??= { message: `is nested deeper than ${DEEPEST} elements`, source: 'Dateline' };
  });
  parser.on('closetag', () => void open.pop());
  const take = (piece: string): void => {
    const element = open.at(-1);
    if (element) element.text += piece;
  };
  parser.on('text', take);
  parser.on('cdata', take);
  for (let at = 0; at < text.length && fault === undefined; at += SLICE)
    parser.write(text.slice(at, at + SLICE));
  if (fault === undefined) parser.close();
  if (fault !== undefined || root === undefined) {
    return { ok: false, fault: fault ?? { message: 'has no element', source: 'XML 1.0 §2.1' } };
  }
  return { ok: true, root };
};

/** The children of a name in a namespace. */
export const childrenOf = (element: XmlElement, namespace: string, name: string): readonly XmlElement[] =>
  element.children.filter((child) => child.namespace === namespace && child.name === name);

/** Text of the first child of a name, without the white space around it; empty where there is none. */
export const textOf = (element: XmlElement, namespace: string, name: string): string =>
  childrenOf(element, namespace, name)[0]?.text.trim() ?? '';

/** Namespaces that feeds are made of. */
export const namespaces = {
  atom: 'http://www.w3.org/2005/Atom',
  content: 'http://purl.org/rss/1.0/modules/content/',
  dc: 'http://purl.org/dc/elements/1.1/',
  history: 'http://purl.org/syndication/history/1.0',
  itunes: 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  media: 'http://search.yahoo.com/mrss/',
  tombstones: 'http://purl.org/atompub/tombstones/1.0',
  html: 'http://www.w3.org/1999/xhtml',
} as const;
