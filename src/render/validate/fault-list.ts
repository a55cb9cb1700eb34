import type { Fault } from './fault.ts';
import { childrenOf, type XmlElement } from './xml-tree.ts';

/** Gathers what is wrong in an XML document; `entryId` is that of the entry under way. */
export class FaultList {
  readonly faults: Fault[] = [];
  entryId: string | undefined;

  /** Notes a fault at an element. */
  add(element: XmlElement, message: string, source: string): void {
    const { line, column } = element;
    const { entryId } = this;
    this.faults.push({ message, source, line, column, ...(entryId !== undefined && { entryId }) });
  }

  /** Notes a fault where a claim does not hold. */
  expect(claim: boolean, element: XmlElement, message: string, source: string): void {
    if (!claim) this.add(element, message, source);
  }

  /** Checks how often a child may stand in an element, and that it is not empty; answers the children. */
  count(
    parent: XmlElement,
    { namespace = '', name, least = 0, most = 1, mayBeEmpty = false }: ChildRule,
    source: string,
  ): readonly XmlElement[] {
    const found = childrenOf(parent, namespace, name);
    if (found.length < least) this.add(parent, `<${parent.name}> has no <${name}>`, source);
    const extra = found[most];
    if (extra) this.add(extra, `<${parent.name}> has more than ${most} <${name}>`, source);
    for (const child of mayBeEmpty ? [] : found) {
      if (child.text.trim() === '' && child.children.length === 0)
        this.add(child, `<${name}> is empty`, source);
    }
    return found;
  }
}

/** How often a child may stand in its parent. */
export interface ChildRule {
  readonly namespace?: string;
  readonly name: string;
  readonly least?: number;
  readonly most?: number;
  readonly mayBeEmpty?: boolean;
}
