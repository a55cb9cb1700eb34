/**
 * How long reading front matter and metadata takes beside merely reading the files.
 *
 *     node bench/articles-markdown.ts DIR      (a folder of Markdown files)
 *
 * Prints one line a run: milliseconds for reading the bytes, for bytes and Drafts, and their ratio. Every run reads
 * all files both ways, in turn, so that both meet the same machine.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDrafts } from '../src/article/read.ts';

const RUNS = 15;

const listFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map(({ parentPath, name }) => join(parentPath, name));

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('name a folder of Markdown files');
const files = listFiles(folder);

const measure = (work: (path: string) => void): number => {
  const start = performance.now();
  for (const path of files) work(path);
  return performance.now() - start;
};

let seen = 0;
const read = (path: string): void => {
  seen += readFileSync(path).length;
};
const readArticles = (path: string): void => {
  const { drafts } = readDrafts({ path, bytes: readFileSync(path), modified: 0 });
  seen += drafts[0]?.dates.length ?? 0;
};

measure(read); // the files come from the page cache in every run
const ratios: number[] = [];
const best = { bytes: Number.POSITIVE_INFINITY, articles: Number.POSITIVE_INFINITY };
for (let run = 1; run <= RUNS; run += 1) {
  const bytes = measure(read);
  const articles = measure(readArticles);
  ratios.push(articles / bytes);
  best.bytes = Math.min(best.bytes, bytes);
  best.articles = Math.min(best.articles, articles);
  console.log(
    `${files.length} files: bytes ${bytes.toFixed(0)} ms, articles ${articles.toFixed(0)} ms, ratio ${(articles / bytes).toFixed(2)}`,
  );
}
console.log(`best of each ${(best.articles / best.bytes).toFixed(2)}`);
console.log(`median ratio ${ratios.toSorted((a, b) => a - b)[RUNS >> 1]!.toFixed(2)} (checksum ${seen})`);
