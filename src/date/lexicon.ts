import { tidy } from './tidy.ts';
import { type Token, tokenize } from './tokens.ts';

/** What a label says of the date beside it, from the one that counts most to the one that counts least. */
export type Label = 'published' | 'created' | 'updated' | 'other';

/** The parts of a date or time that a word can mark. */
export type Unit = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

/** What a word or phrase can mean; which meaning holds is decided by what stands beside it. */
export interface Sense {
  /** 1 to 12 (13 in some calendars), of `calendar`; 0 where languages disagree. */
  readonly month?: number | undefined;
  /** Calendar of the month; absent for the Gregorian one. `other` is one that is not converted. */
  readonly calendar?: string | undefined;
  /** 1 Monday to 7 Sunday (ISO 8601); 0 where languages disagree. */
  readonly weekday?: number | undefined;
  /** Hours of the day that the word allows, bit n for hour n: AM, PM, noon, in the evening. */
  readonly hours?: number | undefined;
  /** A time in words, which is not read. */
  readonly spoken?: boolean | undefined;
  /** Stands between the parts of a date without meaning: of, at, de, в, kl. */
  readonly link?: boolean | undefined;
  readonly unit?: Unit | undefined;
  /** A language’s word for GMT, before or behind an offset. */
  readonly gmt?: boolean | undefined;
  /** Joins the two ends of a range: to, bis, until. */
  readonly range?: boolean | undefined;
  /** Says that the number behind it is a time of day: kl., um, at. */
  readonly clock?: boolean | undefined;
  /** The ending or word of a day number: th, º, er. */
  readonly ordinal?: boolean | undefined;
  readonly label?: Label | undefined;
  /** An era: the calendar's name and what to add to its year for a Gregorian one. */
  readonly era?: { readonly name: string; readonly add: number } | undefined;
  /** Days from the reference: yesterday is −1. */
  readonly shift?: number | undefined;
  /** Stands for a moment: now, just now. */
  readonly now?: boolean | undefined;
  /** A unit of a relative text: minutes in `5 minutes ago`. */
  readonly span?: Unit | 'week' | undefined;
  /** Makes a number of units a relative text: ago, vor. */
  readonly ago?: boolean | undefined;
  /** A word for a number in relative texts: an hour ago. */
  readonly count?: number | undefined;
  /** A word in a date's place that says there is none: TBA. */
  readonly blank?: boolean | undefined;
}

/** The sense with every part in its place: objects of one shape are read three times as fast. */
const uniform = ({
  month, calendar, weekday, hours, spoken, link, unit, gmt, range, clock, ordinal, label, era, shift, now, span, ago, count, blank,
}: Sense): Sense => ({
  month, calendar, weekday, hours, spoken, link, unit, gmt, range, clock, ordinal, label, era, shift, now, span, ago, count, blank,
}); // biome-ignore format: the same list twice, comparable at a glance

interface Phrase {
  readonly words: readonly string[];
  /** The words with blanks between. */
  readonly whole: string;
  readonly sense: Sense;
}

/** Scripts that write words together: Thai, Lao, Myanmar, Khmer, Tibetan, kana, Han, Hangul. */
const joined =
  /[\u0e00-\u0eff\u0f00-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/;

/** Whether words may be written together in it. */
const isJoined = ({ kind, text, zone }: Token): boolean => {
  if (kind !== 'word' || zone !== undefined) return false;
  // None of these scripts stands before Thai.
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= 0xe00) return joined.test(text);
  return false;
};

const wordsOf = (phrase: string): string[] =>
  tokenize(tidy(phrase))
    .filter(({ kind }) => kind === 'word' || kind === 'number')
    .map(({ key }) => key);

const between = (token: Token): boolean =>
  token.kind === 'mark' &&
  (token.text === '"' ||
    token.text === '.' ||
    token.text === "'" ||
    token.text === '-' ||
    token.text === '/' ||
    token.text === ',');

/** Words and phrases with their senses. Later additions win, part by part, over earlier ones. */
export class Lexicon {
  readonly #phrases = new Map<string, Phrase[]>();
  readonly #joined = new Map<string, number>();
  readonly #parent: Lexicon | undefined;

  /** `parent` holds what every language shares; only what is added beside it takes memory here. */
  constructor(parent?: Lexicon) {
    this.#parent = parent;
  }

