import { isSupported } from './language-facts.ts';
import type { DateOrder } from './reading.ts';

/** How a language's CLDR short date is written: the order, and the mark between its numbers. */
export interface ShortDate {
  readonly order: DateOrder;
  readonly mark: string;
}

/** Tags whose short date is no guide: what people write there goes both ways. */
const undecided = /^(?:en|en-ca|fr-ca|es-pa|es-pr)$/i;

const remembered = new Map<string, ShortDate | undefined>();

const look = (tag: string): ShortDate | undefined => {
  if (undecided.test(tag) || !isSupported(tag)) return undefined;
  const parts = new Intl.DateTimeFormat(tag, { dateStyle: 'short', timeZone: 'UTC' }).formatToParts(0);
  const order = parts
    .filter(({ type }) => type === 'day' || type === 'month' || type === 'year')
    .map(({ type }) => (type[0] as string).toUpperCase())
    .join('');
  const mark = /[./-]/.exec(parts.find(({ type }) => type === 'literal')?.value ?? '')?.[0] ?? '';
  return order === 'DMY' || order === 'MDY' || order === 'YMD' ? { order, mark } : undefined;
};

/** The language's short date by CLDR, undefined for tags that decide nothing (`en`, `en-CA`, unknown ones). */
export const shortDateOf = (tag: string): ShortDate | undefined => {
  const known = remembered.get(tag);
  if (known !== undefined || remembered.has(tag)) return known;
  if (remembered.size > 1_000) remembered.clear();
  const found = look(tag);
  remembered.set(tag, found);
  return found;
};
