import { readdirSync, readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import type { Defaults } from '../../article/article.ts';
import { hashText } from '../../article/hash.ts';
import { type Problem, problem } from '../../problem.ts';
import type { Site } from '../../site.ts';
import { faultText } from '../folder/fault-words.ts';
import { type StoredFile, sameFile } from '../store.ts';
import { Slice } from '../turn.ts';
import { BlockReader, type CachedFile, formatBlock } from './facts-block.ts';
import { isMissing, setAside, writeState } from './state-file.ts';

/** Grows with every change of how the cache is written. */
const FORMAT = 1;

/** Files a line: about a millisecond of work. */
const BLOCK = 250;

/** Bytes read at a time. */
const CHUNK = 1024 * 1024;

const source = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** When the modules that make facts were last changed: in a checkout they change without a new version. */
const newestModule = (): number =>
  Math.max(
    ...['../../date/', '../../article/', '..'].flatMap((folder) =>
      readdirSync(source(folder), { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
    ),
  );

const programVersion = (): string => {
  const { version } = JSON.parse(readFileSync(source('../../../package.json'), 'utf8')) as {
    version: string;
  };
  return `${version} ${newestModule()}`;
};

/** What all facts depend on beside their files: another key is another cache. */
const keyOf = ({ language, timeZone, dateOrder, dayTime, undated }: Site): string => {
  const { tz, icu, unicode } = process.versions;
  const settings = [language ?? '', timeZone ?? '', dateOrder ?? '', dayTime, undated];
  return hashText(JSON.stringify([FORMAT, programVersion(), tz, icu, unicode, settings]));
};

const headOf = (key: string): string => `dateline facts ${FORMAT} ${key}`;
const lineOf = (block: string): string => `${crc32(block).toString(16)} ${block}\n`;

const damaged = (why: string): Error => new Error(`the cache is damaged: ${why}`);

/** The block of a line. Throws where it is not what was written. */
const blockOf = (line: Buffer): string => {
  const space = line.indexOf(0x20);
  const block = line.subarray(space + 1);
  if (space < 1 || crc32(block).toString(16) !== line.toString('latin1', 0, space))
    throw damaged('a checksum is wrong');
  return block.toString();
};

/**
 * Lines of a file as bytes, each without its end; the last one too where it has none. A line counts until the next one
 * is asked for: all are read into the same memory, which grows with the longest of them.
 */
async function* linesOf(file: string): AsyncGenerator<Buffer> {
  const handle = await open(file);
  try {
    let memory = Buffer.allocUnsafeSlow(CHUNK);
    let kept = 0;
    for (;;) {
      if (kept === memory.length) memory = Buffer.concat([memory], kept * 2);
      const { bytesRead } = await handle.read(memory, kept, memory.length - kept);
      if (bytesRead === 0) break;
      const bytes = memory.subarray(0, kept + bytesRead);
      let start = 0;
      for (let end = bytes.indexOf(0x0a, kept); end !== -1; end = bytes.indexOf(0x0a, start)) {
        yield bytes.subarray(start, end);
        start = end + 1;
      }
      bytes.copyWithin(0, start);
      kept = bytes.length - start;
    }
    if (kept > 0) yield memory.subarray(0, kept);
  } finally {
    await handle.close();
  }
}

/** Facts depend on the file's time where that is their date, and then on when it was first seen: they are read anew. */
const isKept = ({ facts }: CachedFile): boolean =>
  facts.facts.every(({ sources }) => sources.published !== 'file-time');

/**
 * The facts of all files, kept in the state folder so that a restart need not read them. A file's facts count only as
 * long as it is the very same file (`sameFile`) under the same defaults. A cache of another version or other settings
 * is none; one that is damaged is set aside. Nothing here rejects: what goes wrong is told as a Problem.
 */
export class FactCache {
  readonly #file: string;
  readonly #key: string;
  #found = new Map<string, CachedFile>();

  constructor(stateFolder: string, site: Site) {
    this.#file = join(stateFolder, 'cache', 'facts.jsonl');
    this.#key = keyOf(site);
  }

  /** Reads the cache, in slices. */
  async load(): Promise<readonly Problem[]> {
    try {
      await this.#read();
      return [];
    } catch (fault) {
      this.#found.clear();
      if (isMissing(fault)) return [];
      return [await this.#damaged(fault)];
    }
  }

  /** The same file as the cache knows it, so that it is in memory once. */
  same(file: StoredFile): StoredFile | undefined {
    const found = this.#found.get(file.path)?.file;
    return found && sameFile(found, file) ? found : undefined;
  }

  /** What a file gave, if it is still the same under the same defaults. */
  find(file: StoredFile, defaults: string): CachedFile | undefined {
    const found = this.#found.get(file.path);
    return found && sameFile(found.file, file) && found.defaults === defaults ? found : undefined;
  }

  /** Forgets what was read: it is needed at the start only. */
  forget(): void {
    this.#found = new Map();
  }

  /** Writes the cache anew, in slices; what changes meanwhile is in it or not. */
  async save(files: Iterable<CachedFile>): Promise<readonly Problem[]> {
    try {
      await writeState(this.#file, this.#lines(files));
      return [];
    } catch (fault) {
      const message = `${this.#file}: ${faultText(fault)}`;
      const hint = 'Make the state folder writable; until then every start reads all articles.';
      return [problem('cache-not-written', { message, hint })];
    }
  }

  async *#lines(files: Iterable<CachedFile>): AsyncGenerator<string> {
    yield `${headOf(this.#key)}\n`;
    const slice = new Slice();
    let block: CachedFile[] = [];
    let count = 0;
    for (const file of files) {
      if (isKept(file)) block.push(file);
      if (block.length < BLOCK) continue;
      count += block.length;
      yield lineOf(formatBlock(block));
      block = [];
      if (slice.isOver) await slice.next();
    }
    if (block.length > 0) yield lineOf(formatBlock(block));
    yield `end ${count + block.length}\n`;
  }

  async #read(): Promise<void> {
    const reader = new BlockReader();
    const slice = new Slice();
    let head: string | undefined;
    let end: string | undefined;
    for await (const line of linesOf(this.#file)) {
      if (head === undefined) {
        head = line.toString();
        if (!head.startsWith('dateline facts ')) throw damaged('its head is missing');
        // Another version, other settings: it is written anew.
        if (head !== headOf(this.#key)) return;
      } else if (line[0] === 0x65 && line.toString('latin1', 0, 4) === 'end ')
        end = line.toString('latin1', 4);
      else for (const file of reader.read(blockOf(line))) this.#found.set(file.file.path, file);
      if (slice.isOver) await slice.next();
    }
    if (Number(end) !== this.#found.size) throw damaged('it ends too early');
  }

  async #damaged(fault: unknown): Promise<Problem> {
    const why = fault instanceof Error ? fault.message : String(fault);
    const aside = await setAside(this.#file).catch(() => undefined);
    return problem('cache-damaged', {
      message: `${this.#file}: ${why}${aside === undefined ? '' : `; it was set aside as ${aside}`}`,
      hint:
        aside === undefined
          ? ''
          : 'Nothing is lost: the articles are read again. Delete the file when you like.',
    });
  }
}

const defaultsTexts = new WeakMap<Defaults, string>();

/** Defaults as the text that the cache compares; those of a folder are one object for all its files. */
export const defaultsText = (defaults: Defaults): string => {
  const known = defaultsTexts.get(defaults) ?? JSON.stringify(defaults);
  defaultsTexts.set(defaults, known);
  return known;
};
