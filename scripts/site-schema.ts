import { mkdirSync, writeFileSync } from 'node:fs';
import { siteJsonSchema } from '../src/site/json-schema.ts';
import { settingsPage } from './settings-page.ts';

// Writes the JSON Schema of site.yaml that the package ships, and its page; a test says when it has to be run again.
mkdirSync(new URL('../schema/', import.meta.url), { recursive: true });
writeFileSync(
  new URL('../schema/site.schema.json', import.meta.url),
  `${JSON.stringify(siteJsonSchema(), undefined, 2)}\n`,
);
writeFileSync(new URL('../docs/settings.md', import.meta.url), settingsPage());
