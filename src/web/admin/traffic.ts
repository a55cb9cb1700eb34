import type { Instant } from '../../date/reading.ts';
import { copyOf } from '../copy-of.ts';
import { readerOf, subscribersOf } from '../reader.ts';
import type { Traffic as DocumentTraffic, TrafficMinute } from './page-model.ts';

/** Subscribers that one reader reported for a document. */
interface Report {
  readonly reader: string;
  count: number;
  /** Of the last request that said so, in minutes counted. */
  heard: number;
}

/** Answers about one document, or about one kind of other addresses. */
interface Row {
  readonly name: string;
  whole: number;
  notModified: number;
  /** Every other status. */
  readonly others: Map<number, number>;
  readonly reports: Map<string, Report>;
}

/** Documents that are counted by themselves. */
const mostRows = 3000;

/** Readers that are remembered, by document and in all, and minutes after which one that says no more is forgotten. */
const mostReports = 200;
const mostInAll = 20_000;
const patience = 3 * 24 * 60;

/** Minutes that are kept for the plot of the status page. */
const mostMinutes = 60;

const rowOf = (name: string): Row => ({
  name,
  whole: 0,
  notModified: 0,
  others: new Map(),
  reports: new Map(),
});

/** Answers by document and status. */
export interface AnswerCount {
  /** Path of the document, or `(media)`, `(pages)`, `(other)`. */
  readonly document: string;
  readonly status: number;
  readonly count: number;
}

/** Subscribers of a document as one reader reports them. */
export interface SubscriberCount {
  readonly document: string;
  readonly reader: string;
  readonly count: number;
}

/** Answers of one stretch of time. */
export type AnswerTotals = Pick<TrafficMinute, 'whole' | 'notModified' | 'failed'>;

/**
 * Counts answers by document and status, by minute, and subscribers as readers report them. Neither addresses nor
 * cookies are looked at. To note an answer costs a look-up and an addition.
 */
export class Traffic {
  readonly #isDocument: (path: string) => boolean;
  readonly #rows = new Map<string, Row>();
  readonly #kinds = new Map<string, Row>();
  readonly #minutes: TrafficMinute[] = [];
  #reports = 0;
  #turns = 0;
  #totals = { whole: 0, notModified: 0, failed: 0 };
  #begun = 0;

  /** `isDocument` tells whether there is a document at a path; `now` is when counting begins (milliseconds since 1970). */
  constructor(isDocument: (path: string) => boolean, now: number) {
    this.#isDocument = isDocument;
    this.#begun = now;
  }

  /** Counts one answer. `url` is the request's target. */
  note(url: string, status: number, userAgent: string | undefined): void {
    const row = this.#rows.get(url) ?? this.#rowAt(url);
    if (status === 304) {
      row.notModified += 1;
      this.#totals.notModified += 1;
    } else {
      if (status === 200) row.whole += 1;
      else row.others.set(status, (row.others.get(status) ?? 0) + 1);
      if (status < 400) this.#totals.whole += 1;
      else this.#totals.failed += 1;
    }
    if (userAgent?.includes('subscriber')) this.#noteReader(row, userAgent);
  }

  /** Ends a minute and answers what was counted in it. */
  turn(now: number): AnswerTotals {
    const totals = this.#totals;
    this.#minutes.push({ at: this.#begun as Instant, ...totals });
    if (this.#minutes.length > mostMinutes) this.#minutes.shift();
    this.#totals = { whole: 0, notModified: 0, failed: 0 };
    this.#begun = now;
    this.#turns += 1;
    for (const { reports } of this.#rows.values()) this.#forget(reports);
    return totals;
  }

  /** The last minutes, oldest first; the one that has not ended is the last. */
  get minutes(): readonly TrafficMinute[] {
    return [...this.#minutes, { at: this.#begun as Instant, ...this.#totals }];
  }

  /** Counts of the document at a path; undefined where nobody has asked for it. */
  of(path: string): DocumentTraffic | undefined {
    const row = this.#rows.get(path);
    if (row === undefined) return undefined;
    const others = row.others.values().reduce((sum, count) => sum + count, 0);
    const subscribers = row.reports.values().reduce((sum, { count }) => sum + count, 0);
    return { requests: row.whole + row.notModified + others, notModified: row.notModified, subscribers };
  }

  /** All counts since the start. */
  *answers(): Generator<AnswerCount> {
    for (const { name, whole, notModified, others } of [...this.#rows.values(), ...this.#kinds.values()]) {
      if (whole > 0) yield { document: name, status: 200, count: whole };
      if (notModified > 0) yield { document: name, status: 304, count: notModified };
      for (const [status, count] of others) yield { document: name, status, count };
    }
  }

  /** Subscribers by document and reader; reports of one reader under several ids are added. */
  *subscribers(): Generator<SubscriberCount> {
    for (const { name, reports } of this.#rows.values()) {
      const counts = new Map<string, number>();
      for (const { reader, count } of reports.values()) counts.set(reader, (counts.get(reader) ?? 0) + count);
      for (const [reader, count] of counts) yield { document: name, reader, count };
    }
  }

  #rowAt(url: string): Row {
    const question = url.indexOf('?');
    const path = question === -1 ? url : url.slice(0, question);
    const known = this.#rows.get(path);
    if (known !== undefined) return known;
    if (this.#rows.size < mostRows && this.#isDocument(path)) {
      const name = copyOf(path);
      const row = rowOf(name);
      this.#rows.set(name, row);
      return row;
    }
    const kind = path.startsWith('/media/') ? '(media)' : path.endsWith('/') ? '(pages)' : '(other)';
    let row = this.#kinds.get(kind);
    if (row === undefined) {
      row = rowOf(kind);
      this.#kinds.set(kind, row);
    }
    return row;
  }

  #noteReader({ name, reports }: Row, userAgent: string): void {
    const said = name.startsWith('/') ? subscribersOf(userAgent) : undefined;
    if (said === undefined) return;
    const known = reports.get(said.key);
    if (known !== undefined) {
      known.count = said.count;
      known.heard = this.#turns;
    } else if (reports.size < mostReports && this.#reports < mostInAll) {
      this.#reports += 1;
      reports.set(copyOf(said.key), {
        reader: copyOf(readerOf(userAgent)),
        count: said.count,
        heard: this.#turns,
      });
    }
  }

  #forget(reports: Map<string, Report>): void {
    for (const [key, { heard }] of reports) {
      if (this.#turns - heard > patience && reports.delete(key)) this.#reports -= 1;
    }
  }
}
