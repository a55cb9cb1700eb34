import { stringify } from 'yaml';
import { descriptions } from '../src/site/descriptions.ts';
import { siteJsonSchema } from '../src/site/json-schema.ts';

interface Shape {
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Shape[];
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly examples?: readonly unknown[];
}

/** The heading that stands before a key. */
const headings: Readonly<Record<string, string>> = {
  title: 'The site',
  language: 'Language and dates',
  permalink: 'Addresses and ids',
  feeds: 'Feeds',
  podcast: 'A podcast',
  hubs: 'Delivery',
};

/** What may be chosen, for a key with a list of choices. */
const choicesOf = (shape: Shape): readonly string[] => {
  const alternatives = [shape, ...(shape.anyOf ?? [])];
  const lists = [...alternatives, ...alternatives.flatMap(({ items }) => items ?? [])].flatMap(
    ({ enum: list }) => (list ? [list] : []),
  );
  return lists[0]?.includes('on') ? ['on', 'off'] : (lists[0] ?? []);
};

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;

/** An example on one line, as it may stand in the file. */
const exampleOf = (key: string, example: unknown): string =>
  `${key}: ${stringify(example, { collectionStyle: 'flow', lineWidth: 0 }).trim()}`;

const row = (path: string, shape: Shape): string => {
  const choices = choicesOf(shape);
  const standard =
    shape.default === undefined || typeof shape.default === 'object'
      ? ''
      : `Default: ${code(String(shape.default))}.`;
  const choice =
    choices.length > 0 ? `${path === 'feeds.by' ? 'Any' : 'One'} of ${choices.map(code).join(', ')}.` : '';
  const says = (shape.description ?? '')
    .replaceAll('|', '\\|')
    .replace(/(?:\{\w+\} ?)+/g, (names) => `${code(names.trim())} `);
  const text = [says.replace(/ \./g, '.').trim(), choice, standard].filter(Boolean).join(' ');
  const [example] = shape.examples ?? [];
  const key = path.split('.').at(-1) ?? path;
  return `| ${code(path)} | ${text} | ${example === undefined ? '' : code(exampleOf(key, example))} |`;
};

const shapeAt = (path: string): Shape =>
  path.split('.').reduce<Shape>((shape, key) => shape.properties?.[key] ?? {}, siteJsonSchema() as Shape);

/** `docs/settings.md`: every key of `site.yaml` with what it is for, its choices, its default and an example. */
export const settingsPage = (): string => {
  const rows = Object.keys(descriptions).flatMap((path) => {
    const heading = headings[path];
    const head = heading === undefined ? [] : [`\n## ${heading}\n`, '| key | | example |', '|---|---|---|'];
    return [...head, row(path, shapeAt(path))];
  });
  return `# Settings

Every key of \`site.yaml\` is optional. One that is not known, or has a value that cannot be used, is told with line and
column, and nothing starts. \`dateline init\` writes a file to begin with; by its first line, editors that know YAML
schemas complete keys while you type.

A \`_defaults.yaml\` in a folder of articles sets \`timeZone\`, \`language\`, \`dateOrder\`, \`dayTime\`, \`authors\`, \`tags\` and
\`siteName\` for every article below it. The nearest one wins, and what an article says itself wins over all. Its
\`timestampZone\` is the zone of dates in front matter with seconds and no zone, such as \`2026-03-01 10:00:00\`: \`UTC\` as
YAML and Jekyll have it, else they are in \`timeZone\` like all others.

A key behind a dot stands within the one before it:

\`\`\`yaml
feeds:
  entries: 50
\`\`\`
${rows.join('\n')}
`;
};
