/** How many line ends stand before an offset. */
export const countLines = (text: string, end: number): number => {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
};

/** Offset of the end of the line that holds `from`. */
export const lineEnd = (text: string, from: number): number => {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
};

/** Whether a line is white space alone. */
export const isBlank = (line: string): boolean => line.trim() === '';
