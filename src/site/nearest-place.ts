import { nearest } from './nearest.ts';

/** A zone's city, as somebody would say it: `Europe/Paris` is Paris. */
const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');

/** Names of today that `Intl` keeps under older ones (backward links of the time zone database). */
const ofToday = [
  'Africa/Asmara',
  'America/Argentina/Buenos_Aires',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
];

/** The IANA zone that is meant by a city (`Paris`) or a slip (`Asia/Kolkatta`); undefined where none is near. */
export const nearestZone = (text: string): string | undefined => {
  const zones = [...new Set([...ofToday, ...Intl.supportedValuesOf('timeZone')])];
  const city = text.replaceAll('_', ' ').toLowerCase();
  const named = zones.filter((zone) => cityOf(zone).toLowerCase() === city);
  if (named.length > 0) return named.length === 1 ? named[0] : undefined;
  return text.includes('/') ? nearest(text, zones) : undefined;
};

const letters = [...'abcdefghijklmnopqrstuvwxyz'];

/** The language that has this name in English or in itself, such as `German` or `Deutsch`. */
const languageNamed = (name: string): string | undefined => {
  const wanted = name.toLowerCase();
  const english = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  const named = (code: string): boolean => {
    const inEnglish = english.of(code);
    if (inEnglish === undefined) return false;
    const itself = new Intl.DisplayNames(code, { type: 'language', fallback: 'none' }).of(code);
    return inEnglish.toLowerCase() === wanted || itself?.toLowerCase() === wanted;
  };
  return letters.flatMap((first) => letters.map((second) => first + second)).find(named);
};

/** The language tag that is meant by a locale's name (`en_GB.UTF-8`) or a language's name (`German`). */
export const nearestLanguage = (text: string): string | undefined => {
  const locale = /^([A-Za-z]{2,3})[_-]([A-Za-z]{2})(?:[.@]|$)/.exec(text);
  if (locale) return `${locale[1]?.toLowerCase()}-${locale[2]?.toUpperCase()}`;
  return /^\p{L}{4,30}$/u.test(text) ? languageNamed(text) : undefined;
};

/** What may be meant by the value of a flag, as a sentence behind what is wrong with it; empty where nothing is near. */
export const meantPlace = (key: 'zone' | 'language', value: string): string => {
  const guess = key === 'zone' ? nearestZone(value) : nearestLanguage(value);
  return guess === undefined ? '' : `. Did you mean ${guess}?`;
};
