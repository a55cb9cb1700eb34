import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPress } from '../../src/article/press.ts';

interface Story {
  readonly siteName: string;
  readonly title: string;
  readonly date: string;
  /** A sentence that nothing could take for furniture. */
  readonly filler: string;
  /** Sentences that begin with a word of furniture. */
  readonly sentences: readonly string[];
}

const file = new URL('../fixtures/articles/noise-like-prose.json', import.meta.url);
const stories = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Story>);

const bodyOf = (text: string): string => {
  const { body } = readPress({ path: 'dump.txt', text, encoding: 'utf-8' });
  if (body.kind !== 'blocks') throw new Error('a press dump has a body of blocks');
  return body.blocks.map((block) => (block.kind === 'list' ? block.items.join('\n') : block.text)).join('\n');
};

/** The story with one sentence in its middle or at its end, with and without blank lines. */
const layouts = ({ siteName, title, date, filler }: Story, sentence: string): readonly string[] => {
  const head = [siteName, title, date, filler];
  return [
    [...head, sentence, filler].join('\n\n'),
    [...head, sentence, filler].join('\n'),
    [...head, filler, sentence].join('\n\n'),
  ];
};

describe('sentences that begin as furniture of a page does', () => {
  it('are a hundred at least', () => {
    expect(stories.flatMap(([, { sentences }]) => sentences).length).toBeGreaterThan(100);
  });

  it.each(stories)('stay in the text: %s', (_language, story) => {
    const lost = story.sentences.filter((sentence) =>
      layouts(story, sentence).some((text) => !bodyOf(text).includes(sentence.replace(/\s+/gu, ' '))),
    );
    expect(lost).toEqual([]);
  });
});

describe('walls and notes on cookies', () => {
  const removed = (line: string): readonly string[] => {
    const [, english] = stories.find(([language]) => language === 'en')!;
    const text = [english.siteName, english.title, english.date, english.filler, line, english.filler];
    return readPress({ path: 'dump.txt', text: text.join('\n\n'), encoding: 'utf-8' }).removed.map(
      ({ text: removedText }) => removedText,
    );
  };

  it.each([
    'To continue reading, subscribe now',
    'Already have an account? Log in',
    'Already a subscriber? Sign in here',
    'You have reached your limit of free articles.',
    'This article is for subscribers only',
    'Get unlimited access to all our stories',
    'We use cookies to improve your experience. Accept all cookies',
    'This site uses cookies to analyse traffic.',
    'Wir verwenden Cookies, um Ihnen ein besseres Erlebnis zu bieten.',
    'Nous utilisons des cookies pour améliorer votre expérience.',
    'Pour lire la suite, abonnez-vous',
    'Jetzt weiterlesen mit Plus',
    'Para seguir leyendo, inicia sesión',
  ])('are taken out: %s', (line) => {
    expect(removed(line)).toContain(line);
  });
});
