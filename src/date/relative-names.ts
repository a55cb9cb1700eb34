import { isSupported } from './language-facts.ts';
import { foldWord, tidy } from './tidy.ts';
import { tokenize } from './tokens.ts';

/** Units of time that a relative text can count; weeks and longer are too coarse for a day. */
export type Span = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** A language's relative texts: `# hours ago` by unit, and words for days by their distance. */
export interface RelativeNames {
  readonly spans: ReadonlyMap<string, Span>;
  readonly days: ReadonlyMap<string, number>;
  readonly now: ReadonlySet<string>;
}

const joined = /[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** A text as words and `#` for each number, one blank between; without blanks in scripts that write words together. */
export const skeletonOf = (text: string): string => {
  const parts = tokenize(tidy(text))
    .filter(({ kind }) => kind === 'word' || kind === 'number')
    .map(({ kind, key }) => (kind === 'number' ? '#' : key));
  return joined.test(text) ? parts.join('') : parts.join(' ');
};

const units = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'] as const;
const samples = [1, 2, 3, 4, 5, 8, 10, 11, 12, 15, 18, 20, 21, 22, 25, 30, 45, 59];

const addSpans = (
  spans: Map<string, Span | undefined>,
  tag: string,
  style: 'long' | 'short' | 'narrow',
): void => {
  const format = new Intl.RelativeTimeFormat(tag, { numeric: 'always', style });
  for (const unit of units) {
    for (const sample of samples) {
      const skeleton = skeletonOf(format.format(-sample, unit));
      const other = spans.get(skeleton);
      // The same words for two units (narrow styles do that) say nothing for certain.
      if (skeleton.includes('#'))
        spans.set(skeleton, spans.has(skeleton) && other !== unit ? undefined : unit);
    }
  }
  for (const unit of units) {
    for (const sample of samples) spans.delete(skeletonOf(format.format(sample, unit)));
  }
};

const addDays = (days: Map<string, number>, now: Set<string>, tag: string): void => {
  const format = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  for (const distance of [-2, -1, 0]) {
    const skeleton = skeletonOf(format.format(distance, 'day'));
    if (!skeleton.includes('#') && skeleton !== '') days.set(skeleton, distance);
  }
  const moment = skeletonOf(format.format(0, 'second'));
  if (!moment.includes('#') && moment !== '') now.add(moment);
};

const englishUnits: Readonly<Record<string, Span>> = {
  s: 'second', sec: 'second', secs: 'second', second: 'second', seconds: 'second', m: 'minute', min: 'minute',
  mins: 'minute', minute: 'minute', minutes: 'minute', h: 'hour', hr: 'hour', hrs: 'hour', hour: 'hour',
  hours: 'hour', d: 'day', day: 'day', days: 'day', w: 'week', wk: 'week', week: 'week', weeks: 'week',
  mo: 'month', month: 'month', months: 'month', y: 'year', yr: 'year', year: 'year', years: 'year',
}; // biome-ignore format: a table reads better in rows

const english = (): { spans: Map<string, Span | undefined>; days: Map<string, number>; now: Set<string> } => {
  const spans = new Map<string, Span | undefined>();
  for (const [word, unit] of Object.entries(englishUnits)) {
    spans.set(`# ${word} ago`, unit);
    if (word.length > 3) {
      spans.set(`a ${word} ago`, unit);
      spans.set(`an ${word} ago`, unit);
      spans.set(`one ${word} ago`, unit);
    }
  }
  return {
    spans,
    days: new Map([
      ['yesterday', -1],
      ['today', 0],
    ]),
    now: new Set(['just now', 'now']),
  };
};

const build = (language: string | undefined): RelativeNames => {
  const { spans, days, now } = english();
  if (language !== undefined && isSupported(language)) {
    for (const style of ['narrow', 'short', 'long'] as const) addSpans(spans, language, style);
    addDays(days, now, language);
  }
  for (const [skeleton, unit] of spans) if (unit === undefined) spans.delete(skeleton);
  return { spans: spans as Map<string, Span>, days, now };
};

const remembered = new Map<string, RelativeNames>();

/** The relative texts of a language and of English, from CLDR by way of Intl; kept once made. */
export const relativeNamesOf = (language: string | undefined): RelativeNames => {
  const key = foldWord(language ?? '');
  const known = remembered.get(key);
  if (known !== undefined) return known;
  if (remembered.size > 300) remembered.clear();
  const names = build(language);
  remembered.set(key, names);
  return names;
};
