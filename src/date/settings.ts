import type { DateContext, DateOrder, Instant } from './reading.ts';
import { canonicalZone } from './zones.ts';

/** The context, checked once: what is not known or not valid is undefined. */
export interface Settings {
  readonly zone: string | undefined;
  readonly language: string | undefined;
  readonly dateOrder: DateOrder | undefined;
  /** Minutes after midnight of a date that names only a day. */
  readonly dayMinutes: number;
  readonly reference: Instant | undefined;
}

const validLanguage = (tag: string | undefined): string | undefined => {
  if (tag === undefined || tag.length > 60 || /^(?:und|mul|zxx|mis)?(?:$|-)/i.test(tag)) return undefined;
  try {
    return new Intl.Locale(tag.replace(/_/g, '-')).baseName;
  } catch {
    return undefined;
  }
};

const languages = new Map<string, string | undefined>();

const languageOf = (tag: string | undefined): string | undefined => {
  if (tag === undefined || tag === '') return undefined;
  const known = languages.get(tag);
  if (known !== undefined || languages.has(tag)) return known;
  if (languages.size > 1_000) languages.clear();
  const language = validLanguage(tag);
  languages.set(tag, language);
  return language;
};

const dayMinutesOf = (time: string | undefined): number => {
  if (time === undefined) return 0;
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(time);
  return match === null ? 0 : Number(match[1]) * 60 + Number(match[2]);
};

const rfc3339 =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:[Zz]|([+-])(\d\d):?(\d\d))$/;

/** A reference given as RFC 3339 text. */
const instantOf = (text: string): Instant | undefined => {
  const match = rfc3339.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '0', sign, hours = '0', minutes = '0'] =
    match;
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  const wall = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  return (wall + Number(`${fraction}00`.slice(0, 3)) - offset) as Instant;
};

const referenceOf = (reference: DateContext['reference']): Instant | undefined => {
  if (typeof reference === 'string') return instantOf(reference);
  return typeof reference === 'number' && Number.isFinite(reference) ? reference : undefined;
};

/** Checks and fills in what a caller gives. Never throws; what is not valid counts as not known. */
export const toSettings = (context: DateContext): Settings => ({
  zone: canonicalZone(context.zone),
  language: languageOf(context.language),
  dateOrder: context.dateOrder,
  dayMinutes: dayMinutesOf(context.dayTime),
  reference: referenceOf(context.reference),
});
