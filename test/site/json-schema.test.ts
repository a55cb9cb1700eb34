import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { siteJsonSchema } from '../../src/site/json-schema.ts';
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

  it('says of every key what it is for', () => {
    const silent = Object.entries(shipped.properties as Record<string, Described>).filter(
      ([, { description = '' }]) => description.length < 10,
    );
    expect(silent).toEqual([]);
  });

  it('offers the choices', () => {
    expect(shipped.properties.preferred.enum).toEqual(['atom', 'rss', 'json']);
    expect(shipped.properties.feeds.properties.archives.enum).toEqual(['site', 'all', 'none']);
  });
});
