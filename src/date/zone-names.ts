import { meaningsOf } from './abbreviations.ts';
import { isSupported } from './language-facts.ts';
import type { Instant } from './reading.ts';
import { foldWord } from './tidy.ts';
import type { Token } from './tokens.ts';
import type { ZoneText } from './zone-text.ts';
import { canonicalZone, offsetAt } from './zones.ts';

/** What a zone's name in words stands for: a zone, and the offset where the name is one of a season. */
interface NamedZone {
  readonly zone: string;
  /** Minutes; undefined where the name follows the zone's clock. */
  readonly offset: number | undefined;
}

interface Names {
  readonly byName: Map<string, NamedZone[]>;
  /** First words of all names. */
  readonly firsts: Set<string>;
}

/** One zone for each of CLDR's sets of names; found by grouping the zones of Intl by their English names. */
const metazones =
  'Africa/Abidjan Africa/Nairobi Africa/Algiers Africa/Lagos Africa/Maputo Africa/Cairo Africa/Casablanca Europe/Paris Africa/Johannesburg Africa/Windhoek America/Adak America/Anchorage America/Araguaina America/Buenos_Aires America/Asuncion America/Chicago America/Belize America/Manaus America/Bogota America/Denver America/Campo_Grande America/Cancun America/Caracas America/Cayenne America/Mazatlan America/Santiago America/Los_Angeles America/New_York America/Eirunepe America/Halifax America/Godthab America/Guayaquil America/Guyana America/Havana America/Hermosillo America/La_Paz America/Lima America/Metlakatla America/Miquelon America/Montevideo America/Noronha America/Panama America/Paramaribo America/Puerto_Rico America/Phoenix America/Sao_Paulo America/Scoresbysund America/St_Johns Australia/Perth Antarctica/Davis Antarctica/DumontDUrville Australia/Sydney Antarctica/Mawson Pacific/Auckland Antarctica/Rothera Antarctica/Syowa Antarctica/Vostok Asia/Riyadh Asia/Almaty Europe/Athens Asia/Anadyr Asia/Aqtau Asia/Ashgabat Asia/Baku Asia/Bangkok Asia/Bishkek Asia/Brunei Asia/Kolkata Asia/Dhaka Asia/Dili Asia/Dubai Asia/Dushanbe Asia/Hong_Kong Asia/Hovd Asia/Irkutsk Asia/Jakarta Asia/Jayapura Asia/Jerusalem Asia/Kabul Asia/Kamchatka Asia/Karachi Asia/Kathmandu Asia/Krasnoyarsk Asia/Kuala_Lumpur Asia/Shanghai Asia/Magadan Asia/Makassar Asia/Manila Asia/Novosibirsk Asia/Omsk Asia/Seoul Asia/Yangon Asia/Tashkent Asia/Sakhalin Asia/Singapore Asia/Taipei Asia/Tbilisi Asia/Tehran Asia/Thimphu Asia/Tokyo Asia/Ulaanbaatar Asia/Vladivostok Asia/Yakutsk Asia/Yekaterinburg Asia/Yerevan Atlantic/Azores Europe/Lisbon Atlantic/Cape_Verde Atlantic/South_Georgia Atlantic/Stanley Australia/Adelaide Australia/Brisbane Australia/Darwin Australia/Eucla Australia/Lord_Howe Europe/Moscow Europe/Dublin Europe/London Europe/Samara Europe/Volgograd Europe/Istanbul Indian/Chagos Indian/Christmas Indian/Cocos Indian/Kerguelen Indian/Mahe Indian/Maldives Indian/Mauritius Indian/Reunion Pacific/Apia Pacific/Chatham Pacific/Easter Pacific/Efate Pacific/Enderbury Pacific/Fakaofo Pacific/Fiji Pacific/Funafuti Pacific/Galapagos Pacific/Gambier Pacific/Guadalcanal Pacific/Guam Pacific/Honolulu Pacific/Kiritimati Pacific/Kosrae Pacific/Kwajalein Pacific/Marquesas Pacific/Midway Pacific/Nauru Pacific/Niue Pacific/Norfolk Pacific/Noumea Pacific/Palau Pacific/Pitcairn Pacific/Ponape Pacific/Port_Moresby Pacific/Rarotonga Pacific/Tahiti Pacific/Tarawa Pacific/Tongatapu Pacific/Truk Pacific/Wake Pacific/Wallis UTC'.split(
    ' ',
  );

const styles = ['long', 'longGeneric', 'short'] as const;

