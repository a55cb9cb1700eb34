/** Number of letters to add, drop, change or swap with the next (optimal string alignment), in three rows. */
const distance = (a: string, b: string): number => {
  let before: readonly number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwapped ? before[j - 2]! + 1 : change;
      next.push(Math.min(change, swap, row[j]! + 1, next[j - 1]! + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
};

/** Longer words than any name of ours are not compared: the cost is the product of the lengths. */
const LONGEST = 60;

const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_\s]/g, '');

/**
 * The known name that is meant by `name`, or undefined when none is near.
 * Letter case, `-` and `_` don't count; at most two letters in five may differ.
 */
export const nearest = (name: string, known: readonly string[]): string | undefined => {
  if (name.length > LONGEST) return undefined;
  const wanted = plain(name);
  const ranked = known
    .map((candidate) => ({ candidate, steps: distance(wanted, plain(candidate)) }))
    .sort((a, b) => a.steps - b.steps);
  const best = ranked[0];
  return best && best.steps <= Math.max(1, Math.floor(wanted.length * 0.4)) ? best.candidate : undefined;
};
