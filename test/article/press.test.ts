import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Draft } from '../../src/article/article.ts';
import { blocksToHtml, readPress } from '../../src/article/press.ts';
import { formatRfc3339 } from '../../src/date/format.ts';
import { parseDate } from '../../src/date/parse.ts';
import { hasShared, sharedPath, sharedTitle } from '../support/shared.ts';

const fold = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim();

const read = (text: string, path = 'dump.txt'): Draft =>
  readPress({ path, text: text.replace(/\r\n?/g, '\n').replace(/^\ufeff/, ''), encoding: 'utf-8' });

const blocksOf = ({ body }: Draft): readonly Block[] => (body.kind === 'blocks' ? body.blocks : []);
const textOf = (block: Block): string => (block.kind === 'list' ? block.items.join('\n') : block.text);
const texts = (draft: Draft): string[] => blocksOf(draft).map(textOf);
const removed = (draft: Draft): string[] => draft.removed.map(({ text }) => text);
const authors = (draft: Draft): string[] => (draft.authors?.value ?? []).map(({ name }) => name);

/** The instant that the first candidate of a role gives in a zone. */
const instantOf = (draft: Draft, zone: string, role: 'published' | 'updated'): string | null => {
  const language = draft.language?.value;
  for (const { value, role: own } of draft.dates) {
    const reading = parseDate(value, { zone, language });
    if (reading.ok && (own === 'unknown' ? reading.role : own) === role)
      return formatRfc3339(reading.instant);
  }
  return null;
};

interface Expected {
  readonly title: string;
  readonly siteName: string | null;
  readonly authors: readonly string[];
  readonly place: string | null;
  readonly language: string;
  readonly zone: string;
  readonly published: string | null;
  readonly updated: string | null;
  readonly blocks: readonly string[];
  readonly removed: readonly string[];
}

const folder = new URL('../fixtures/articles/press/', import.meta.url);
const fixtures = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => ({
    name,
    text: readFileSync(new URL(name, folder), 'utf8'),
    expected: JSON.parse(readFileSync(new URL(name.replace('.txt', '.json'), folder), 'utf8')) as Expected,
  }));

describe('press dumps of many papers and languages', () => {
  it('are at least two dozen', () => {
    expect(fixtures.length).toBeGreaterThan(24);
  });

  it.each(fixtures)('reads $name', ({ text, expected }) => {
    const draft = read(text);
    const withoutMarks = texts(draft).map((block) => block.replace(/^(?:[-•*]|\d+\.) /gm, ''));
    expect({
      title: draft.title?.value ?? null,
      siteName: draft.siteName?.value ?? null,
      authors: authors(draft),
      place: draft.place?.value ?? null,
      language: draft.language?.value ?? null,
      zone: expected.zone,
      published: instantOf(draft, expected.zone, 'published'),
      updated: instantOf(draft, expected.zone, 'updated'),
      blocks: withoutMarks,
      removed: removed(draft),
    }).toEqual({
      ...expected,
      blocks: expected.blocks.map((block) => block.replace(/^(?:[-•*]|\d+\.) /gm, '')),
    });
  });
});

interface SharedExpected {
  readonly file: string;
  readonly encoding: string;
  readonly siteTimeZone: string;
  readonly title: string;
  readonly siteName: string | null;
  readonly authors: readonly string[];
  readonly place: string | null;
  readonly language: string | null;
  readonly published: string | null;
  readonly dateSource: string | null;
  readonly updated: string | null;
  readonly paragraphs: number;
  readonly firstParagraph: string;
  readonly lastParagraph: string;
  readonly removedLines: readonly string[];
}

const decoderName = (encoding: string): string =>
  encoding === 'cp1252' ? 'windows-1252' : encoding.replace('+bom', '');

const corpus = 'data/articles/press';
const shared = hasShared(corpus)
  ? readdirSync(sharedPath(corpus))
      .filter((name) => name.endsWith('.expected.json'))
      .map((name) => {
        const expected = JSON.parse(readFileSync(sharedPath(`${corpus}/${name}`), 'utf8')) as SharedExpected;
        const bytes = readFileSync(sharedPath(`${corpus}/${expected.file}`));
        return {
          file: expected.file,
          expected,
          text: new TextDecoder(decoderName(expected.encoding)).decode(bytes),
        };
      })
  : [];

