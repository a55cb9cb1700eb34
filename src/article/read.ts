import { type Problem, problem } from '../problem.ts';
import type { DateCandidate, Draft, SourceFile, TextFile } from './article.ts';
import { binaryKind } from './encoding/binary-kind.ts';
import { type Decoded, decode } from './encoding/decode.ts';
import type { OpenDraft } from './fields/draft.ts';
import { dayOfAddress, type FileNameFacts, readFileName } from './fields/file-name.ts';
import { isPageName, isSectionPage } from './fields/page-kind.ts';
import { type ArticleFormat, formatOfPath } from './formats.ts';
import { openingWords } from './opening-words.ts';

/** What became of a file. `problems` are those of the file as a whole; each Draft carries its own beside them. */
export interface DraftsRead {
  readonly drafts: readonly Draft[];
  readonly problems: readonly Problem[];
}

/** An article of text alone fills no more; a novel has half a megabyte. In bytes. */
export const MAX_ARTICLE_BYTES = 5 * 1024 * 1024;
/** An export holds thousands of articles. In bytes. */
export const MAX_EXPORT_BYTES = 200 * 1024 * 1024;

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** What is wrong with an article file or an export of so many bytes that nobody need read them; else undefined. */
export const sizeProblem = (path: string, size: number): Problem | undefined => {
  const most = formatOfPath(path)?.recognises ? MAX_EXPORT_BYTES : MAX_ARTICLE_BYTES;
  if (size <= most) return undefined;
  return problem('too-large', {
    path,
    message: `the file has ${megabytes(size)}; an article may have ${megabytes(most)}.`,
    hint: 'Split it, or keep pictures and data in files of their own.',
  });
};

const emptyProblem = (path: string): Problem =>
  problem('empty-file', {
    path,
    message: 'the file is empty.',
    hint: 'Write the article, or remove the file.',
  });

const encodingProblems = (path: string, { encoding, guessed, replaced }: Decoded): Problem[] => {
  const found: Problem[] = [];
  if (guessed) {
    found.push(
      problem('encoding-guessed', {
        path,
        message: `nothing tells the file’s encoding; it was read as ${encoding}.`,
        hint: 'Save it as UTF-8.',
      }),
    );
  }
  if (replaced > 0) {
    found.push(
      problem('broken-text', {
        path,
        message: `${replaced} ${replaced === 1 ? 'place' : 'places'} could not be read as ${encoding} and show U+FFFD.`,
        hint: 'Save the file as UTF-8 from the program that wrote it.',
      }),
    );
  }
  return found;
};

/** The day in an address that the author wrote, where nothing else of the article says when it was published. */
const addressDay = ({ url, dates }: Draft): DateCandidate | undefined =>
  url?.source === 'front-matter' && dates.every(({ role }) => role === 'updated')
    ? dayOfAddress(url)
    : undefined;

/** What the name of the file says counts behind everything that the file says; a file of several articles names none. */
const withFileName = (draft: Draft, { slug, date, title, isDayAlone, isDraft }: FileNameFacts): Draft => {
  if (draft.part !== undefined) return draft;
  const named = draft as OpenDraft; // fresh from its reader
  named.title ??= (isDayAlone ? openingWords(draft.body) : undefined) ?? title();
  named.slug ??= slug;
  const day = date ?? addressDay(draft);
  if (day !== undefined) named.dates = [...draft.dates, day];
  if (isSectionPage(draft.path)) named.dates = [];
  if (named.dates.length === 0 && isPageName(draft.path)) named.isPage = true;
  if (isDraft && draft.visibility.draft === undefined) {
    named.visibility = { ...draft.visibility, draft: { value: true, source: 'filename' } };
  }
  return named;
};

const readText = (file: TextFile, format: ArticleFormat): DraftsRead => {
  try {
    const facts = readFileName(file.path);
    return { drafts: format.read(file).map((draft) => withFileName(draft, facts)), problems: [] };
  } catch (error) {
    // a reader that throws has met what nobody thought of: this article is held back, the others are untouched
    const message = `the article cannot be read: ${error instanceof Error ? error.message.slice(0, 200) : 'unknown fault'}.`;
    return {
      drafts: [],
      problems: [problem('unreadable-file', { path: file.path, message, hint: 'Please report this file.' })],
    };
  }
};

const noText = (bytes: Uint8Array): string => {
  const kind = binaryKind(bytes);
  return kind === undefined ? 'the file is no text.' : `the file is no text: it seems to be ${kind}.`;
};

/**
 * Reads the articles of one file: decodes it, finds its format by name and content, reads it. A file that is none
 * (another ending, a JSON that is no export) gives nothing and no Problem. Never throws.
 */
export const readDrafts = (source: SourceFile): DraftsRead => {
  const { path, bytes } = source;
  const format = formatOfPath(path);
  if (!format) return { drafts: [], problems: [] };
  const size = bytes.length === 0 ? emptyProblem(path) : sizeProblem(path, bytes.length);
  if (size) return { drafts: [], problems: format.recognises ? [] : [size] };
  const decoded = decode(bytes, path);
  if (format.recognises) {
    if (!format.recognises(decoded.text)) return { drafts: [], problems: [] };
  } else if (decoded.binary) {
    const hint = 'Give it the ending of its kind, or save it as text in UTF-8.';
    return {
      drafts: [],
      problems: [problem('binary-file', { path, message: noText(bytes), hint })],
    };
  } else if (decoded.text.trim() === '') {
    const hint = 'Write the article, or remove the file.';
    return {
      drafts: [],
      problems: [problem('empty-file', { path, message: 'the file has no text.', hint })],
    };
  }
  const read = readText({ path, text: decoded.text, encoding: decoded.encoding }, format);
  return { drafts: read.drafts, problems: [...encodingProblems(path, decoded), ...read.problems] };
};
