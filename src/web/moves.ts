import type { Site } from '../site.ts';
import { type Alias, decodeSegment } from './aliases.ts';

/** A part of an old address: a word (decoded), or the name of what may stand there. */
type Part = { readonly word: string } | { readonly name: string };

interface Move {
  readonly path: readonly Part[];
  readonly query: ReadonlyMap<string, Part>;
  /** Undefined where the address is gone. */
  readonly to: string | undefined;
}

const decode = (text: string): string => decodeSegment(text) ?? text;

const readPart = (text: string): Part => {
  const name = /^:([A-Za-z_][A-Za-z0-9_]*)$/.exec(text)?.[1];
  return name === undefined ? { word: decode(text) } : { name };
};

/** Segments without the empty ones, so that a slash at the end or too many make no difference. */
const splitPath = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

const readMove = (key: string, to: string | undefined): Move => {
  const question = key.indexOf('?');
  const path = question === -1 ? key : key.slice(0, question);
  const query = new URLSearchParams(question === -1 ? '' : key.slice(question + 1));
  const asked = [...query].map(([name, value]): [string, Part] => [name, readPart(value)]);
  return { path: splitPath(path).map(readPart), query: new Map(asked), to };
};

/** What a key leaves open; keys that leave less open come first. */
const openParts = ({ path }: Move): number => path.filter((part) => 'name' in part).length;

const wordsOf = ({ path }: Move): string => path.map((part) => ('word' in part ? part.word : '')).join('\n');

/** Whether `text` may stand for a part; what a name means is noted. */
const matchPart = (part: Part, text: string, meanings: Map<string, string>): boolean => {
  if ('word' in part) return part.word === text;
  meanings.set(part.name, text);
  return text !== '';
};

/**
 * Where a move leads. What stands for a name is encoded again, so that it stays one segment: a slash or backslash in it
 * would make another host of `//…` in a browser.
 */
const answerOf = ({ to }: Move, meanings: ReadonlyMap<string, string>): Alias => {
  if (to === undefined) return { kind: 'gone' };
  const filled = to.replace(/:([A-Za-z_][A-Za-z0-9_]*)/g, (whole, name: string) => {
    const meaning = meanings.get(name);
    return meaning === undefined ? whole : encodeURIComponent(meaning.toWellFormed());
  });
  return { kind: 'redirect', to: filled };
};

/**
 * Old addresses that the site names (`moved`, `gone`). Keys with a query come before those without one, and then those
 * that leave less open. Thousands of plain keys cost no more than one.
 */
export class Moves {
  /** Whether a key has a query, so that one on a feed URL may mean something. */
  readonly hasQueries: boolean;
  /** Keys with a name or a query, by their number of segments. */
  readonly #open: ReadonlyMap<number, readonly Move[]>;
  readonly #plain: ReadonlyMap<string, Move>;

  constructor({ moved, gone }: Pick<Site, 'moved' | 'gone'>) {
    const moves = [
      ...Object.entries(moved).map(([key, to]) => readMove(key, to)),
      ...gone.map((key) => readMove(key, undefined)),
    ];
    const isPlain = (move: Move): boolean => move.query.size === 0 && openParts(move) === 0;
    const open = moves.filter((move) => !isPlain(move));
    open.sort((a, b) => b.query.size - a.query.size || openParts(a) - openParts(b));
    this.hasQueries = open.some(({ query }) => query.size > 0);
    this.#open = Map.groupBy(open, ({ path }) => path.length);
    this.#plain = new Map(moves.filter(isPlain).map((move) => [wordsOf(move), move]));
  }

  /**
   * What became of an address: `to` is a path of this site or an absolute URL, as the site writes it. A move to the very
   * address (`/a` to `/a/`, asked for as `/a/`) is none, or it would never end.
   */
  find(path: string, query: string): Alias | undefined {
    const segments = splitPath(path).map(decode);
    for (const { move, meanings } of this.#candidates(segments, query)) {
      const answer = answerOf(move, meanings);
      if (answer.kind === 'gone' || answer.to !== path) return answer;
    }
    return undefined;
  }

  *#candidates(
    segments: readonly string[],
    query: string,
  ): Generator<{ move: Move; meanings: ReadonlyMap<string, string> }> {
    let plain = this.#plain.get(segments.join('\n'));
    const open = this.#open.get(segments.length) ?? [];
    const asked = new Map(open.length === 0 ? [] : new URLSearchParams(query));
    for (const move of open) {
      if (plain !== undefined && move.query.size === 0) {
        yield { move: plain, meanings: new Map() };
        plain = undefined;
      }
      const meanings = new Map<string, string>();
      const isMatch =
        move.path.every((part, at) => matchPart(part, segments[at] ?? '', meanings)) &&
        [...move.query].every(([name, part]) => matchPart(part, asked.get(name) ?? '', meanings));
      if (isMatch) yield { move, meanings };
    }
    if (plain !== undefined) yield { move: plain, meanings: new Map() };
  }
}
