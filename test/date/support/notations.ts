import { formatHttpDate, formatRfc822, formatRfc3339 } from '../../../src/date/format.ts';
import type { DateContext, Instant } from '../../../src/date/reading.ts';

/** One text that stands for an instant, and what a reader of it is told besides. */
export interface Written {
  readonly notation: string;
  readonly text: string;
  readonly context: DateContext;
  /** The instant cut to what the text states, in milliseconds. */
  readonly expected: number;
  /** Whether the text says its offset; without it a repeated wall clock is the earlier one. */
  readonly hasOffset: boolean;
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const weekdays = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const two = (value: number): string => String(value).padStart(2, '0');

/** The pieces that notations are put together from, for a wall clock. */
const pieces = (wall: Temporal.ZonedDateTime) => {
  const month = months[wall.month - 1]!;
  const weekday = weekdays[wall.dayOfWeek - 1]!;
  const half = wall.hour < 12 ? 'AM' : 'PM';
  return {
    year: String(wall.year),
    shortYear: two(wall.year % 100),
    mm: two(wall.month),
    dd: two(wall.day),
    day: String(wall.day),
    month,
    mon: month.slice(0, 3),
    weekday,
    wkd: weekday.slice(0, 3),
    date: wall.toPlainDate().toString(),
    time: wall.toPlainTime().toString({ smallestUnit: 'second' }),
    minute: wall.toPlainTime().toString({ smallestUnit: 'minute' }),
    twelve: `${wall.hour % 12 || 12}:${two(wall.minute)}:${two(wall.second)} ${half}`,
    offset: wall.offset,
    bareOffset: wall.offset.replace(':', ''),
  };
};

type Pieces = ReturnType<typeof pieces>;

/** Notations in UTC: their texts need no context. Epoch numbers are told apart by their length, so they begin in September 2001. */
const inUtc: Readonly<Record<string, (p: Pieces, instant: Instant) => string>> = {
  'RFC 3339 in UTC': (_, instant) => formatRfc3339(instant),
  'RFC 822': (_, instant) => formatRfc822(instant),
  'HTTP date': (_, instant) => formatHttpDate(instant),
  'RFC 850': (p) => `${p.weekday}, ${p.dd}-${p.mon}-${p.shortYear} ${p.time} GMT`,
  'ISO basic': (p) => `${p.date.replaceAll('-', '')}T${p.time.replaceAll(':', '')}Z`,
  'epoch milliseconds': (_, instant) => String(instant),
  'epoch seconds': (_, instant) => String(Math.floor(instant / 1000)),
};

/** Notations with the zone's offset. */
const withOffset: Readonly<Record<string, (p: Pieces, zone: string) => string>> = {
  'ISO with offset': (p) => `${p.date}T${p.time}${p.offset}`,
  'ISO with space and bare offset': (p) => `${p.date} ${p.time} ${p.bareOffset}`,
  'RFC 9557': (p, zone) => `${p.date}T${p.time}${p.offset}[${zone}]`,
  'RFC 5322': (p) => `${p.wkd}, ${p.day} ${p.mon} ${p.year} ${p.time} ${p.bareOffset}`,
  JavaScript: (p) => `${p.wkd} ${p.mon} ${p.dd} ${p.year} ${p.time} GMT${p.bareOffset}`,
  Twitter: (p) => `${p.wkd} ${p.mon} ${p.dd} ${p.time} ${p.bareOffset} ${p.year}`,
  'server log': (p) => `${p.dd}/${p.mon}/${p.year}:${p.time} ${p.bareOffset}`,
  'English with offset': (p) => `${p.month} ${p.day}, ${p.year} at ${p.twelve} UTC${p.offset}`,
};

/** Notations of the wall clock alone: the zone comes from outside. */
const wallOnly: Readonly<Record<string, readonly [write: (p: Pieces) => string, language?: string]>> = {
  'ISO without offset': [(p) => `${p.date}T${p.time}`],
  SQL: [(p) => `${p.date} ${p.time}`],
  'fourteen digits': [(p) => `${p.date}${p.time}`.replaceAll(/\D/g, '')],
  EXIF: [(p) => `${p.date.replaceAll('-', ':')} ${p.time}`],
  asctime: [(p) => `${p.wkd} ${p.mon} ${p.day.padStart(2)} ${p.time} ${p.year}`],
  'English, day first': [(p) => `${p.weekday} ${p.day} ${p.month} ${p.year}, ${p.time}`],
  'English, month first': [(p) => `${p.month} ${p.day}, ${p.year}, ${p.twelve}`],
  'British numbers': [(p) => `${p.dd}/${p.mm}/${p.year} ${p.time}`, 'en-GB'],
  'American numbers': [(p) => `${p.mm}/${p.dd}/${p.year} ${p.twelve}`, 'en-US'],
  'German numbers': [(p) => `${p.dd}.${p.mm}.${p.year}, ${p.time} Uhr`, 'de-DE'],
  Japanese: [(p) => `${p.year}年${p.mm}月${p.dd}日 ${p.time}`, 'ja'],
};

const second = (instant: number): number => Math.floor(instant / 1000) * 1000;

/**
 * The instant in every notation, on the wall clock of `zone` where the notation has one.
 * Instants are of the years 1970 to 2049, since RFC 850 writes two digits of the year.
 */
export const writeAll = (instant: Instant, zone: string): readonly Written[] => {
  const wall = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const local = pieces(wall);
  const utc = pieces(wall.withTimeZone('UTC'));
  const cut = second(instant);
  return [
    ...Object.entries(inUtc)
      .filter(([notation]) => !notation.startsWith('epoch') || instant >= 1e12)
      .map(([notation, write]) => ({
        notation,
        text: write(utc, instant),
        context: {},
        expected: /3339|milli/.test(notation) ? instant : cut,
        hasOffset: true,
      })),
    ...Object.entries(withOffset).map(([notation, write]) => ({
      notation,
      text: write(local, zone),
      context: {},
      expected: cut,
      hasOffset: true,
    })),
    ...Object.entries(wallOnly).map(([notation, [write, language]]) => ({
      notation,
      text: write(local),
      context: { zone, language },
      expected: cut,
      hasOffset: false,
    })),
    {
      notation: 'named zone',
      text: `${local.date} ${local.time} ${zone}`,
      context: {},
      expected: cut,
      hasOffset: false,
    },
  ];
};
