import type { DateOrder } from '../../date/reading.ts';
import { zoneIdentifier } from '../../date/temporal.ts';
import { type Problem, problem } from '../../problem.ts';
import { nearest } from '../../site/nearest.ts';
import { nearestZone } from '../../site/nearest-place.ts';
import type { Defaults, TextFile } from '../article.ts';
import { type FrontValue, isFrontMap } from '../front-matter/value.ts';
import { readYaml } from '../front-matter/yaml.ts';
import { normalizeKey } from './aliases.ts';
import { foldedText, givenText } from './index.ts';
import { checkLanguage } from './language-tag.ts';
import { wordsOf } from './lists.ts';
import { peopleOf } from './people.ts';

/** What a `_defaults.yaml` sets. `broken`: it cannot be read, so that the caller keeps the last good one. */
export interface DefaultsRead {
  readonly defaults: Defaults;
  readonly broken: boolean;
  readonly problems: readonly Problem[];
}

const orders: readonly DateOrder[] = ['DMY', 'MDY', 'YMD'];

/** How the value of each key is read, and what to write where it can't be. */
const keys: { readonly [K in keyof Defaults]-?: { read: (value: FrontValue) => Defaults[K]; hint: string } } =
  {
    timeZone: {
      read: (value) => zoneIdentifier(givenText(value) ?? ''),
      hint: 'Write an IANA zone such as Europe/Berlin.',
    },
    timestampZone: {
      read: (value) => zoneIdentifier(givenText(value) ?? ''),
      hint: 'Write an IANA zone, or UTC.',
    },
    language: {
      read: (value) => checkLanguage(givenText(value) ?? ''),
      hint: 'Write a language tag such as en-GB.',
    },
    dateOrder: {
      read: (value) => orders.find((order) => order === givenText(value)?.toUpperCase()),
      hint: 'Write DMY, MDY or YMD.',
    },
    dayTime: {
      read: (value) => /^([01]?\d|2[0-3]):[0-5]\d$/.exec(givenText(value) ?? '')?.[0].padStart(5, '0'),
      hint: 'Write a time of day such as 09:00.',
    },
    authors: {
      read: (value) => peopleOf(value, { separators: true }),
      hint: 'Write a name, or a list of names or of { name, url, email }.',
    },
    tags: {
      read: (value) => wordsOf(value, { spaces: 'never', commas: true }),
      hint: 'Write a list of words.',
    },
    siteName: { read: foldedText, hint: 'Write a name.' },
  };

const byNormalKey = new Map(Object.keys(keys).map((key) => [normalizeKey(key), key as keyof Defaults]));
const alsoKnown = new Map<string, keyof Defaults>([
  ['author', 'authors'],
  ['lang', 'language'],
]);

/** Line of a top-level key in the text, from 1. */
const lineOf = (text: string, key: string): number | undefined => {
  const at = text
    .split('\n')
    .findIndex((line) => line.startsWith(key) || line.startsWith(`"${key}`) || line.startsWith(`'${key}`));
  return at < 0 ? undefined : at + 1;
};

const shown = (value: FrontValue): string =>
  typeof value === 'string' ? `"${value.slice(0, 80)}"` : 'the value';

const hintFor = (key: keyof Defaults, value: FrontValue): string => {
  const zone =
    key === 'timeZone' || key === 'timestampZone' ? nearestZone(givenText(value) ?? '') : undefined;
  return zone === undefined ? keys[key].hint : `Write ${zone}.`;
};

/** Nobody writes more settings than this. */
const MAX_KEYS = 200;

/**
 * Reads the text of a `_defaults.yaml`. Every key is read by itself: one that is not known or has a value that can't
 * be used gives a Problem and changes nothing else. Only a file that is no YAML is `broken` (Problem
 * `broken-defaults`).
 */
export const readDefaults = ({ path, text }: Pick<TextFile, 'path' | 'text'>): DefaultsRead => {
  const read = readYaml(text);
  if (read.fault) {
    const { line, column, message } = read.fault;
    const hint = 'Write each setting as `key: value` on its own line.';
    const fault = problem('broken-defaults', {
      path,
      line,
      column,
      message: `the file is no YAML: ${message}.`,
      hint,
    });
    return { defaults: {}, broken: true, problems: [fault] };
  }
  const defaults: { -readonly [K in keyof Defaults]: Defaults[K] } = {};
  const problems: Problem[] = read.repairs.map(({ line, column, change }) =>
    problem('front-matter-repaired', {
      path,
      line,
      column,
      message: `the file is no YAML here; ${change}.`,
      hint: 'Begin each `key: value` in the first column of its own line.',
    }),
  );
  for (const [name, value] of [...read.fields].slice(0, MAX_KEYS)) {
    const place = { path, line: lineOf(text, name), column: 1 };
    const key = byNormalKey.get(normalizeKey(name)) ?? alsoKnown.get(normalizeKey(name));
    if (!key) problems.push(unknownKey(name, place));
    else if (value !== null) {
      const set = keys[key].read(isFrontMap(value) && key !== 'authors' ? null : value);
      if (set === undefined)
        problems.push(
          problem('bad-field', {
            ...place,
            message: `${name}: ${shown(value)} cannot be used.`,
            hint: hintFor(key, value),
          }),
        );
      else Object.assign(defaults, { [key]: set });
    }
  }
  return { defaults, broken: false, problems };
};

const unknownKey = (
  name: string,
  place: { path: string; line: number | undefined; column: number },
): Problem => {
  const near = nearest(name, Object.keys(keys));
  const hint = near === undefined ? `The keys are ${Object.keys(keys).join(', ')}.` : `Write ${near}.`;
  return problem('unknown-key', {
    ...place,
    message: `${name.slice(0, 100)} is no key of _defaults.yaml.`,
    hint,
  });
};

/** The defaults in force for an article, from those of the folders above it, the farthest first: key by key, the nearest wins. */
export const mergeDefaults = (fromFarToNear: readonly Defaults[]): Defaults =>
  Object.assign({}, ...fromFarToNear) as Defaults;
