/** A column of JSON values, one a row; a value that stands in many rows is written once. `null` stands for undefined. */
export type Column =
  | readonly unknown[]
  | { readonly values: readonly unknown[]; readonly rows: readonly number[] };

/** Values of a dictionary column that were met before, in whatever block: equal ones become one object. */
export class Shared {
  readonly #known = new Map<string, unknown>();
  readonly #limit: number;

  /** Remembers `limit` different values at most. */
  constructor(limit = 50_000) {
    this.#limit = limit;
  }

  /** The value itself, or an equal one that came before it. */
  one<T>(value: T): T {
    const key = typeof value === 'string' ? value : JSON.stringify(value);
    const known = this.#known.get(key);
    if (known !== undefined) return known as T;
    if (this.#known.size < this.#limit) this.#known.set(key, value);
    return value;
  }

  /** A list with shared members. */
  members<T>(values: readonly T[]): readonly T[] {
    return values.length === 0 ? values : values.map((value) => this.one(value));
  }
}

/** A column of values that mostly differ; undefined where there is no value at all. */
export const plainColumn = (values: readonly unknown[]): Column | undefined =>
  values.every((value) => value === undefined) ? undefined : values;

/** A column of values that mostly repeat. */
export const repeatedColumn = (values: readonly unknown[]): Column | undefined => {
  const places = new Map<unknown, number>();
  const different: unknown[] = [];
  const rows = values.map((value) => {
    const key = typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
    let place = places.get(key);
    if (place === undefined) {
      place = different.length;
      places.set(key, place);
      different.push(value);
    }
    return place;
  });
  return different.length === 1 && different[0] === undefined ? undefined : { values: different, rows };
};

/** Reads a column back: what it has in each row. Throws where it is no column. */
export const readColumn = (
  column: Column | undefined,
  share: (value: unknown) => unknown = (value) => value,
): ((row: number) => unknown) => {
  if (column === undefined) return () => undefined;
  if ('rows' in column) {
    const values = column.values.map((value) => (value === null ? undefined : share(value)));
    const { rows } = column;
    return (row) => values[rows[row] ?? -1];
  }
  if (!Array.isArray(column)) throw new Error('a column is no list');
  return (row) => column[row] ?? undefined;
};
