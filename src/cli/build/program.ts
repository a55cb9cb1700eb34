import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Package {
  readonly name?: string;
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** The folder of the program's modules, and that of its package. */
const modules = fileURLToPath(new URL('../../', import.meta.url));
const home = fileURLToPath(new URL('../../../', import.meta.url));

const readPackage = (folder: string): Package =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package;

/** The folder of a package that a module in `from` gets by this name, as Node finds it. */
const folderOf = (name: string, from: string): string | undefined => {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (at === dirname(at)) return undefined;
  }
};

/** Name and version of every package that the program is made of. */
const packages = (): readonly string[] => {
  const seen = new Map<string, string>();
  const wanted = [home];
  for (let folder = wanted.pop(); folder !== undefined; folder = wanted.pop()) {
    if (seen.has(folder)) continue;
    const { name = '', version = '', dependencies = {} } = readPackage(folder);
    seen.set(folder, `${name}@${version}`);
    for (const each of Object.keys(dependencies)) {
      const found = folderOf(each, folder);
      if (found !== undefined) wanted.push(found);
    }
  }
  return [...seen.values()].sort();
};

/**
 * What an output depends on beside its sources and the settings: the bytes of the program's own modules, since a checkout
 * changes without a new version, the versions of all packages that it uses, and those of Node and what is in it.
 */
export const programDigest = (): string => {
  const sum = createHash('sha256');
  const names = readdirSync(modules, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const name of names) sum.update(`${name.slice(modules.length)}\n`).update(readFileSync(name));
  return sum
    .update(JSON.stringify([packages(), process.versions]))
    .digest('base64url')
    .slice(0, 22);
};
