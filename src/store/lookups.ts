import type { Surroundings } from '../article/content/surroundings.ts';

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

interface Lookup {
  readonly question: Question;
  readonly about: string;
  /** The answer as JSON text, so that equal facts compare equal. */
  readonly answer: string;
}

const ask = (surroundings: Surroundings, question: Question, about: string): unknown =>
  surroundings[question]?.(about);

const asText = (answer: unknown): string => JSON.stringify(answer) ?? '';

/**
 * Remembers what each article's content asked of its surroundings and was told. After a change of files or links the
 * same questions are asked again, and the articles that would be told something else now have to be made again.
 */
export class Lookups {
  readonly #byArticle = new Map<string, readonly Lookup[]>();

  /** Surroundings that note every question of the article `key`; `done` keeps the notes. */
  record(
    key: string,
    surroundings: Surroundings,
  ): { readonly surroundings: Surroundings; readonly done: () => void } {
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
        if (lookups.length > 0) this.#byArticle.set(key, lookups);
        else this.#byArticle.delete(key);
      },
    };
  }

  /** Forgets an article that is no longer there. */
  forget(key: string): void {
    this.#byArticle.delete(key);
  }

  /** Keys of the articles that would be told something else by `surroundings`. */
  changed(surroundings: Surroundings): string[] {
    const keys: string[] = [];
    for (const [key, lookups] of this.#byArticle) {
      if (
        lookups.some(({ question, about, answer }) => asText(ask(surroundings, question, about)) !== answer)
      )
        keys.push(key);
    }
    return keys;
  }
}
