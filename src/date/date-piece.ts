import type { Day } from './calendars.ts';
import type { RefusalCode } from './reading.ts';

/** What a date says before language, weekday and calendar have been asked. */
export type DateValue =
  | ({ readonly form: 'full'; readonly shortYear: boolean; readonly calendar: string | undefined } & Day & {
        readonly era?: string;
      })
  | {
      readonly form: 'numeric';
      readonly numbers: readonly [number, number, number];
      readonly mark: string;
      readonly longYear: boolean;
      /** The only end where a year of two digits can stand, as the other has one digit; absent where both can. */
      readonly yearAt?: 'first' | 'last';
    }
  | {
      readonly form: 'no-year';
      readonly month: number;
      readonly day: number;
      readonly calendar: string | undefined;
    }
  | { readonly form: 'pair'; readonly numbers: readonly [number, number]; readonly mark: string }
  | { readonly form: 'no-day' }
  | { readonly form: 'refused'; readonly code: RefusalCode; readonly why: string };

/** A date in the text. */
export interface DatePiece {
  readonly kind: 'date';
  readonly from: number;
  readonly to: number;
  readonly notation: string;
  readonly value: DateValue;
}

/** A day of the Gregorian calendar in digits that need no order. */
export const fullDate = (year: number, month: number, day: number): DateValue => ({
  form: 'full',
  year,
  month,
  day,
  shortYear: false,
  calendar: undefined,
});

/** A date that is none, and why. */
export const refusedDate = (code: RefusalCode, why: string): DateValue => ({ form: 'refused', code, why });
