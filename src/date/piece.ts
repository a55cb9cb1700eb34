import type { Era } from './calendars.ts';
import type { DatePiece } from './date-piece.ts';
import type { Label } from './lexicon.ts';
import type { TimePiece } from './times.ts';
import type { ZoneText } from './zone-text.ts';

interface Span {
  /** First item and the one behind the last. */
  readonly from: number;
  readonly to: number;
}

/** A number that is part of no date in digits and no time. */
export interface NumberPiece extends Span {
  readonly kind: 'number';
  readonly value: number;
  readonly digits: number;
  /** What a word beside it says it is. */
  readonly flag: 'year' | 'day' | undefined;
  readonly era: Era | undefined;
  /** Whether an apostrophe stands before it, as before a year of two digits. */
  readonly apostrophe: boolean;
}

/** A month's name; `weekday` where the same word is one. */
export interface MonthPiece extends Span {
  readonly kind: 'month';
  readonly month: number;
  readonly calendar: string | undefined;
  readonly weekday: number | undefined;
}

/** A part of a text by its role. */
export type Piece =
  | NumberPiece
  | MonthPiece
  | DatePiece
  | TimePiece
  | (Span & { readonly kind: 'weekday'; readonly weekday: number })
  | (Span & { readonly kind: 'zone'; readonly zone: ZoneText })
  | (Span & { readonly kind: 'label'; readonly label: Label; readonly colon: boolean })
  | (Span & { readonly kind: 'mark'; readonly text: string; readonly spaced: boolean })
  | (Span & {
      readonly kind: 'link' | 'break' | 'word' | 'noise' | 'range' | 'period';
      readonly key: string;
    });
