import type { FrontValue } from '../front-matter/value.ts';
import { givenText } from './index.ts';

/** A whole number of zero or more; separators of thousands are taken out. */
export const wholeNumber = (value: FrontValue | undefined): number | undefined => {
  const text = givenText(value)?.replace(/(?<=\d)[,_ ](?=\d{3})/g, '');
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
};

/**
 * Seconds of a duration: `1832`, `30:32`, `1:02:03`, `PT1H2M3S` (ISO 8601), `1h 2m 3s`, `45 min`. Undefined for
 * anything else.
 */
export const durationSeconds = (value: FrontValue | undefined): number | undefined => {
  const text = givenText(value)?.toLowerCase();
  if (text === undefined || text.length > 40) return undefined;
  if (/^\d{1,7}(?:\.\d+)?$/.test(text)) return Math.round(Number(text));
  const clock = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:\.\d+)?$/.exec(text);
  if (clock) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const units =
    /^(?:pt)?(?:(\d{1,3}) ?h(?:ours?|rs?)?)?,? ?(?:(\d{1,4}) ?m(?:in(?:ute)?s?)?)?,? ?(?:(\d{1,6})(?:\.\d+)? ?s(?:ec(?:ond)?s?)?)?$/.exec(
      text,
    );
  if (!units || (units[1] ?? units[2] ?? units[3]) === undefined) return undefined;
  return Number(units[1] ?? 0) * 3600 + Number(units[2] ?? 0) * 60 + Number(units[3] ?? 0);
};

/** A "length" of an hour and three minutes is a duration. */
export const clockLength = (value: FrontValue | undefined): number | undefined =>
  givenText(value)?.includes(':') ? durationSeconds(value) : undefined;
