/** The mark at which the summary ends, as the rest of the program knows it. */
export const MORE = '<!--more-->';

/** The content of a comment at which the summary ends, as generators and editors write it. */
const mark =
  /^\s{0,9}(?:more\b.{0,80}|truncate|excerpt|end[-_ ]?(?:of[-_ ]?)?(?:excerpt|summary|teaser)|teaser[-_ ]end|summary|read[-_ ]?more)\s{0,9}$/i;

/** Whether the content of a comment says that the summary ends there. */
export const isMoreMark = (content: string): boolean => mark.test(content.slice(0, 116));
