import type { Site } from '../site.ts';
import { type Alias, decodeSegment } from './aliases.ts';

interface Move {
  readonly segments: readonly string[];
  readonly query: ReadonlyMap<string, string>;
  /** Undefined where the address is gone. */
  readonly to: string | undefined;
}

const partName = /^:([A-Za-z_][A-Za-z0-9_]*)$/;

const splitPath = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

const readMove = (key: string, to: string | undefined): Move => {
  const [path = '', query = ''] = key.split(/\?(.*)/s);
  return { segments: splitPath(path), query: new Map(new URLSearchParams(query)), to };
};

/** Matches `text` against a word of a key; false where they differ, else what the `:name` in it means, if any. */
const matchWord = (word: string, text: string, parts: Map<string, string>): boolean => {
  const name = partName.exec(word)?.[1];
  if (name === undefined) return (decodeSegment(word) ?? word) === (decodeSegment(text) ?? text);
  parts.set(name, text);
  return text !== '';
};

/** Only what a path segment may hold goes into a Location; a backslash would make `//host` of it in a browser. */
const safePart = (part: string): string => encodeURIComponent(decodeSegment(part) ?? part.toWellFormed());

/** Old addresses that the site names (`moved`, `gone`). */
export class Moves {
  readonly #byLength: ReadonlyMap<number, readonly Move[]>;
  /** Whether a key has a query, so that one on a feed URL may mean something. */
  readonly hasQueries: boolean;

  constructor({ moved, gone }: Pick<Site, 'moved' | 'gone'>) {
    const moves = [
      ...Object.entries(moved).map(([key, to]) => readMove(key, to)),
      ...gone.map((key) => readMove(key, undefined)),
    ];
    // Keys that ask for more come first: with a query, then with fewer parts left open.
    const open = ({ segments }: Move): number => segments.filter((segment) => partName.test(segment)).length;
    moves.sort((a, b) => b.query.size - a.query.size || open(a) - open(b));
    this.hasQueries = moves.some(({ query }) => query.size > 0);
    this.#byLength = Map.groupBy(moves, ({ segments }) => segments.length);
  }

  /**
   * What became of an address: `to` is a path of this site or an absolute URL, as the site writes it. A move to the very
   * address (`/a` to `/a/`, asked for as `/a/`) is none, or it would never end.
   */
  find(path: string, query: string): Alias | undefined {
    const segments = splitPath(path);
    const candidates = this.#byLength.get(segments.length) ?? [];
    const asked = candidates.length === 0 ? new Map() : new Map(new URLSearchParams(query));
    for (const move of candidates) {
      const parts = new Map<string, string>();
      const isMatch =
        move.segments.every((word, at) => matchWord(word, segments[at] ?? '', parts)) &&
        [...move.query].every(([name, word]) => matchWord(word, asked.get(name) ?? '', parts));
      const answer = isMatch ? answerMove(move, parts) : undefined;
      if (answer !== undefined && (answer.kind === 'gone' || answer.to !== path)) return answer;
    }
    return undefined;
  }
}

const answerMove = ({ to }: Move, parts: ReadonlyMap<string, string>): Alias => {
  if (to === undefined) return { kind: 'gone' };
  const filled = to.replace(/:([A-Za-z_][A-Za-z0-9_]*)/g, (whole, name: string) => {
    const part = parts.get(name);
    return part === undefined ? whole : safePart(part);
  });
  return { kind: 'redirect', to: filled };
};
