/** As much of a DOM as the main text needs; linkedom's elements fit, whose own types lean on a browser's. */
export interface DomElement {
  readonly localName: string;
  readonly textContent: string | null;
  readonly innerHTML: string;
  readonly parentElement: DomElement | null;
  readonly children: Iterable<DomElement>;
  readonly childElementCount: number;
  readonly nextElementSibling: DomElement | null;
  readonly previousSibling: DomSibling | null;
  readonly nextSibling: DomSibling | null;
  outerHTML: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
  remove(): void;
}

/** A node beside an element; `nodeType` 3 is text. */
export interface DomSibling {
  readonly nodeType: number;
  readonly textContent: string | null;
}

/** A parsed page. */
export interface DomDocument {
  querySelectorAll(selector: string): Iterable<DomElement>;
}