  /** A lexicon that knows what this one knows, and can be added to. */
  copy(): Lexicon {
    return new Lexicon(this);
  }

  #list(first: string): readonly Phrase[] | undefined {
    const own = this.#phrases.get(first);
    return own !== undefined || this.#parent === undefined ? own : this.#parent.#list(first);
  }

  /** Adds what `phrase` can mean. Marks in it are left out, as they may be in the text. */
  add(phrase: string, sense: Sense): void {
    const words = wordsOf(phrase);
    const first = words[0];
    if (first === undefined || words.length > 12) return;
    const known = this.#list(first);
    const whole = words.join(' ');
    const list = known === undefined ? [] : [...known];
    const same = list.findIndex((other) => other.whole === whole);
    if (same >= 0) list[same] = { words, whole, sense: uniform({ ...list[same]?.sense, ...sense }) };
    else list.push({ words, whole, sense: uniform(sense) });
    if (list.length > 1) list.sort((a, b) => b.words.length - a.words.length);
    this.#phrases.set(first, list);
    for (const word of words) if (joined.test(word)) this.#remember(word);
  }

  /** The first words of the phrases whose sense passes the test. */
  firstWords(test: (sense: Sense) => boolean): string[] {
    return [...this.#phrases]
      .filter(([, list]) => list.some(({ sense }) => test(sense)))
      .map(([word]) => word);
  }

  /** What exactly this phrase means, if it is known. */
  get(phrase: string): Sense | undefined {
    const words = wordsOf(phrase);
    const whole = words.join(' ');
    return this.#list(words[0] ?? '')?.find((other) => other.whole === whole)?.sense;
  }

  /** The longest phrase that begins at `tokens[at]`, and the token behind it. */
  match(tokens: readonly Token[], at: number): { readonly sense: Sense; readonly next: number } | undefined {
    const list = this.#list(tokens[at]?.key ?? '');
    if (list === undefined) return undefined;
    for (const { words, sense } of list) {
      const next = this.#follow(tokens, at, words);
      if (next > at) return { sense, next };
    }
    return undefined;
  }

  /** Cuts the words of scripts without spaces into known words and what stands between them. */
  segment(tokens: readonly Token[]): readonly Token[] {
    if (!tokens.some(isJoined)) return tokens;
    const result: Token[] = [];
    for (const token of tokens) {
      if (isJoined(token)) this.#cut(token, result);
      else result.push(token);
    }
    return result;
  }

  #remember(word: string): void {
    const start = word.slice(0, 1);
    this.#joined.set(start, Math.max(this.#joined.get(start) ?? 0, word.length));
    this.#joined.set(`=${word}`, 1);
  }

  #follow(tokens: readonly Token[], at: number, words: readonly string[]): number {
    let next = at + 1;
    for (let index = 1; index < words.length; index++) {
      while (next - at < 24 && tokens[next] !== undefined && between(tokens[next] as Token)) next++;
      if (tokens[next]?.key !== words[index]) return at;
      next++;
    }
    return next;
  }

  #cut(token: Token, result: Token[]): void {
    const { text, start } = token;
    const keyIsText = token.key.length === text.length;
    const source = keyIsText ? token.key : text;
    let from = 0;
    let at = 0;
    const push = (begin: number, end: number): void => {
      if (begin === end) return;
      result.push({
        kind: 'word',
        text: text.slice(begin, end),
        key: source.slice(begin, end),
        start: start + begin,
        end: start + end,
        spaced: begin === 0 && token.spaced,
        zone: undefined,
        sense: undefined,
        value: Number.NaN,
      });
    };
    while (at < source.length) {
      const length = this.#knownAt(source, at);
      if (length === 0) at++;
      else {
        push(from, at);
        push(at, at + length);
        at += length;
        from = at;
      }
    }
    push(from, at);
  }

  #longest(first: string): number {
    const own = this.#joined.get(first) ?? 0;
    return this.#parent === undefined ? own : Math.max(own, this.#parent.#longest(first));
  }

  #hasJoined(word: string): boolean {
    if (this.#joined.has(`=${word}`)) return true;
    return this.#parent === undefined ? false : this.#parent.#hasJoined(word);
  }

  #knownAt(source: string, at: number): number {
    const longest = Math.min(this.#longest(source[at] as string), source.length - at);
    for (let length = longest; length > 0; length--) {
      if (this.#hasJoined(source.slice(at, at + length))) return length;
    }
    return 0;
  }
}
