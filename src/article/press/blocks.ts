import type { Block } from '../article.ts';
import { LIST_MARK, type Unit } from './lines.ts';
import { countWords, endsSentence } from './words.ts';

/** A sub-heading is one short line. */
const HEADING_WORDS = 12;

/** Makes blocks of the lines of the text: runs of list lines become one list, short lines above text headings. */
export const toBlocks = (units: readonly Unit[]): Block[] => {
  const blocks: Block[] = [];
  let at = 0;
  while (at < units.length) {
    const items = listAt(units, at);
    const unit = units[at];
    if (items.length > 0) {
      blocks.push(toList(items));
      at += items.length;
    } else if (unit) {
      blocks.push({ kind: isHeading(units, at) ? 'heading' : 'paragraph', text: unit.text, line: unit.line });
      at++;
    }
  }
  return blocks;
};

const NUMBER = /^\(?(\d{1,2})[.)]\s/u;
const DASH = /^[–—]\s/u;
const LETTER_MARK = /^\(?[a-z][.)]\s/u;

/** The list lines from `at` on. A dash that opens speech, a lone number and a lone letter make no list. */
const listAt = (units: readonly Unit[], at: number): Unit[] => {
  const first = units[at]?.text ?? '';
  if (!LIST_MARK.test(first)) return [];
  const kind = markOf(first);
  const items: Unit[] = [];
  for (let index = at; index < units.length; index++) {
    const unit = units[index];
    if (!unit || !LIST_MARK.test(unit.text) || markOf(unit.text) !== kind) break;
    if (kind === 'number' && Number(NUMBER.exec(unit.text)?.[1]) !== items.length + 1) break;
    if (kind === 'dash' && items.length > 0 && unit.afterBlank) break;
    items.push(unit);
  }
  const enough = kind === 'bullet' ? 1 : 2;
  return items.length >= enough ? items : [];
};

const markOf = (text: string): 'number' | 'letter' | 'dash' | 'bullet' =>
  NUMBER.test(text) ? 'number' : DASH.test(text) ? 'dash' : LETTER_MARK.test(text) ? 'letter' : 'bullet';

const toList = (items: readonly Unit[]): Block => ({
  kind: 'list',
  items: items.map(({ text }) => text.replace(LIST_MARK, '')),
  ordered: NUMBER.test(items[0]?.text ?? ''),
  line: items[0]?.line ?? 1,
});

/** A short line that ends no sentence and has running text below it. */
const isHeading = (units: readonly Unit[], at: number): boolean => {
  const text = units[at]?.text ?? '';
  const next = units[at + 1]?.text;
  return (
    at > 0 &&
    next !== undefined &&
    countWords(text) <= HEADING_WORDS &&
    text.length <= 90 &&
    !endsSentence(text) &&
    !/[,;:]$/u.test(text) &&
    !/^["“«„‘(（「]/u.test(text) &&
    endsSentence(next)
  );
};

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The blocks as HTML: `p`, `h2`, `ul` and `ol`, their text escaped. */
export const blocksToHtml = (blocks: readonly Block[]): string => blocks.map(blockToHtml).join('\n');

const blockToHtml = (block: Block): string => {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${escapeText(block.text)}</p>`;
    case 'heading':
      return `<h2>${escapeText(block.text)}</h2>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li>${escapeText(item)}</li>`).join('')}</${tag}>`;
    }
  }
};
