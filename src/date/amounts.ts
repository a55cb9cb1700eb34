import { glued, type Item, isMark } from './items.ts';

const currency = new Set('$€£¥₹₩₽₺₴₪฿₫₱₦');

/** The end of a number with the points and commas glued into it: 1,234.50. */
const groupEnd = (items: readonly Item[], at: number): number => {
  let end = at + 1;
  while (
    (isMark(items[end], '.') || isMark(items[end], ',')) &&
    glued(items[end]) &&
    items[end + 1]?.kind === 'number' &&
    glued(items[end + 1])
  )
    end += 2;
  return end;
};

/** The end of a price, a share or a number with its sign: £3.50, 3,50 €, 100%, #42; undefined where none begins. */
export const amountEnd = (items: readonly Item[], at: number): number | undefined => {
  const item = items[at] as Item;
  if (item.kind === 'mark') {
    const isSign = currency.has(item.text) || item.text === '#';
    return isSign && items[at + 1]?.kind === 'number' && glued(items[at + 1])
      ? groupEnd(items, at + 1)
      : undefined;
  }
  if (item.kind !== 'number') return undefined;
  const end = groupEnd(items, at);
  const sign = items[end];
  if (sign?.kind !== 'mark' || end > at + 3) return undefined;
  if (sign.text === '%' && glued(sign)) return end + 1;
  const isOfNext = items[end + 1]?.kind === 'number' && glued(items[end + 1]);
  return currency.has(sign.text) && !isOfNext && (glued(sign) || end > at + 1) ? end + 1 : undefined;
};

const since = new Set(['since', 'established', 'founded', 'seit', 'depuis', 'desde']);

/** Where a year may begin that is no part of a date: behind ©, Copyright, est., Since. */
const lonelyYearAt = (items: readonly Item[], at: number): number | undefined => {
  const { key, text } = items[at] as Item;
  // Without its point est is a zone: Wed Sep 16 21:52:00 EST 2015.
  if (key === 'est') return isMark(items[at + 1], '.') && glued(items[at + 1]) ? at + 2 : undefined;
  if (since.has(key)) return at + 1;
  if (key !== 'copyright' && text !== '©') return undefined;
  return isMark(items[at + 1], '©') ? at + 2 : at + 1;
};

/** The end of years that are no part of a date: © 2019-2024, Copyright 2024, est. 1851. */
export const copyrightEnd = (items: readonly Item[], at: number): number | undefined => {
  if (items[at]?.kind === 'number') return undefined;
  let end = lonelyYearAt(items, at);
  if (end === undefined) return undefined;
  const isFour = (place: number): boolean =>
    items[place]?.kind === 'number' && items[place]?.text.length === 4;
  if (!isFour(end)) return undefined;
  end += 1;
  while (/^[-,]$/.test(items[end]?.text ?? '') && isFour(end + 1)) end += 2;
  const isDate = /^[-/.]$/.test(items[end]?.text ?? '') && items[end + 1]?.kind === 'number';
  return isDate && glued(items[end]) ? undefined : end;
};
