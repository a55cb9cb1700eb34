import { expect, test } from 'vitest';
import { checkLanguage } from '../../../src/article/fields/language-tag.ts';

test.each([
  ['EN_gb', 'en-GB'],
  [' de ', 'de'],
  ['zh-hant-tw', 'zh-Hant-TW'],
  ['en_US.UTF-8', 'en-US'],
  ['sr@latin', 'sr'],
  // RFC 5646 §4.5: a deprecated subtag takes its preferred value.
  ['iw', 'he'],
  ['und', undefined],
  ['English', undefined],
  ['C', undefined],
  ['x-default', undefined],
  ['', undefined],
  ['de-', undefined],
  [`de${'-abcdefgh'.repeat(9)}`, undefined],
])('%j is %j', (text, tag) => {
  expect(checkLanguage(text)).toBe(tag);
});
