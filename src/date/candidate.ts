import type { DatePiece } from './date-piece.ts';
import type { RefusalCode } from './reading.ts';
import type { TimePiece } from './times.ts';
import type { ZoneText } from './zone-text.ts';

/** What one segment says: a date with its time, zone and weekday, not yet resolved. */
export interface Candidate {
  readonly date: DatePiece;
  /** Further dates of the segment, which must name the same day. */
  readonly others: readonly DatePiece[];
  readonly time: TimePiece | undefined;
  /** Further times, which must name the same moment by their own zones. */
  readonly otherTimes: readonly TimePiece[];
  readonly zone: ZoneText | undefined;
  readonly weekday: number | undefined;
  /** First item and the one behind the last of what was read. */
  readonly from: number;
  readonly to: number;
}

/** A segment's outcome: a candidate, a refusal, or nothing that is a date. */
export type Found =
  | { readonly kind: 'candidate'; readonly candidate: Candidate }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly message: string }
  | { readonly kind: 'time'; readonly time: TimePiece }
  | { readonly kind: 'nothing' };

/** A refusal as a segment’s outcome. */
export const refused = (code: RefusalCode, message: string): Found => ({ kind: 'refused', code, message });
