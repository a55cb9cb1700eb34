const values: Readonly<Record<string, number>> = {
  〇: 0, 零: 0, '○': 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 两: 2, 兩: 2, 壱: 1, 弐: 2, 参: 3,
}; // biome-ignore format: a table reads better in rows

/** 十六 is 16, 二十一 is 21, 廿三 is 23, 二〇一五 is 2015; undefined for anything else. */
const numberOf = (text: string): string | undefined => {
  if (!/[十廿卅]/.test(text)) return [...text].map((digit) => values[digit]).join('');
  const match = /^([一二三四五六七八九])?([十廿卅])([一二三四五六七八九])?$/.exec(text);
  if (match === null) return undefined;
  const base = match[2] === '廿' ? 20 : match[2] === '卅' ? 30 : 10;
  const tens = match[1] === undefined ? base : base * (values[match[1]] as number);
  return String(tens + (match[3] === undefined ? 0 : (values[match[3]] as number)));
};

const numeral = /[〇零○一二三四五六七八九十廿卅两兩]{1,5}(?=\s?[年月日号號時时點点分秒])/g;

/** Writes the Chinese numerals before 年, 月, 日 and the units of time as digits; 元年 is year 1. */
export const writeNumerals = (text: string): string => {
  if (!/[年月日号號時时點点分秒]/.test(text)) return text;
  return text
    .replace(/元年/g, '1年')
    .replace(numeral, (found) => numberOf(found) ?? found)
    .replace(/半(?=[^\p{L}]|$)/gu, (found, at: number, whole: string) =>
      /[時时點点]/.test(whole[at - 1] ?? '') ? '30分' : found,
    );
};

const eraLetters: Readonly<Record<string, string>> = {
  m: '明治',
  t: '大正',
  s: '昭和',
  h: '平成',
  r: '令和',
};

/** H27.9.16 in a Japanese text is 平成27年9月16日. */
export const writeEras = (text: string, language: string | undefined): string =>
  language === undefined || !/^ja\b/i.test(language)
    ? text
    : text.replace(
        /(?<![a-z])([mtshr])\.?(\d{1,2})[./-](\d{1,2})[./-](\d{1,2})(?!\d)/gi,
        (_, era: string, year: string, month: string, day: string) =>
          `${eraLetters[era.toLowerCase()]}${year}年${month}月${day}日`,
      );
