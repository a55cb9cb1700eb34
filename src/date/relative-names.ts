import { isSupported } from './language-facts.ts';
import { dayUnits, dayWords, relativeFrames } from './relative-spellings.ts';
import { foldWord, tidy } from './tidy.ts';
import { tokenize } from './tokens.ts';

/** Units of time that a relative text can count; weeks and longer are too coarse for a day. */
export type Span = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** A length of time in words: its unit, and the number that they say without a digit (an hour, ساعتين). */
export interface SpanWords {
  readonly unit: Span;
  readonly count: number | undefined;
}

/** A language's relative texts: `# hours ago` by unit, and words for days by their distance. */
export interface RelativeNames {
  readonly spans: ReadonlyMap<string, SpanWords>;
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

type Spans = Map<string, SpanWords | undefined>;

/** The same words for two lengths (narrow styles do that) say nothing for certain. */
const note = (spans: Spans, skeleton: string, { unit, count }: SpanWords): void => {
  if (skeleton === '') return;
  const other = spans.get(skeleton);
  const differs = spans.has(skeleton) && (other?.unit !== unit || other.count !== count);
  spans.set(skeleton, differs ? undefined : { unit, count });
};

/** The skeletons of a text that says `sample` units; Hebrew writes a dual and the number behind it in brackets. */
const sampleOf = (text: string, unit: Span, sample: number): readonly [string, SpanWords] => {
  const skeleton = skeletonOf(text.replace(/\s*\(\d+\)/, ''));
  return [skeleton, { unit, count: skeleton.includes('#') ? undefined : sample }];
};

const addSpans = (spans: Spans, tag: string, style: 'long' | 'short' | 'narrow'): void => {
  const format = new Intl.RelativeTimeFormat(tag, { numeric: 'always', style });
  for (const unit of units) {
    for (const sample of samples) note(spans, ...sampleOf(format.format(-sample, unit), unit, sample));
  }
  for (const unit of units) {
    for (const sample of samples) spans.delete(sampleOf(format.format(sample, unit), unit, sample)[0]);
  }
};

/** A frame's words before and behind the number with its unit, and what stands between words in its script. */
const partsOf = (frame: string): { before: string; behind: string; gap: string } => {
  const [before = '', behind = ''] = frame.split('@').map(skeletonOf);
  return { before, behind, gap: joined.test(frame) ? '' : ' ' };
};

const inFrame = (frame: string, inner: string): string => {
  const { before, behind, gap } = partsOf(frame);
  return [before, inner, behind].filter((part) => part !== '').join(gap);
};

const unitsOf = (tag: string, own: string): (readonly [string, SpanWords])[] => {
  const found: (readonly [string, SpanWords])[] = [];
  for (const word of dayUnits[own]?.split(';') ?? []) {
    found.push([`# ${foldWord(word)}`, { unit: 'day', count: undefined }]);
  }
  for (const unitDisplay of ['long', 'short'] as const) {
    for (const unit of ['second', 'minute', 'hour', 'day'] as const) {
      const format = new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay });
      for (const sample of samples) found.push(sampleOf(format.format(sample), unit, sample));
    }
  }
  return found;
};

/** What CLDR says in one frame is said in the language's other frames too, and with its plain words for units. */
const addFrames = (spans: Spans, tag: string): void => {
  const own = new Intl.Locale(tag).language;
  const [first, ...others] = relativeFrames[own] ?? [];
  if (first === undefined) return;
  const { before, behind } = partsOf(first);
  const found = [...spans].flatMap(([skeleton, words]) =>
    words !== undefined && skeleton.startsWith(before) && skeleton.endsWith(behind)
      ? [[skeleton.slice(before.length, skeleton.length - behind.length).trim(), words] as const]
      : [],
  );
  for (const [inner, words] of found) for (const frame of others) note(spans, inFrame(frame, inner), words);
  for (const [inner, words] of unitsOf(tag, own)) {
    for (const frame of [first, ...others]) note(spans, inFrame(frame, inner), words);
  }
};

const addDayWords = (days: Map<string, number>, tag: string): void => {
  const [yesterday = '', today = ''] = (dayWords[new Intl.Locale(tag).language] ?? '').split('|');
  const add = (list: string, distance: number): void => {
    for (const word of list.split(';')) if (word !== '') days.set(skeletonOf(word), distance);
  };
  add(yesterday, -1);
  add(today, 0);
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

const englishNumbers = 'two three four five six seven eight nine ten eleven twelve'.split(' ');

const english = (): { spans: Spans; days: Map<string, number>; now: Set<string> } => {
  const spans: Spans = new Map();
  for (const [word, unit] of Object.entries(englishUnits)) {
    spans.set(`# ${word} ago`, { unit, count: undefined });
    if (word.length < 4) continue;
    for (const one of ['a', 'an', 'one']) spans.set(`${one} ${word} ago`, { unit, count: 1 });
    englishNumbers.forEach((number, at) => {
      spans.set(`${number} ${word} ago`, { unit, count: at + 2 });
    });
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
    addFrames(spans, language);
    addDays(days, now, language);
    addDayWords(days, language);
  }
  for (const [skeleton, words] of spans) if (words === undefined) spans.delete(skeleton);
  return { spans: spans as Map<string, SpanWords>, days, now };
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