const utc = (text: string | null): string | null =>
  text === null ? null : new Date(text).toISOString().replace('.000', '');

describe.skipIf(shared.length === 0)(sharedTitle('the shared corpus of press dumps', corpus), () => {
  it('is whole', () => {
    expect(shared).toHaveLength(24);
  });

  it.each(shared)('$file', ({ text, expected, file }) => {
    const draft = read(text, file);
    const blocks = blocksOf(draft);
    const bare = (paragraph: string | undefined): string => fold(paragraph ?? '').replace(/^- /, '');
    expect({
      title: draft.title?.value,
      siteName: draft.siteName?.value ?? null,
      authors: authors(draft),
      place: draft.place?.value ?? null,
      language: draft.language?.value ?? null,
      published: instantOf(draft, expected.siteTimeZone, 'published'),
      updated: instantOf(draft, expected.siteTimeZone, 'updated'),
      paragraphs: blocks.length,
      firstParagraph: bare(texts(draft)[0]),
      lastParagraph: bare(texts(draft).at(-1)),
      removedLines: removed(draft),
    }).toEqual({
      title: expected.title,
      siteName: expected.siteName,
      authors: expected.authors,
      place: expected.place,
      language: expected.language,
      published: expected.dateSource === 'text' ? utc(expected.published) : null,
      updated: utc(expected.updated),
      paragraphs: expected.paragraphs,
      firstParagraph: bare(expected.firstParagraph),
      lastParagraph: bare(expected.lastParagraph),
      removedLines: expected.removedLines.map(fold),
    });
  });
});

const seed = 'seed/press-dump-000.txt';

describe.skipIf(!hasShared(seed))(sharedTitle('the seed document', seed), () => {
  const draft = read(hasShared(seed) ? readFileSync(sharedPath(seed), 'utf8') : '');

  it('is told apart from the page it was copied from', () => {
    expect(authors(draft)).toEqual(['IANS']);
    expect(draft.place?.value).toBe('Moscow');
    expect(blocksOf(draft)).toHaveLength(7);
    expect(instantOf(draft, 'Asia/Kolkata', 'published')).toBe('2015-09-16T16:22:00Z');
    expect(draft.removed.map(({ rule }) => rule)).toEqual([
      'placeholder',
      'agency',
      'promotion',
      'date',
      'navigation',
    ]);
  });
});

describe('prose', () => {
  const prose = (line: string): string =>
    `Harbour Gazette\n\nHarbour gets a new clock\n\nBy Ann Lee\n\n12 March 2022\n\nThe harbour office bought a clock that a diver can read.\n\n${line}\n\nIt has four faces and one of them is under water.\n\nShare this article\n`;

  it.each([
    'Image processing units at the gate count the gulls, an engineer said.',
    'Image, she said, is everything in the pilot trade.',
    'Also read at the meeting was a letter from a diver.',
    'Updated rules for divers take effect on the same day.',
    'Published on 3 May 2019, the first plan had no faces at all.',
    'First published estimates put the cost at four million.',
    "Don't miss the tide, the diver's father used to say.",
    'Subscribe to the idea or not, the clock is there, the mayor said on Facebook.',
    'Advertisement boards below the clock pay for its oil.',
    'By the time the ferry came in, the clock had stopped.',
    'Photo points along the quay let walkers compare the faces.',
    'Share prices of the maker rose on Tuesday.',
    'Tags on the gulls showed that they come back to the clock.',
    'Source material for the story is kept in the harbour archive.',
    'Copyright is a word that the maker had never heard.',
    '"Follow us on Twitter," the diver joked, although he has no account there.',
    'On 12 March 2022 the clock struck thirteen.',
    'The Reuters correspondent in Port Hale set his watch by it.',
    'Comments from the public fill two folders.',
    'Menu prices in the café rose with the clock.',
  ])('stays: %s', (line) => {
    expect(texts(read(prose(line)))).toContain(line);
  });
});

