import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../src/article/language.ts';

describe('x', () => {
  it('y', () => {
    expect(detectLanguage('Das Stadtbad im Osten der Stadt bekommt bis zum Frühjahr ein neues Dach.')).toBe(
      'de',
    );
  });
});
