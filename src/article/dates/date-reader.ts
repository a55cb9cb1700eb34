import { parseDate } from '../../date/parse.ts';
import type { DateContext, DateOrder, DateRead, DateRefused, Instant, Reading } from '../../date/reading.ts';
import { canonicalZone } from '../../date/zones.ts';
import { type Problem, problem } from '../../problem.ts';
import { DEFAULT_ZONE, type Site } from '../../site.ts';
import type { Defaults, Draft, Field } from '../article.ts';
import { plainLine } from '../content/clean-text.ts';
import { articleLanguage } from '../fields/article-language.ts';

/** No date line is longer; what is longer is read only so far that its refusal can be told. */
const LONGEST = 400;

/** One date of an article, read. */
export type ReadField<F extends Field = Field> =
  | { readonly ok: true; readonly field: F; readonly reading: DateRead; readonly isZoneAssumed: boolean }
  | { readonly ok: false; readonly field: F; readonly reading: DateRefused };

/** A date that was read for certain. */
export type GoodDate<F extends Field = Field> = Extract<ReadField<F>, { readonly ok: true }>;

/** A date that was refused. */
export type BadDate<F extends Field = Field> = Extract<ReadField<F>, { readonly ok: false }>;

/** Reads the dates of one article, all in the same context. */
export interface DateReader {
  /** IANA zone of the article's wall clock; absent while nobody has set one. */
  readonly zone: string | undefined;
  /** The article names a zone that does not exist: none of its dates can be read for certain. */
  readonly isZoneUnknown: boolean;
  readonly problems: readonly Problem[];
  read<F extends Field>(field: F): ReadField<F>;
  /** The same text as if no zone stood in it, at the wall of the article's zone. */
  readText(text: string): Reading;
}

const orders: readonly string[] = ['DMY', 'MDY', 'YMD'] satisfies readonly DateOrder[];

const unusable = (
  { path }: Draft,
  name: string,
  field: Field,
  hint: string,
  code: 'bad-field' | 'unknown-zone' = 'bad-field',
): Problem =>
  problem(code, {
    path,
    line: field.line,
    column: field.column,
    message: `${name}: ${JSON.stringify(field.value.slice(0, 100))} cannot be used`,
    hint,
  });

/** What the article says itself of how its dates are to be read. */
const ownSettings = (draft: Draft) => {
  const problems: Problem[] = [];
  const order = draft.dateOrder?.value.trim().toUpperCase();
  const isOrder = order !== undefined && orders.includes(order);
  if (draft.dateOrder && !isOrder) {
    problems.push(unusable(draft, 'dateOrder', draft.dateOrder, 'Write DMY, MDY or YMD.'));
  }
  const dayTime = /^(?:[01]\d|2[0-3]):[0-5]\d$/.exec(draft.dayTime?.value.trim() ?? '')?.[0];
  if (draft.dayTime && dayTime === undefined) {
    problems.push(unusable(draft, 'dayTime', draft.dayTime, 'Write hours and minutes, such as 09:00.'));
  }
  const zone = canonicalZone(draft.timeZone?.value.trim());
  if (draft.timeZone && zone === undefined) {
    const hint = 'Write an IANA name such as Asia/Kolkata.';
    problems.push(unusable(draft, 'timeZone', draft.timeZone, hint, 'unknown-zone'));
  }
  return { order: isOrder ? (order as DateOrder) : undefined, dayTime, zone, problems };
};

/** Day and month in the order that the article asks for; in none where it asks for one that does not exist. */
const orderOf = (draft: Draft, own: DateOrder | undefined, site: Site, defaults: Defaults) => {
  if (draft.dateOrder && own === undefined) return {};
  return {
    language: articleLanguage(draft, defaults, site).language ?? site.language,
    dateOrder: own ?? defaults.dateOrder ?? site.dateOrder,
  };
};

/**
 * A timestamp of YAML 1.1 (https://yaml.org/type/timestamp.html) that leaves its zone out: "assumed to be in UTC" by
 * that specification, by which Jekyll reads `2026-03-01 10:00:00`. Without seconds, or without a time, it is none.
 */
const isZonelessTimestamp = (text: string): boolean =>
  /^\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]{1,20})\d\d?:\d\d:\d\d(?:\.\d{0,20})?$/.test(text);

/** With an unknown zone, UTC is tried only after the text has been found to need one. */
const readIn = (text: string, context: DateContext): { reading: Reading; isZoneAssumed: boolean } => {
  const reading = parseDate(text, context);
  if (reading.ok || reading.refused !== 'no-zone' || context.zone !== undefined) {
    return { reading, isZoneAssumed: false };
  }
  return { reading: parseDate(text, { ...context, zone: DEFAULT_ZONE }), isZoneAssumed: true };
};

/**
 * A reader for the article's dates: zone, language, order and time of day are its own, else those of the
 * `_defaults.yaml` files, else the site's. Relative texts count from what the article says of when it was saved, never
 * from a file's time.
 */
export const dateReader = (draft: Draft, site: Site, defaults: Defaults): DateReader => {
  const own = ownSettings(draft);
  const context: DateContext = {
    zone: own.zone ?? canonicalZone(defaults.timeZone) ?? site.timeZone,
    ...orderOf(draft, own.order, site, defaults),
    dayTime: own.dayTime ?? defaults.dayTime ?? site.dayTime,
  };
  const saved = draft.saved && readIn(draft.saved.value.slice(0, LONGEST), context).reading;
  const reference: Instant | undefined = saved?.ok ? saved.instant : undefined;
  const problems =
    draft.saved && !saved?.ok
      ? [...own.problems, unusable(draft, 'saved', draft.saved, 'Write a date such as 2026-03-01 14:30.')]
      : own.problems;
  const full: DateContext = reference === undefined ? context : { ...context, reference };
  const timestampZone = own.zone === undefined ? canonicalZone(defaults.timestampZone) : undefined;
  const contextOf = (source: Field['source'], text: string): DateContext =>
    timestampZone !== undefined && source === 'front-matter' && isZonelessTimestamp(text)
      ? { ...full, zone: timestampZone }
      : full;
  return {
    zone: context.zone,
    isZoneUnknown: draft.timeZone !== undefined && own.zone === undefined,
    problems,
    read: (field) => {
      const text = plainLine(field.value.slice(0, LONGEST));
      const { reading, isZoneAssumed } = readIn(text, contextOf(field.source, text));
      return reading.ok ? { ok: true, field, reading, isZoneAssumed } : { ok: false, field, reading };
    },
    readText: (text) => parseDate(text, full),
  };
};
