import type { Item } from './items.ts';
import { toItems } from './items.ts';
import type { Label, Lexicon } from './lexicon.ts';
import { choose, conclude, isPartial, type Line, type Ranked, withoutDate } from './line-verdict.ts';
import { joinNamedDates } from './named.ts';
import { shortDateOf } from './order.ts';
import { toPieces } from './pieces.ts';
import type { Reading } from './reading.ts';
import { readRelative } from './relative.ts';
import { readSegment } from './segment-reading.ts';
import { toSegments } from './segments.ts';
import { type Token, tokenize } from './tokens.ts';
import { findZoneName } from './zone-names.ts';

const ranks: Readonly<Record<Label | 'none', number>> = {
  published: 4,
  created: 3,
  none: 2,
  updated: 1,
  other: 0,
};

/** The tokens with a zone's name in words made one. */
const withZoneName = (tokens: Token[], { settings, clean }: Line): Token[] => {
  if (tokens.length > 200) return tokens;
  const match = findZoneName(tokens, settings.language, settings.zone);
  if (match === undefined) return tokens;
  const first = tokens[match.from] as Token;
  const { end } = tokens[match.to - 1] as Token;
  const text = clean.slice(first.start, end);
  return [
    ...tokens.slice(0, match.from),
    { ...first, text, key: text, end, zone: match.zone },
    ...tokens.slice(match.to),
  ];
};

/** Reads a line with the words that `lexicon` knows. */
export const readWith = (line: Line, lexicon: Lexicon): { reading: Reading; items: readonly Item[] } => {
  const { clean, settings } = line;
  const items = toItems(withZoneName(tokenize(clean), line), lexicon, clean);
  const pieces = toPieces(items, clean);
  const order =
    settings.dateOrder ??
    (settings.language === undefined ? undefined : shortDateOf(settings.language)?.order);
  joinNamedDates(pieces, order === 'YMD');
  const ranked = toSegments(pieces).map(
    (segment): Ranked => ({
      label: segment.label,
      found: readSegment(segment, items, settings.language),
      rank: ranks[segment.label ?? 'none'],
    }),
  );
  const chosen = choose(ranked);
  const isFull = chosen !== undefined && !isPartial(chosen.found);
  const relative = isFull
    ? undefined
    : readRelative({ ...line, items, ranked: ranked.map(({ label, found }) => ({ label, found })) });
  const result =
    relative ?? (chosen === undefined ? withoutDate(line, items) : conclude(line, chosen, ranked, items));
  return { reading: result, items };
};
