import { describe, expect, it } from 'vitest';
import { meantPlace, nearestLanguage, nearestZone } from '../../src/site/nearest-place.ts';

describe('nearestZone', () => {
  it.each([
    ['Paris', 'Europe/Paris'],
    ['new york', 'America/New_York'],
    ['Kolkata', 'Asia/Kolkata'],
    ['Europe/Pari', 'Europe/Paris'],
    ['Asia/Kolkatta', 'Asia/Kolkata'],
    ['Europe/Kyv', 'Europe/Kyiv'],
    ['IST', undefined],
    ['+05:30', undefined],
    ['', undefined],
  ])('of %j is %j', (text, zone) => {
    expect(nearestZone(text)).toBe(zone);
  });
});

describe('nearestLanguage', () => {
  it.each([
    ['en_GB', 'en-GB'],
    ['pt_br.UTF-8', 'pt-BR'],
    ['German', 'de'],
    ['français', 'fr'],
    ['Klingonish', undefined],
    ['', undefined],
  ])('of %j is %j', (text, tag) => {
    expect(nearestLanguage(text)).toBe(tag);
  });
});

it('stands behind what is wrong as a sentence, or not at all', () => {
  expect(meantPlace('zone', 'Paris')).toBe('. Did you mean Europe/Paris?');
  expect(meantPlace('language', 'xyzzyx')).toBe('');
});
