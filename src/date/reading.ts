import type { ProblemCode } from '../problem.ts';
import type { DateOrder } from '../site.ts';

declare const instantBrand: unique symbol;

/** Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted; always a finite integer. */
export type Instant = number & { readonly [instantBrand]: 'Instant' };

/** What the text states; `microsecond` only for epoch numbers of 16 digits. */
export type Precision = 'day' | 'hour' | 'minute' | 'second' | 'millisecond' | 'microsecond';

export type { DateOrder };

/** Whether the date that was read is a publication's or only an update's. */
export type DateRole = 'published' | 'updated';

/** Why a date is refused. Refusals are catalogue codes (`src/problem.ts`). */
export type RefusalCode = Extract<
  ProblemCode,
  | 'no-zone'
  | 'ambiguous-order'
  | 'ambiguous-zone'
  | 'ambiguous-hour'
  | 'unknown-zone'
  | 'military-zone'
  | 'offset-range'
  | 'invalid-date'
  | 'invalid-time'
  | 'relative-no-reference'
  | 'no-year'
  | 'no-day'
  | 'no-date'
  | 'unparsable'
  | 'placeholder'
  | 'implausible'
  | 'calendar'
>;

/** A doubt or repair that a reading carries. */
export type DateWarning = Extract<
  ProblemCode,
  | 'abbr-season'
  | 'dst-gap'
  | 'dst-overlap'
  | 'hour-24'
  | 'leap-second'
  | 'meridiem-redundant'
  | 'order-by-weekday'
  | 'weekday-mismatch'
  | 'future'
>;

/** What is known about a text from outside it. An absent (or empty) value means not known; a default is not knowledge. */
export interface DateContext {
  /** The site's IANA time zone: a date without zone is wall time there. */
  readonly zone?: string | undefined;
  /** BCP 47 tag, with region where order matters (`en-GB`); `und` and absent mean not known. */
  readonly language?: string | undefined;
  /** Beats the order that the language implies. */
  readonly dateOrder?: DateOrder | undefined;
  /** Wall time (`HH:MM`) of a date that names only a day; `00:00` if absent. */
  readonly dayTime?: string | undefined;
  /** The moment relative texts count from: an Instant, or RFC 3339 text. */
  readonly reference?: Instant | string | undefined;
}

/** A date that was read for certain. */
export interface DateRead {
  readonly ok: true;
  readonly text: string;
  readonly instant: Instant;
  /** UTC offset of the source's wall clock then, such as `+05:30`. */
  readonly offset: string;
  /** IANA zone used to place the wall clock, or null where an offset or abbreviation in the text decided. */
  readonly zone: string | null;
  readonly precision: Precision;
  /** Name of the notation, such as `rfc-822` or `month-name`. */
  readonly notation: string;
  /** The part of the text that was read. */
  readonly read: string;
  readonly role: DateRole;
  readonly warnings: readonly DateWarning[];
}

/** A date that was refused, and what would settle it. */
export interface DateRefused {
  readonly ok: false;
  readonly text: string;
  readonly refused: RefusalCode;
  /** What is wrong and what would settle it: `03/04/2015 can be 3 April or 4 March: set dateOrder or language`. */
  readonly message: string;
}

/** The outcome of reading one text. */
export type Reading = DateRead | DateRefused;
