import { labels } from '../../date/labels.ts';
import type { DateRole } from '../../date/reading.ts';
import { foldWords } from './words.ts';

const MOST_LABEL_WORDS = 5;

const labelSet = (kinds: readonly (keyof typeof labels)[]): Set<string> =>
  new Set(
    kinds.flatMap((kind) => labels[kind].flatMap((row) => row.split(';').map((label) => foldWords(label)))),
  );

interface LabelSets {
  readonly published: ReadonlySet<string>;
  readonly updated: ReadonlySet<string>;
  /** The first word of every label: most words of a line begin none. */
  readonly openers: ReadonlySet<string>;
}

let sets: LabelSets | undefined;

const labelSets = (): LabelSets => {
  if (sets === undefined) {
    const published = labelSet(['published', 'created']);
    const updated = labelSet(['updated']);
    const openers = new Set(
      [...published, ...updated].map((label) => label.split(/[^\p{L}\p{M}']/u)[0] ?? ''),
    );
    sets = { published, updated, openers };
  }
  return sets;
};

const roleOf = (label: string): DateRole | undefined => {
  const { published, updated } = labelSets();
  return updated.has(label) ? 'updated' : published.has(label) ? 'published' : undefined;
};

interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const wordsOf = (line: string): Word[] =>
  [...line.matchAll(/[\p{L}\p{M}'’]+/gu)].map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));

/** A label in a line, such as `Last updated`: where it stands and what it says of the date beside it. */
export interface Labelled {
  readonly from: number;
  readonly to: number;
  readonly role: DateRole;
}

/** The labels in a line, the longest at each place: `First Published`, `Mis à jour le`. */
export const findLabels = (line: string): Labelled[] => {
  const words = wordsOf(line);
  const found: Labelled[] = [];
  const { openers } = labelSets();
  for (let at = 0; at < words.length; at++) {
    if (!openers.has(foldWords(words[at]?.text ?? ''))) continue;
    for (let count = Math.min(MOST_LABEL_WORDS, words.length - at); count > 0; count--) {
      const first = words[at];
      const last = words[at + count - 1];
      if (!first || !last) continue;
      const role = roleOf(foldWords(line.slice(first.from, last.to)));
      if (role === undefined) continue;
      found.push({ from: first.from, to: last.to, role });
      at += count - 1;
      break;
    }
  }
  return found;
};

/** Whether the line is a label without its date, which then stands in the next line: `Published`, `Publié le :`. */
export const isDateLabel = (line: string): boolean =>
  line.length <= 40 && roleOf(foldWords(line)) !== undefined;

/** What the last label in a text says of the date behind it: `Updated ` before a `time` element. */
export const labelRole = (text: string): DateRole | undefined => findLabels(text.slice(-80)).at(-1)?.role;
