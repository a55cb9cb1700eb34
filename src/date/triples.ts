import { type DatePiece, type DateValue, fullDate, refusedDate } from './date-piece.ts';
import { digits, glued, type Item, isMark } from './items.ts';

const triple = new Set(['.', '/', ':', '-']);

/** Whether a number hangs at `at`, glued by a mark: part of a longer chain such as 192.168.1.1. */
export const chained = (items: readonly Item[], at: number): boolean =>
  items[at]?.kind === 'mark' &&
  triple.has(items[at]?.text ?? '') &&
  glued(items[at]) &&
  items[at + 1]?.kind === 'number' &&
  glued(items[at + 1]);

interface Triple {
  readonly a: Item;
  readonly b: Item;
  readonly c: Item;
  readonly mark: string;
  readonly next: number;
}

const readTriple = (items: readonly Item[], at: number): Triple | undefined => {
  const a = items[at];
  const one = items[at + 1];
  const b = items[at + 2];
  const two = items[at + 3];
  const c = items[at + 4];
  if (one?.kind !== 'mark' || !triple.has(one.text) || two?.text !== one.text) return undefined;
  if (a === undefined || b?.kind !== 'number' || c?.kind !== 'number') return undefined;
  const spacing = one.spaced === two.spaced && b.spaced === c.spaced;
  if (!spacing && one.text !== '.') return undefined;
  if (one.spaced && !b.spaced) return undefined;
  return { a, b, c, mark: one.text, next: at + 5 };
};

/** Y-M-D-h-m and the like: the numbers behind the day are a time, or the whole is no date. */
const valueOfTriple = ({ a, b, c, mark }: Triple, isLog: boolean): DateValue | undefined => {
  const sizes = [digits(a), digits(b), digits(c)] as const;
  // 2015:09:16 is EXIF's; 2015:21:52:00 is the end of a server log's date and its time.
  if (mark === ':' && (sizes.join('') !== '422' || b.value > 12 || isLog)) return undefined;
  if (sizes[0] === 4 && sizes[1] <= 2 && sizes[2] <= 2) return fullDate(a.value, b.value, c.value);
  if (sizes[0] > 2 || sizes[1] > 2) return undefined;
  if (sizes[2] === 4) return { form: 'numeric', numbers: [a.value, b.value, c.value], mark, longYear: true };
  if (sizes[2] === 3) return undefined;
  if (sizes[2] <= 2 && (sizes[0] === 2 || sizes[2] === 2)) {
    const value = { form: 'numeric', numbers: [a.value, b.value, c.value], mark, longYear: false } as const;
    if (sizes[0] === sizes[2]) return value;
    return { ...value, yearAt: sizes[0] === 2 ? 'first' : 'last' };
  }
  return undefined;
};

const isTimeBehind = (items: readonly Item[], at: number): boolean =>
  digits(items[at]) <= 2 &&
  /^[:.]$/.test(items[at + 1]?.text ?? '') &&
  digits(items[at + 2]) === 2 &&
  glued(items[at + 2]);

/** Three numbers with the same mark between them: 2015-09-16, 16/09/2015, 16.9.15. */
export const matchTriple = (items: readonly Item[], at: number): DatePiece | undefined => {
  const found = readTriple(items, at);
  if (found === undefined) return undefined;
  const value = valueOfTriple(found, isMark(items[found.next], ':'));
  if (value === undefined) return undefined;
  let to = found.next;
  const piece = {
    kind: 'date',
    from: at,
    notation: value.form === 'full' ? 'year-month-day' : 'numeric',
  } as const;
  if (chained(items, to) && !isMark(items[to], ':') && !isTimeBehind(items, to + 1)) {
    const code = found.mark === '.' && value.form === 'numeric' ? undefined : 'unparsable';
    return code && { ...piece, to: to + 2, value: refusedDate(code, 'more numbers hang on it') };
  }
  // The dot behind the last number of `2015. 9. 16.` belongs to it.
  if (found.mark === '.' && isMark(items[to], '.') && glued(items[to])) to++;
  return { ...piece, to, value };
};
