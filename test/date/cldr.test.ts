import { describe, expect, it } from 'vitest';
import { parseDate } from '../../src/date/parse.ts';
import {
  allLocales,
  type CldrResult,
  cldrCases,
  count,
  judgeCldr,
  percent,
  type Share,
} from './support/cldr.ts';

const locales = allLocales();
// All locales without a region and every fourth with one, each style at two of the 144 pairs of zone and instant;
// CLDR=all takes everything (many minutes).
const isFull = process.env.CLDR === 'all';
const chosen = locales.filter((tag, index) => isFull || index % 4 === 0 || !/-(?:[A-Z]{2}|\d{3})$/.test(tag));
const pairs = isFull ? 144 : 2;

const describeFault = ({ locale, zone, dateStyle, timeStyle, text, expected, reading }: CldrResult): string =>
  `${locale} ${zone} ${dateStyle}/${timeStyle} ${JSON.stringify(text)}: ${
    reading.ok ? new Date(reading.instant).toISOString() : reading.refused
  }, not ${expected.map((instant) => new Date(instant).toISOString()).join(' or ')}`;

describe('what Intl.DateTimeFormat writes', () => {
  it('knows the locales of this Node', () => {
    expect(locales.length).toBeGreaterThan(500);
    expect(locales).toEqual(expect.arrayContaining(['en', 'de-AT', 'zh-Hant-TW', 'sr-Latn', 'fa', 'th']));
  });

  it('is read right or refused in every locale and style', { timeout: 7_200_000 }, () => {
    const shares = new Map<string, Share>();
    const wrong: string[] = [];
    for (const item of cldrCases({ locales: chosen, pairs })) {
      const result = judgeCldr(item, parseDate(item.text, { zone: item.zone, language: item.locale }));
      count(shares, result.locale.split('-')[0]!, result);
      count(shares, 'all', result);
      if (result.outcome === 'wrong') wrong.push(describeFault(result));
    }
    const lines = [...shares].map(
      ([name, { cases, read, longCases, longRead }]) =>
        `${name} ${percent(read, cases)} (${percent(longRead, longCases)})`,
    );
    console.log(
      `share read by language, in brackets of the long and full styles, in %:\n${lines.join(' · ')}`,
    );
    expect(wrong).toEqual([]);
    const all = shares.get('all')!;
    expect(all.read / all.cases).toBeGreaterThan(0.95);
    expect(all.longRead / all.longCases).toBeGreaterThan(0.99);
  });
});