describe('lines of facts', () => {
  const dump = (...lines: string[]): Draft =>
    read(
      [
        'Harbour Gazette',
        'Divers find a second clock below the first',
        ...lines,
        'Divers have found a second clock below the one that the harbour office bought last year.',
        'It runs backwards, a diver told the harbour office on Tuesday.',
      ].join('\n\n'),
    );

  it.each([
    ['By Ann Lee', ['Ann Lee']],
    ['By Ann Lee and Tom Okafor', ['Ann Lee', 'Tom Okafor']],
    ['By Ann Lee, Tom Okafor and Jo van der Berg', ['Ann Lee', 'Tom Okafor', 'Jo van der Berg']],
    ['By Ann Lee, Harbour Correspondent', ['Ann Lee']],
    ['By Ann Lee in Port Hale', ['Ann Lee']],
    ['By ANN LEE | ann.lee@gazette.example | Harbour Gazette', ['ANN LEE']],
    ['By The Associated Press', ['The Associated Press']],
    ['By PTI', ['PTI']],
    ['Written by: Ann Lee', ['Ann Lee']],
    ['Von Sabine Krüger und Ole Brandt', ['Sabine Krüger', 'Ole Brandt']],
    ['Par Claire Fontaine et Luc Morel', ['Claire Fontaine', 'Luc Morel']],
    ['Por José Ortega y Gasset', ['José Ortega y Gasset']],
    ['Por Ana Silva e Rui Costa', ['Ana Silva', 'Rui Costa']],
    ['Di Marco Bianchi', ['Marco Bianchi']],
    ['Door Anouk de Vries', ['Anouk de Vries']],
    ['Av Eva Lind', ['Eva Lind']],
    ['Autor: Jan Novák', ['Jan Novák']],
    ['Автор: Иван Петров', ['Иван Петров']],
    ['文/王海', ['王海']],
    ['山田太郎記者', ['山田太郎']],
    ['Reuters', ['Reuters']],
    ['Agence France-Presse', ['Agence France-Presse']],
    ['Staff Reporter', ['Staff Reporter']],
  ])('%s', (line, names) => {
    const draft = dump(line, '12 March 2022');
    expect(authors(draft)).toEqual(names);
    expect(removed(draft)).toEqual([line, '12 March 2022']);
    expect(blocksOf(draft)).toHaveLength(2);
  });

  it('keeps the address of an author', () => {
    const people = dump('By Ann Lee | ann.lee@gazette.example', '12 March 2022').authors?.value;
    expect(people).toEqual([{ name: 'Ann Lee', email: 'ann.lee@gazette.example' }]);
  });

  it.each([
    ['IANS Kochi', 'Kochi', 'IANS'],
    ['PTI | New Delhi', 'New Delhi', 'PTI'],
    ['New Delhi, ANI', 'New Delhi', 'ANI'],
    ['EFE Ávila', 'Ávila', 'EFE'],
    ['PRAIRIE CITY (AP) —', 'PRAIRIE CITY', 'AP'],
    ['MOSCOW, Sept 16 (Reuters) -', 'MOSCOW', 'Reuters'],
  ])('%s names place and agency', (line, place, agency) => {
    const draft = dump(line, '12 March 2022');
    expect(draft.place?.value).toBe(place);
    expect(authors(draft)).toEqual([agency]);
    expect(removed(draft)).toEqual([line, '12 March 2022']);
  });

  it('takes the date of a dateline only where there is no other', () => {
    expect(dump('MOSCOW, Sept 16 (Reuters) -').dates).toMatchObject([
      { value: 'Sept 16', source: 'dateline', role: 'unknown' },
    ]);
    expect(dump('MOSCOW, Sept 16 (Reuters) -', '12 March 2022').dates).toMatchObject([
      { value: '12 March 2022', source: 'text' },
    ]);
  });

  it('puts what says published before what says nothing, and updates last', () => {
    const dates = dump('Updated: 14 March 2022', '13 March 2022', 'Published: 12 March 2022').dates;
    expect(dates.map(({ role, value }) => [role, value])).toEqual([
      ['published', 'Published: 12 March 2022'],
      ['unknown', '13 March 2022'],
      ['updated', 'Updated: 14 March 2022'],
    ]);
  });

  it.each([
    ['Published: 12 March 2022 10:00 | Updated: 13 March 2022 11:30'],
    ['Publié le 2 nov. 2023 à 16:00 Mis à jour le 2 nov. 2023 à 16:16'],
    ['Written: 2023-11-07 15:03:30 / Updated: 2023-11-07 15:30:46'],
  ])('finds two dates in %s', (line) => {
    expect(dump(line).dates.map(({ role }) => role)).toEqual(['published', 'updated']);
  });

  it('puts a label and its date, or a day and its time, together', () => {
    const dates = dump('Published', '12 March 2022').dates;
    expect(dates.map(({ role, value }) => [role, value])).toEqual([['published', 'Published 12 March 2022']]);
    const draft = dump('March 8, 2024', '9:15 a.m.');
    expect(instantOf(draft, 'America/New_York', 'published')).toBe('2024-03-08T14:15:00Z');
    expect(removed(draft)).toEqual(['March 8, 2024', '9:15 a.m.']);
  });

  it('does not take a day that the text is about for its date', () => {
    const draft = read(
      'Divers find clock\n\nDivers found a clock below the pier, the office said.\n\nIt may be very old indeed, they think.\n\nIt was raised in spring by two boats.\n\n17 May 2003\n\nThat is the day on the back of the clock.\n',
    );
    expect(draft.dates).toEqual([]);
    expect(texts(draft)).toContain('17 May 2003');
  });
});

