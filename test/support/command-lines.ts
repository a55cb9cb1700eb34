import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The Markdown files that people read, from the repository's root. */
export const documents = (): string[] =>
  ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', { cwd: root })].filter((file) =>
    existsSync(`${root}${file}`),
  );

/** The text of a document, by its path from the repository's root. */
export const textOf = (document: string): string => readFileSync(`${root}${document}`, 'utf8');

/** A line as it is typed after a shell's prompt, without what a comment says of it. */
const typed = (line: string): string =>
  line
    .replace(/^\$ /, '')
    .replace(/\s+# .*$/, '')
    .trim();

/** `npm run -s dateline -- X`, `npm start -- X` and `npx dateline X` are all the program. */
const plain = (line: string): string =>
  line
    .replace(/^npm run -s dateline -- /, 'dateline ')
    .replace(/^npm start(?: --)?(?= |$)/, 'dateline serve')
    .replace(/^npx dateline /, 'dateline ');

/** The texts between fences that are shell, or say nothing of what they are. */
const shellBlocksOf = (text: string): string[] =>
  [...text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)]
    .filter(([, language = '']) => ['', 'sh', 'console'].includes(language.trim()))
    .map(([, , block = '']) => block);

/** The command lines of this program that stand in a document's blocks of shell, as `dateline …`. */
export const commandLinesOf = (document: string): string[] =>
  shellBlocksOf(textOf(document))
    .flatMap((block) => block.replaceAll('\\\n', ' ').split('\n'))
    .flatMap((line) => line.split(' && '))
    .map((line) => plain(typed(line)))
    .filter((line) => /^dateline(?: |$)/.test(line));

/** The arguments of a command line, with quotes as a shell takes them; what a shell would do more is left as it is. */
export const argumentsOf = (line: string): string[] =>
  [...line.replace(/ [<>|].*$/, '').matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)/g)]
    .map(([, double, single, bare]) => double ?? single ?? bare ?? '')
    .slice(1);
