import type { Surroundings } from '../article/content/surroundings.ts';
import { nameOfFile, nameOfNote } from './name-index.ts';

/** The questions an entry's content asks of its surroundings, each answered by one value. */
const questions = [
  'mediaUrl',
  'articleLink',
  'noteLink',
  'fileNamed',
  'idPrefixOf',
  'imageInfo',
  'fileSize',
] as const;
type Question = (typeof questions)[number];

/** A question that was asked, and what was answered. */
export interface Lookup {
  readonly question: Question;
  readonly about: string;
  /** The answer as JSON text, so that equal facts compare equal. */
  readonly answer: string;
}

const ask = (surroundings: Surroundings, question: Question, about: string): unknown =>
  surroundings[question]?.(about);

const asText = (answer: unknown): string => JSON.stringify(answer) ?? '';

/** Names by which a question and the path that may answer it find each other: with and without the ending. */
const namesOf = (about: string): readonly string[] => [nameOfFile(about), nameOfNote(about)];

/** The names under which questions that a file may answer are kept; an index also answers for its folder. */
const namesOfPath = (path: string): readonly string[] => {
  const names = namesOf(path);
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  return /^_?index$/.test(names[1] ?? '') && folder !== '' ? [...names, ...namesOf(folder)] : names;
};

/**
 * Remembers what each article's content asked of its surroundings and was told. After a change of files or links the
 * same questions are asked again, and the articles that would be told something else now have to be made again.
 */
export class Lookups {
  readonly #byArticle = new Map<string, readonly Lookup[]>();
  /** Articles by the names that they asked about. */
  readonly #byName = new Map<string, Set<string>>();

  /** Surroundings that note every question of the article `key`; `done` keeps the notes, and tells whether all answers still hold. */
  record(
    key: string,
    surroundings: Surroundings,
  ): { readonly surroundings: Surroundings; readonly done: () => boolean } {
    const lookups: Lookup[] = [];
    const noted = (question: Question) => (about: string) => {
      const answer = ask(surroundings, question, about);
      lookups.push({ question, about, answer: asText(answer) });
      return answer;
    };
    const recording = Object.fromEntries(
      questions.filter((question) => surroundings[question]).map((question) => [question, noted(question)]),
    ) as Pick<Surroundings, Question>;
    return {
      surroundings: { ...recording, publicUrl: surroundings.publicUrl },
      done: () => {
        this.forget(key);
        if (lookups.length > 0) this.#keep(key, lookups);
        return !this.#isOutdated(key, surroundings);
      },
    };
  }

  /** What the content of the article `key` asked when it was last made. */
  of(key: string): readonly Lookup[] {
    return this.#byArticle.get(key) ?? [];
  }

  /** Takes in what an article asked at an earlier run; answers whether it would be told the same now. */
  take(key: string, lookups: readonly Lookup[], surroundings: Surroundings): boolean {
    this.forget(key);
    if (lookups.length > 0) this.#keep(key, lookups);
    return !this.#isOutdated(key, surroundings);
  }

  /** Forgets an article that is no longer there. */
  forget(key: string): void {
    for (const { about } of this.#byArticle.get(key) ?? []) {
      for (const name of namesOf(about)) {
        const asking = this.#byName.get(name);
        if (asking?.delete(key) && asking.size === 0) this.#byName.delete(name);
      }
    }
    this.#byArticle.delete(key);
  }

  /** Keys of the articles that would be told something else by `surroundings`, now that `paths` have changed. */
  changed(surroundings: Surroundings, paths: Iterable<string>): string[] {
    if (this.#byName.size === 0) return [];
    const asking = new Set<string>();
    for (const path of paths) {
      for (const name of namesOfPath(path)) {
        for (const key of this.#byName.get(name) ?? []) asking.add(key);
      }
    }
    return [...asking].filter((key) => this.#isOutdated(key, surroundings));
  }

  /** Whether no article has asked anything. */
  get isEmpty(): boolean {
    return this.#byName.size === 0;
  }

  #isOutdated(key: string, surroundings: Surroundings): boolean {
    return (this.#byArticle.get(key) ?? []).some(
      ({ question, about, answer }) => asText(ask(surroundings, question, about)) !== answer,
    );
  }

  #keep(key: string, lookups: readonly Lookup[]): void {
    this.#byArticle.set(key, lookups);
    for (const { about } of lookups) {
      for (const name of namesOf(about)) {
        const asking = this.#byName.get(name);
        if (asking) asking.add(key);
        else this.#byName.set(name, new Set([key]));
      }
    }
  }
}
