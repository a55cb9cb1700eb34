import { parseDate } from '../../date/parse.ts';
import type { DateContext, DateRefused, Instant, Reading } from '../../date/reading.ts';
import { canonicalZone } from '../../date/zones.ts';

/** A value that cannot be used, named as it was given: `zone "Asia/Kolkatta" is no IANA time zone`. */
export interface Unusable {
  readonly key: 'zone' | 'language' | 'reference';
  readonly message: string;
}

type Checked = { readonly context: DateContext } | { readonly unusable: Unusable };

const canonicalLanguage = (tag: string): string | undefined => {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
};

/** RFC 3339 date-time with its offset, and nothing else: a reference must not itself be guessed. */
const readReference = (text: string): Instant | undefined => {
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/i.test(text))
    return undefined;
  const reading = parseDate(text);
  return reading.ok ? reading.instant : undefined;
};

/**
 * Checks zone, language and reference, which come from flags or from a question, and puts them over `base`.
 * An absent value leaves what `base` says, an empty one means not known.
 */
export const contextOf = (
  given: Readonly<{
    zone?: string | undefined;
    language?: string | undefined;
    reference?: string | undefined;
  }>,
  base: DateContext,
): Checked => {
  const context: { -readonly [Key in keyof DateContext]: DateContext[Key] } = { ...base };
  const { zone, language, reference } = given;
  const refuse = (key: Unusable['key'], value: string, rule: string): Checked => ({
    unusable: { key, message: `${key} ${JSON.stringify(value)} ${rule}` },
  });
  if (zone !== undefined) {
    context.zone = zone === '' ? undefined : canonicalZone(zone);
    if (zone !== '' && context.zone === undefined)
      return refuse('zone', zone, 'is no IANA time zone such as Asia/Kolkata');
  }
  if (language !== undefined) {
    context.language = language === '' ? undefined : canonicalLanguage(language);
    if (language !== '' && context.language === undefined)
      return refuse('language', language, 'is no BCP 47 language tag such as en-IN');
  }
  if (reference !== undefined) {
    context.reference = reference === '' ? undefined : readReference(reference);
    if (reference !== '' && context.reference === undefined)
      return refuse('reference', reference, 'is no instant such as 2015-09-16T16:22:00Z');
  }
  return { context };
};

/** The answer to a line that asks nothing that can be answered; it has the shape of a refusal. */
export const malformed = (line: string, message: string): DateRefused => ({
  ok: false,
  text: line,
  refused: 'unparsable',
  message,
});

const keys = ['zone', 'language', 'reference'] as const;

/** A question's own values, null as the empty text; or what is wrong with it. */
const readQuestion = (line: string): { text: string; given: Record<string, string> } | string => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (fault) {
    return `the line begins with { but is no JSON: ${fault instanceof Error ? fault.message : 'unreadable'}`;
  }
  const fields = new Map(Object.entries(value as object));
  const text: unknown = fields.get('text');
  if (typeof text !== 'string') return 'a question needs "text" with a string';
  const given: Record<string, string> = {};
  for (const key of keys) {
    const field: unknown = fields.get(key) === null ? '' : fields.get(key);
    if (field === undefined) continue;
    if (typeof field !== 'string') return `"${key}" of a question is a string or null`;
    given[key] = field;
  }
  return { text, given };
};

/**
 * Answers one line of standard input: a text, or a question with its own context where it begins with `{`.
 * A question's absent keys take `base`, null and "" mean not known. Never throws.
 */
export const answerLine = (line: string, base: DateContext): Reading => {
  if (!line.startsWith('{')) return parseDate(line, base);
  const question = readQuestion(line);
  if (typeof question === 'string') return malformed(line, question);
  const checked = contextOf(question.given, base);
  if ('unusable' in checked) return malformed(question.text, `of the question, ${checked.unusable.message}`);
  return parseDate(question.text, checked.context);
};
