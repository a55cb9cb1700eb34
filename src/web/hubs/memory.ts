import { join } from 'node:path';
import { KeptFile, keepNewest } from '../../store/cache/kept-file.ts';

/** What hubs know of a site. */
export interface HubKnowledge {
  /** What documents held when they were last looked at: hashes by path. */
  readonly known: Map<string, string>;
  /** Paths of documents that a hub, by its address, has not taken yet. */
  readonly waiting: ReadonlyMap<string, ReadonlySet<string>>;
}

const head = 'dateline hubs 1';

/** Documents that are remembered; the ones that came first go first. */
const mostDocuments = 50_000;

/** Milliseconds between a change and its being written. */
const pause = 250;

/** One line a document, `known`, path and hash, or `waiting`, hub and path. Throws where it is something else. */
const parse = (text: string): HubKnowledge => {
  const [first, ...lines] = text.split('\n');
  // What was cut off at the end of a line would be taken for less to tell.
  if (first !== head || lines.at(-1) !== '') throw new Error('it is not what was written');
  const known = new Map<string, string>();
  const waiting = new Map<string, Set<string>>();
  for (const line of lines.slice(0, -1)) {
    const [kind, one = '', other = '', more] = line.split('\t');
    const path = kind === 'known' ? one : other;
    if (!path.startsWith('/') || one === '' || other === '' || more !== undefined)
      throw new Error(`${JSON.stringify(line.slice(0, 80))} is no document`);
    if (kind === 'known') known.set(one, other);
    else if (kind === 'waiting') waiting.set(one, (waiting.get(one) ?? new Set()).add(other));
    else throw new Error(`${JSON.stringify(line.slice(0, 80))} is neither known nor waiting`);
  }
  return { known, waiting };
};

function* linesOf({ known, waiting }: HubKnowledge): Generator<string> {
  yield `${head}\n`;
  for (const [path, hash] of known) yield `known\t${path}\t${hash}\n`;
  for (const [hub, paths] of waiting) for (const path of paths) yield `waiting\t${hub}\t${path}\n`;
}

/**
 * What hubs know, kept in the state folder's `cache/`, so that what they were not told yet outlives the program, also
 * one that is killed: what was looked at and not written is looked at again. Without a folder nothing is kept. `now` is
 * asked for what is to be kept.
 */
export const hubMemory = (stateFolder: string | undefined, now: () => HubKnowledge): KeptFile<HubKnowledge> =>
  new KeptFile({
    file: stateFolder === undefined ? undefined : join(stateFolder, 'cache', 'hubs.tsv'),
    parse,
    pieces: () => {
      const knowledge = now();
      keepNewest(knowledge.known, mostDocuments);
      return linesOf(knowledge);
    },
    pause,
    loss: 'Hubs are told of what is not as it was last served.',
  });
