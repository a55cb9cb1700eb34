import { isDateLabel } from './date-labels.ts';
import { readDateLine, readShape } from './dates.ts';
import type { Unit } from './lines.ts';
import { type MetaLine, readMetaLine } from './meta.ts';
import { isShoutedRelated, judgeNoise, type Noise } from './noise.ts';
import { isRelatedHeading, rulePhrase } from './phrases.ts';
import { endsSentence, foldWords, isProse } from './words.ts';

/** One line and all that can be said of it without its neighbours. */
export interface Judged {
  readonly unit: Unit;
  /** Furniture of the page. */
  readonly noise?: Noise | undefined;
  /** Opens a block of links. */
  readonly opensRelated: boolean;
  /** Nothing but facts about the article. */
  readonly meta?: MetaLine | undefined;
  /** Reads as running text. */
  readonly prose: boolean;
}

/** So many lines at either end of a file are judged by all rules; no article's page has as many in all. */
const EDGE = 400;
/** Longer lines are running text whatever they say. */
const LONGEST_FURNITURE = 600;

/** Judges every line; a date that is cut in two lines is put together on the first of them. */
export const judgeUnits = (units: readonly Unit[], language: string | undefined): Judged[] => {
  const judged = units.map((unit, index) => {
    const isNearEdge = index < EDGE || index >= units.length - EDGE;
    return isNearEdge ? judge(unit, language) : judgeAmid(unit);
  });
  for (const [index, { unit, meta }] of judged.entries()) {
    const caption = judged[index + 1];
    if (caption && /^(?:image|media) caption,$/iu.test(unit.text)) {
      judged[index + 1] = {
        ...caption,
        noise: { rule: 'caption', anywhere: true },
        meta: undefined,
        prose: false,
      };
    }
    if (index >= EDGE && index < units.length - EDGE) continue;
    if (meta === undefined && !isDateLabel(unit.text)) continue;
    const next = judged[index + 1];
    const joined = next && joinDates(unit.text, next.unit.text, language);
    if (!next || !joined) continue;
    judged[index] = fact(unit, joined);
    judged[index + 1] = fact(next.unit, { ...joined, dates: [], people: [], agencies: [], others: [] });
  }
  return judged;
};

/** In a file of very many lines, those far from its beginning and end are taken for text unless they are plain furniture. */
const judgeAmid = (unit: Unit): Judged => {
  const rule = unit.text.length < 40 ? rulePhrase(unit.text.toLowerCase()) : undefined;
  const noise = rule === 'advertisement' ? { rule, anywhere: true } : undefined;
  return { unit, noise, opensRelated: false, prose: noise === undefined && endsSentence(unit.text) };
};

const fact = (unit: Unit, meta: MetaLine): Judged => ({ unit, meta, opensRelated: false, prose: false });

const judge = (unit: Unit, language: string | undefined): Judged => {
  const { text } = unit;
  if (text.length > LONGEST_FURNITURE) return { unit, opensRelated: false, prose: true };
  const opensRelated = text.length < 60 && isRelatedHeading(foldWords(text));
  const noise = opensRelated
    ? undefined
    : isShoutedRelated(text)
      ? { rule: 'related', anywhere: true }
      : judgeNoise(text);
  const meta = noise?.anywhere === true || opensRelated ? undefined : readMetaLine(text, language);
  const prose = !opensRelated && noise?.anywhere !== true && meta === undefined && isProse(text);
  return { unit, noise, opensRelated, meta, prose };
};

/** `Published` above its date, or a day above its time of day. */
const joinDates = (first: string, second: string, language: string | undefined): MetaLine | undefined => {
  if (first.length > 60 || second.length > 60 || !/\p{N}/u.test(second)) return undefined;
  const joined = `${first.replace(/[\s:：]+$/u, '')} ${second}`;
  if (isDateLabel(first)) return readMetaLine(joined, language);
  if (!/\p{N}/u.test(first) || readDateLine(second, language) || !readDateLine(first, language))
    return undefined;
  const [day, whole] = [readShape(first, language), readShape(joined, language)];
  const isTime = day.ok && whole.ok && day.precision === 'day' && whole.precision !== 'day';
  return isTime ? readMetaLine(joined, language) : undefined;
};
