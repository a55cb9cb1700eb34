import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settingsPage } from '../../scripts/settings-page.ts';
import { descriptions } from '../../src/site/descriptions.ts';
import { siteJsonSchema } from '../../src/site/json-schema.ts';
import { checkSettings } from '../../src/site/read-site.ts';
import { siteSchema } from '../../src/site/schema.ts';

const shipped = JSON.parse(readFileSync(new URL('../../schema/site.schema.json', import.meta.url), 'utf8'));

interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
}

describe('schema/site.schema.json', () => {
  it('is what the settings are checked by (npm run schema writes it)', () => {
    expect(shipped).toEqual(JSON.parse(JSON.stringify(siteJsonSchema())));
  });

  it('has every key of site.yaml, and allows no other', () => {
    expect(Object.keys(shipped.properties).sort()).toEqual(Object.keys(siteSchema.shape).sort());
    expect(shipped.additionalProperties).toBe(false);
    expect(shipped.required).toBeUndefined();
  });

  it('says of every key, also within others, what it is for, and how it may look', () => {
    const keysOf = ({ properties = {} }: Described, before = ''): string[] =>
      Object.entries(properties).flatMap(([key, inner]) => [
        before + key,
        ...keysOf(inner, `${before}${key}.`),
      ]);
    expect(Object.keys(descriptions).sort()).toEqual(keysOf(shipped).sort());
    const silent = Object.entries(descriptions).filter(
      ([, { says, examples }]) => says.length < 10 || examples.length === 0,
    );
    expect(silent).toEqual([]);
  });

  const examples = Object.entries(descriptions).flatMap(([path, { examples: all }]) =>
    all.map((example) => [path, example] as const),
  );
  it.each(examples)('gives %s an example that is valid: %j', (path, example) => {
    const owner = path.startsWith('podcast.owner.') ? { name: 'A', email: 'a@b.example' } : {};
    const settings = path
      .split('.')
      .reduceRight<unknown>((value, key, at) => ({ ...(at === 2 ? owner : {}), [key]: value }), example);
    expect(() => checkSettings(settings)).not.toThrow();
  });

  it('offers the choices', () => {
    expect(shipped.properties.preferred.enum).toEqual(['atom', 'rss', 'json']);
    expect(shipped.properties.feeds.properties.archives.enum).toEqual(['site', 'all', 'none']);
  });
});

describe('docs/settings.md', () => {
  it('is made from the same descriptions (npm run schema writes it)', () => {
    expect(readFileSync(new URL('../../docs/settings.md', import.meta.url), 'utf8')).toBe(settingsPage());
  });
});
