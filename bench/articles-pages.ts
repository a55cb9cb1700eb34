// What a press dump and a saved page cost, in CPU time of the whole process (worker threads included).
//   npx node bench/articles-pages.ts
// A press dump: milliseconds each, mean over the fixtures. A saved page: metadata and main text, as a ratio to bare
// linkedom and Readability on the same pages in the same run.
import { readdirSync, readFileSync } from 'node:fs';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { mainContent, readHtmlPage } from '../src/article/html.ts';
import { readPress } from '../src/article/press.ts';

const fixtures = (folder: string, ending: string): string[] => {
  const url = new URL(`../test/fixtures/articles/${folder}/`, import.meta.url);
  return readdirSync(url)
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(new URL(name, url), 'utf8'));
};

/** A page of about 100 KB, as publishers' are: menus, scripts, links and forty paragraphs. */
const publisherPage = (page: string): string => {
  const menu = `<nav>${Array.from({ length: 120 }, (_, index) => `<li class="menu-item"><a href="/section/${index}">Section ${index}</a></li>`).join('')}</nav>`;
  const script = `<script>window.data=${JSON.stringify(Array.from({ length: 900 }, (_, index) => ({ id: index, name: `item ${index}` })))}</script>`;
  const paragraphs = page.match(/<p>.*?<\/p>/gs)?.join('\n') ?? '';
  const related = `<aside class="related">${Array.from({ length: 40 }, (_, index) => `<div class="card"><a href="/story/${index}"><img src="/i/${index}.jpg" alt=""><h3>Another story, number ${index}</h3></a></div>`).join('')}</aside>`;
  return page
    .replace(/<body[^>]*>/, (body) => `${body}${script}${menu}`)
    .replace('</article>', `${paragraphs.repeat(9)}</article>`)
    .replace('</body>', `${related}${script}</body>`);
};

const cpuMilliseconds = async (work: () => unknown): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

const dumps = fixtures('press', '.txt');
const readDumps = (rounds: number): void => {
  for (let round = 0; round < rounds; round++) {
    for (const text of dumps) readPress({ path: 'dump.txt', text, encoding: 'utf-8' });
  }
};
readDumps(10);
const perDump = (await cpuMilliseconds(() => readDumps(20))) / (20 * dumps.length);
console.log(`press dump: ${perDump.toFixed(2)} ms CPU each (${dumps.length} dumps)`);

const pages = fixtures('html', '.html').map(publisherPage);
const size = pages.reduce((sum, { length }) => sum + length, 0) / pages.length / 1000;
const bare = (rounds: number): void => {
  for (let round = 0; round < rounds; round++) {
    for (const html of pages) new Readability(parseHTML(html).document).parse();
  }
};
const ours = async (rounds: number): Promise<void> => {
  for (let round = 0; round < rounds; round++) {
    for (const html of pages) {
      const { title } = readHtmlPage({ path: 'page.html', text: html, encoding: 'utf-8' });
      await mainContent(html, title === undefined ? {} : { title: title.value });
    }
  }
};
bare(5);
await ours(5);
const ratios: number[] = [];
for (let round = 0; round < 7; round++) {
  const [base, whole] = [await cpuMilliseconds(() => bare(3)), await cpuMilliseconds(() => ours(3))];
  ratios.push(whole / base);
  const each = (total: number): string => (total / 3 / pages.length).toFixed(1);
  console.log(
    `saved page (${size.toFixed(0)} KB): bare ${each(base)} ms, ours ${each(whole)} ms, ratio ${(whole / base).toFixed(2)}`,
  );
}
console.log(`saved page: median ratio ${ratios.toSorted((a, b) => a - b)[3]?.toFixed(2)}`);
const metadata = await cpuMilliseconds(() => {
  for (const html of pages) readHtmlPage({ path: 'page.html', text: html, encoding: 'utf-8' });
});
console.log(`of which metadata: ${(metadata / pages.length).toFixed(1)} ms`);