describe('blocks', () => {
  it('are paragraphs, headings and lists, and become escaped HTML', () => {
    const draft = read(
      'Clock & bell\n\nThe clock < the bell, the office said on Monday.\n\nWhat is new\n\nThe bell rings at noon from now on.\n\n1. It rings once.\n2. It stops.\n',
    );
    expect(blocksToHtml(blocksOf(draft))).toBe(
      '<p>The clock &lt; the bell, the office said on Monday.</p>\n<h2>What is new</h2>\n<p>The bell rings at noon from now on.</p>\n<ol><li>It rings once.</li><li>It stops.</li></ol>',
    );
  });

  it('leaves speech behind a dash alone', () => {
    const draft = read(
      'La cloche\n\n— Nous avons tout changé, a dit le charpentier.\n\nLa cloche sonnera dès lundi, a dit le maire.\n',
    );
    expect(blocksOf(draft).map(({ kind }) => kind)).toEqual(['paragraph', 'paragraph']);
  });
});

describe('any text at all', () => {
  const phrases = [
    'Image',
    'By Ann Lee',
    '12 March 2022',
    'First Published: Mar 03 2015 | 6:14 PM IST',
    'Also Read',
    'Ten novels to read this monsoon',
    'The harbour office bought a clock that a diver can read.',
    'Harbour Gazette',
    '- one item',
    '(Reporting by A B; Editing by C D)',
    '© 2021 Harbour Gazette',
    'MOSCOW, Sept 16 (Reuters) - The clock stopped on Tuesday, the office said.',
    'IANS Kochi',
    'Share this article',
    'Next',
  ];
  const line = fc.oneof(
    fc.constantFrom(...phrases),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constant(''),
  );
  const words = (text: string): string => text.replace(/[\s\u00a0\u200b\u2060\ufeff\u00ad]+/g, '');

  it('is site line, headline, body and removed lines, and nothing is lost', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
        const text = lines.join('\n').replace(/\r\n?/g, '\n');
        const draft = read(text);
        const marks = /^(?:[-*•‣▪■●○◦·∙➤►✓✔–—]\s+|\(?(?:\d{1,2}|[a-z])[.)]\s+)/u;
        const parts = [
          draft.siteName?.value,
          draft.title?.value,
          ...blocksOf(draft).flatMap((block) => (block.kind === 'list' ? block.items : [block.text])),
          ...removed(draft),
        ].filter((part) => part !== undefined);
        const sorted = (list: readonly string[]): string =>
          [...list.map((part) => words(part.replace(marks, ''))).join('')].sort().join('');
        const source = text.split('\n').map((raw) => fold(raw.replace(/[\u200b\u2060\ufeff]/g, ' ')));
        expect(sorted(parts)).toBe(sorted(source));
      }),
      { numRuns: 300 },
    );
  });
});
