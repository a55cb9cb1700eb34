import type {
  DateRead,
  DateRefused,
  DateRole,
  DateWarning,
  Instant,
  Precision,
  RefusalCode,
} from './reading.ts';
import { formatOffset } from './zones.ts';

const shown = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
};

/** A refusal of `text`; the message begins with the text in question. */
export const refusal = (text: string, refused: RefusalCode, message: string): DateRefused => ({
  ok: false,
  text,
  refused,
  message: shown(text) === '' ? message : `“${shown(text)}”: ${message}`,
});

/** What a reading is made of; `offset` in minutes. */
export interface ReadDetail {
  readonly instant: Instant;
  readonly offset: number;
  readonly zone: string | null;
  readonly precision: Precision;
  readonly notation: string;
  readonly read: string;
  readonly role?: DateRole;
  readonly warnings?: readonly DateWarning[];
}

/** A date that was read. */
export const reading = (text: string, detail: ReadDetail): DateRead => ({
  ok: true,
  text,
  instant: detail.instant,
  offset: formatOffset(detail.offset),
  zone: detail.zone,
  precision: detail.precision,
  notation: detail.notation,
  read: detail.read,
  role: detail.role ?? 'published',
  warnings: detail.warnings ?? [],
});