const wordsOf = (name: string): string => {
  const words =
    name
      .normalize('NFKC')
      .replace(/\p{Cf}/gu, '')
      .match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.map(foldWord).join(' ');
};

/** What the language calls the zone in winter and in summer; one format for both, since to make it is what costs. */
const namesOf = (tag: string, zone: string, timeZoneName: (typeof styles)[number]): string[] => {
  const format = new Intl.DateTimeFormat(tag, { timeZone: zone, timeZoneName, hour: 'numeric' });
  return seasons.map(
    (time) => format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? '',
  );
};

const offsetIn = (zone: string, time: number): number => offsetAt(time as Instant, zone);

const put = ({ byName, firsts }: Names, name: string, named: NamedZone): void => {
  const list = byName.get(name);
  firsts.add(name.split(' ', 1)[0] as string);
  if (list === undefined) byName.set(name, [named]);
  else if (!list.some(({ zone, offset }) => zone === named.zone && offset === named.offset)) list.push(named);
};

const seasons = [Date.UTC(2018, 0, 15, 12), Date.UTC(2018, 6, 15, 12)] as const;

const addZone = (names: Names, tag: string, zone: string, of: readonly (typeof styles)[number][]): void => {
  const offsets = seasons.map((time) => offsetIn(zone, time));
  for (const style of of) {
    const found = namesOf(tag, zone, style);
    found.forEach((name, at) => {
      // Names with digits are offsets, and are read as such.
      if (name === '' || /\d/.test(name.normalize('NFKC')) || /\p{Nd}/u.test(name)) return;
      const words = wordsOf(name);
      if (words.length < 3 || /^(?:gmt|utc)$/.test(words) || meaningsOf(words).length > 0) return;
      const isOfSeason = found[0] !== found[1] && style !== 'longGeneric';
      put(names, words, { zone, offset: isOfSeason ? offsets[at] : undefined });
    });
  }
};

const bounded = <Value>(make: (key: string) => Value): ((key: string) => Value) => {
  const kept = new Map<string, Value>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size > 400) kept.clear();
    const value = make(key);
    kept.set(key, value);
    return value;
  };
};

/** The site zone's own names in a language: made for each pair once. */
const siteNames = bounded((key): Names => {
  const [tag = '', zone = ''] = key.split(' ');
  const names: Names = { byName: new Map(), firsts: new Set() };
  addZone(names, tag, zone, styles);
  return names;
});

const worldNames = bounded((tag): Names => {
  const names: Names = { byName: new Map(), firsts: new Set() };
  for (const zone of metazones) {
    if (canonicalZone(zone) !== undefined) addZone(names, tag, zone, ['long', 'longGeneric']);
  }
  return names;
});

const sampleZones = [
  'Asia/Kolkata', 'America/New_York', 'Europe/Paris', 'Asia/Tokyo', 'Australia/Sydney', 'America/Sao_Paulo',
  'Europe/Moscow', 'Africa/Johannesburg',
]; // biome-ignore format: a table reads better in rows

const sampleNames = bounded((tag): readonly string[] =>
  sampleZones.flatMap((zone) => namesOf(tag, zone, 'long').map(wordsOf)),
);

/** The longer words of some zone names: one of them in a line makes it worth looking for all names. */
const sampledWords = bounded((tag): ReadonlySet<string> => {
  return new Set(
    sampleNames(tag)
      .flatMap((name) => name.split(' '))
      .filter((word) => word.length >= 6),
  );
});

const ascii = /^[\x00-\x7f]*$/;

/** Words of zone names, and those that other words may end in, as in scripts without spaces. */
interface ZoneWords {
  readonly whole: ReadonlySet<string>;
  readonly ends: readonly string[];
}

