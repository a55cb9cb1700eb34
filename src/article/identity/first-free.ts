/**
 * A number from 2 on that `isTaken` does not claim: the lowest while there are few, else one behind a taken one.
 * Thousands of articles of one name cost a dozen looks each, not thousands.
 */
export const firstFree = (isTaken: (number: number) => boolean): number => {
  for (let number = 2; number < 16; number += 1) if (!isTaken(number)) return number;
  let taken = 15;
  let free = 30;
  while (isTaken(free)) {
    taken = free;
    free *= 2;
  }
  while (free - taken > 1) {
    const middle = (taken + free) >> 1;
    if (isTaken(middle)) taken = middle;
    else free = middle;
  }
  return free;
};
