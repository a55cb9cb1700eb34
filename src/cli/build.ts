import type { Writable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { formatRfc3339 } from '../date/format.ts';
import { toInstant } from '../date/instant.ts';
import { formatProblem, PublisherError } from '../problem.ts';
import { tellHubs } from '../web/hubs/hubs.ts';
import { Publisher } from '../web/publisher.ts';
import { type OldAddresses, oldAddresses } from './build/aliases.ts';
import { Compressor } from './build/compress.ts';
import { standingAt } from './build/copies.ts';
import { OutputFolder } from './build/folder.ts';
import { type HostFacts, headersText, redirectsText } from './build/hosts.ts';
import { Ledger } from './build/ledger.ts';
import { mediaOutputs, textOutputs } from './build/list.ts';
import { nginxText } from './build/nginx.ts';
import type { MediaOutput, TextOutput } from './build/output.ts';
import { checkTarget } from './build/target.ts';
import { forEachAtOnce, type Target, writeCopy, writeMedia, writeText } from './build/write.ts';
import { createProgress, type Progress } from './progress.ts';
import { type CommonSettings, siteOf } from './settings.ts';
import { openSource, refuseToWait } from './source.ts';

/** What `dateline build` was asked. */
export interface BuildArguments {
  readonly settings: CommonSettings;
  readonly out?: string | undefined;
  /** How addresses of other publishers are answered: by copies and pages that lead on, or by the host alone. */
  readonly aliases?: string | undefined;
  /** Exit 1 when there are problems. */
  readonly strict?: boolean | undefined;
  /** Tells the site's hubs which feeds are others now. */
  readonly ping?: boolean | undefined;
  /** Milliseconds since 1970; the clock's if absent. */
  readonly now?: number | undefined;
}

interface Streams {
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
}

const DEFAULT_PORT = 3000;

/**
 * Characters of finished entries that are kept, for what shows the same articles is made close together; and bytes of
 * documents, each of which is wanted once.
 */
const entryMemory = 4_000_000;
const documentMemory = 1_000_000;

/** Outputs worked on at the same time: enough that the threads that compress never wait for the one that makes pages. */
const atOnce = 6;

/**
 * A heap that may grow is let grow by V8 until collecting is cheap, to several times what is in use. A build is over soon
 * and often runs on a small machine of a continuous integration: this halves its memory and costs little time.
 */
const keepHeapSmall = (): void => setFlagsFromString('--optimize-for-size');

/** What was written, as far as hosts and hubs have to know. */
interface Written {
  readonly outputs: HostFacts['outputs'][number][];
  /** Paths of the feed documents that are others now. */
  readonly changed: string[];
}

/** Writes everything but what stands at old addresses and the files for hosts. */
const writeAll = async (
  publisher: Publisher,
  target: Target,
  media: readonly MediaOutput[],
  progress: Progress,
): Promise<Written> => {
  const written: Written = { outputs: [], changed: [] };
  const texts = textOutputs(publisher);
  const total = media.length + texts.length;
  let done = 0;
  const step = (): void => progress.show(++done, total);
  await forEachAtOnce(media, atOnce, async (output) => {
    await writeMedia(target, publisher.library.store, output);
    step();
  });
  const write = async (output: TextOutput): Promise<void> => {
    const { url, isSubscription } = output;
    const text = await writeText(target, output);
    if (text) written.outputs.push({ url, ...text.head });
    if (text?.isChanged && isSubscription) written.changed.push(url);
    step();
  };
  const first = texts.filter(({ isSubscription }) => !isSubscription);
  await forEachAtOnce(first, atOnce, write);
  await forEachAtOnce(texts.slice(first.length), atOnce, write);
  // Whatever was done first: the same output is told of in the same order.
  written.outputs.sort((a, b) => (a.url < b.url ? -1 : a.url > b.url ? 1 : 0));
  return written;
};

/** Stands in for redirects on a host that knows none; what is there already has the place. */
const writeCopies = async (publisher: Publisher, target: Target, { plain }: OldAddresses): Promise<void> => {
  const { folder } = target;
  for (const address of plain) {
    const standing = standingAt(publisher, address);
    const file = standing?.kind === 'page' ? standing.output.file : standing?.file;
    if (standing === undefined || file === undefined || folder.has(file)) continue;
    if (standing.kind === 'copy') writeCopy(target, standing.of, file);
    else await writeText(target, standing.output);
  }
  // GitHub Pages leaves out what begins with an underscore unless it is told that no Jekyll is wanted.
  folder.put({ path: '.nojekyll', bytes: '' });
};

const writeHostFiles = (folder: OutputFolder, facts: HostFacts, media: readonly MediaOutput[]): void => {
  const paths = media.map(({ source }) => source.path);
  folder.put({ path: '_headers', bytes: headersText(facts) });
  folder.put({ path: '_redirects', bytes: redirectsText(facts) });
  folder.put({ path: '_nginx.conf', bytes: nginxText(facts, paths) });
};

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

const tellOutcome = (
  publisher: Publisher,
  { folder, ledger }: Target,
  asked: BuildArguments,
  streams: Streams,
): number => {
  const { settings, out, strict = false } = asked;
  const { stdout, stderr } = streams;
  const { articles, feeds } = publisher.counts;
  stdout.write(
    `${out}: ${count(articles, 'article')}, ${count(feeds, 'feed')}, ${count(folder.size, 'file')}; ${folder.written} written, ${folder.removed} removed.\n`,
  );
  const next = publisher.library.nextChange;
  if (next !== undefined) {
    const instant = formatRfc3339(toInstant(next));
    stdout.write(
      `The output changes next at ${instant}, when an article appears or goes: build again then.\n`,
    );
  }
  if (settings.url === undefined && settings.siteSettings.url === undefined)
    stderr.write(
      `No public address is set, so every link begins with ${publisher.site.url}. Set url in site.yaml, or give --url.\n`,
    );
  // What is wrong with a feed is so in each of its formats, whether that was made or not.
  const told = [...publisher.problems, ...ledger.problems].map(
    (each) => [formatProblem(each), each] as const,
  );
  const problems = [...new Map(told).values()];
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (problems.length > 0)
    stderr.write(
      `${count(errors, 'error')} and ${count(problems.length - errors, 'warning')} in the articles: dateline check tells where.\n`,
    );
  return strict && problems.length > 0 ? 1 : 0;
};

const ping = async ({ site }: Publisher, changed: readonly string[], { stdout }: Streams): Promise<void> => {
  if (site.hubs.length === 0)
    throw new PublisherError('usage', '--ping has nobody to tell: set hubs in site.yaml');
  if (changed.length === 0) return void stdout.write('No feed has changed, so no hub was told.\n');
  for (const { url, answer } of await tellHubs({ hubs: site.hubs, url: site.url, paths: changed }))
    stdout.write(`${url}: ${answer}\n`);
};

/**
 * `dateline build`: writes all that `serve` would answer as files for any static host, with `.gz` and `.br`, `_headers`,
 * `_redirects` and an include for nginx. Writes only what is another one than before, and removes only what its own list
 * of the last run names. Resolves to 0; with `strict` to 1 when there are problems. Throws `PublisherError` for a folder
 * in which it could do harm, and for settings that cannot be used.
 */
export const runBuild = async (asked: BuildArguments, streams: Streams): Promise<number> => {
  const { settings, out, aliases = 'copy', now } = asked;
  if (!out)
    throw new PublisherError('usage', '--out is missing: name the folder to write to, such as --out public');
  if (aliases !== 'copy' && aliases !== 'redirect')
    throw new PublisherError('usage', `--aliases must be copy or redirect, not ${aliases}`);
  checkTarget(out, settings);
  keepHeapSmall();
  const source = await openSource(settings, refuseToWait);
  const progress = createProgress(streams.stderr);
  const publisher = new Publisher({
    ...source,
    memory: documentMemory,
    entryMemory,
    site: siteOf(settings, DEFAULT_PORT),
    state: settings.state,
    isWatching: false,
    ...(now !== undefined && { now: () => now }),
    onProgress: (done, total) => progress.show(done, total),
  });
  const compressor = new Compressor();
  try {
    await publisher.ready;
    progress.end();
    const folder = new OutputFolder(out);
    const ledger = new Ledger(publisher, { state: settings.state, out: folder.root });
    await ledger.recall();
    const target = { folder, compressor, ledger };
    const media = await mediaOutputs(publisher);
    const writing = createProgress(streams.stderr, undefined, 'files made');
    const { outputs, changed } = await writeAll(publisher, target, media, writing);
    const old = oldAddresses(publisher);
    if (aliases === 'copy') await writeCopies(publisher, target, old);
    writeHostFiles(folder, { site: publisher.site, outputs, old }, media);
    folder.finish();
    await ledger.save();
    writing.end();
    if (old.withQuery.length > 0)
      streams.stderr.write(
        `Static hosts know no queries, so these are left out: ${old.withQuery.join(', ')}\n`,
      );
    const exitCode = tellOutcome(publisher, target, asked, streams);
    if (asked.ping) await ping(publisher, changed, streams);
    return exitCode;
  } finally {
    progress.end();
    await compressor.close();
    await publisher.close();
  }
};