/** The words that most zone names of a language share: time, standard, heure, стандартное, 標準時. */
const zoneWords = bounded((tag): ZoneWords => {
  const names = sampleNames(tag);
  const counts = new Map<string, number>();
  for (const name of new Set(names)) {
    for (const word of new Set(name.split(' '))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const long = [...counts].filter(([word, times]) => times >= 4 && word.length >= 3).map(([word]) => word);
  const words = long.length > 0 ? long : commonEnds(names);
  return { whole: new Set(words), ends: words.filter((word) => word.length > 1 && !ascii.test(word)) };
});

/** What at least half of the names begin or end with, in scripts that write words together. */
const commonEnds = (names: readonly string[]): string[] => {
  const ends = new Map<string, number>();
  for (const name of names) {
    for (const size of [2, 3, 4]) {
      for (const end of [name.slice(0, size), name.slice(-size)]) ends.set(end, (ends.get(end) ?? 0) + 1);
    }
  }
  return [...ends].filter(([end, times]) => end.length >= 2 && times * 2 >= names.length).map(([end]) => end);
};

/** A zone's name in the text: the tokens it takes, and what it stands for. */
export interface NameMatch {
  readonly from: number;
  readonly to: number;
  readonly zone: ZoneText;
}

/** The clock that a name stands for: an offset, or two by season. */
const clockOf = ({ zone, offset }: NamedZone): string => {
  const clocks = new Set(offset === undefined ? seasons.map((time) => offsetIn(zone, time)) : [offset]);
  return [...clocks].join();
};

const choose = (named: readonly NamedZone[], words: string): ZoneText => {
  // One name for zones with different clocks says nothing for certain.
  if (new Set(named.map(clockOf)).size > 1) return { kind: 'refused', code: 'ambiguous-zone', name: words };
  const { zone, offset } = named.find((one) => one.offset !== undefined) ?? (named[0] as NamedZone);
  return { kind: 'named', zone, offset };
};

/** Finds the longest of the names among the tokens' words. */
const find = (
  tokens: readonly Token[],
  names: Names,
): { from: number; to: number; words: string } | undefined => {
  let best: { from: number; to: number; words: string } | undefined;
  for (let from = 0; from < tokens.length; from++) {
    if (!names.firsts.has(tokens[from]?.key ?? '')) continue;
    let words = '';
    for (let to = from; to < Math.min(tokens.length, from + 16); to++) {
      const token = tokens[to] as Token;
      if (token.kind === 'number' || token.kind === 'break') break;
      if (token.kind !== 'word') continue;
      words += words === '' ? token.key : ` ${token.key}`;
      // A word for GMT before an offset is a part of the offset.
      const isOffset = /^[+-]$/.test(tokens[to + 1]?.text ?? '');
      if (!isOffset && names.byName.has(words) && words.length > (best?.words.length ?? 0))
        best = { from, to: to + 1, words };
    }
  }
  return best;
};

/**
 * The zone name in words that a language's CLDR data has, among the tokens of a line: those of the site zone
 * first, all of the world's where a word of such names stands in the line.
 */
export const findZoneName = (
  tokens: readonly Token[],
  language: string | undefined,
  siteZone: string | undefined,
): NameMatch | undefined => {
  const { hints, tags } = placesFor(language ?? '')(siteZone ?? '');
  if (!tokens.some(({ kind, key }) => kind === 'word' && isHint(key, hints))) return undefined;
  for (const { tag, own } of tags) {
    const match = own && matchIn(tokens, own);
    if (match !== undefined) return match;
    const foreign = hasZoneWord(tokens, tag) ? matchIn(tokens, worldNames(tag)) : undefined;
    if (foreign !== undefined) return foreign;
  }
  return undefined;
};

const matchIn = (tokens: readonly Token[], names: Names): NameMatch | undefined => {
  const found = find(tokens, names);
  return found && { ...found, zone: choose(names.byName.get(found.words) ?? [], found.words) };
};

/** Where names are looked for, and the words that make a line worth looking: kept, since few lines have any. */
interface Places {
  readonly hints: ZoneWords;
  readonly tags: readonly { readonly tag: string; readonly own: Names | undefined }[];
}

const placesFor = bounded((language) =>
  bounded((siteZone): Places => {
    const tags = (language === '' || !isSupported(language) ? ['en'] : [language, 'en']).map((tag) => ({
      tag,
      own: siteZone === '' ? undefined : siteNames(`${tag} ${siteZone}`),
    }));
    const whole = tags.flatMap(({ tag, own }) => [
      ...(own?.firsts ?? []),
      ...sampledWords(tag),
      ...zoneWords(tag).whole,
    ]);
    const ends = tags.flatMap(({ tag }) => zoneWords(tag).ends);
    return { hints: { whole: new Set(whole), ends }, tags };
  }),
);

const hasZoneWord = (tokens: readonly Token[], tag: string): boolean => {
  const sampled = sampledWords(tag);
  return tokens.some(({ kind, key }) => kind === 'word' && (sampled.has(key) || isZoneWord(key, tag)));
};

/** Whether the word is one that zone names of the language are made of. */
export const isZoneWord = (key: string, tag: string): boolean => isHint(key, zoneWords(tag));

const isHint = (key: string, { whole, ends }: ZoneWords): boolean => {
  if (whole.has(key)) return true;
  return ends.length > 0 && !ascii.test(key) && ends.some((end) => key.endsWith(end));
};
