import type { Feed } from '../feed/feed.ts';
import { type Problem, problem } from '../problem.ts';

/** A document over this many bytes gets a warning. */
const largeDocument = 1_000_000;

const sizeText = (bytes: number): string =>
  bytes < 100_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

/** An entry that is a smaller part of the heaviest one is not what makes a document large. */
const noteworthyPart = 0.1;

/**
 * The warning `large-document` for a document of more than 1 MB (`size` in bytes), which names up to three of its
 * heaviest entries by what it shows of them; undefined for any other. It is the same in every format, so that it can be told
 * once for all of them. Content is never cut.
 */
export const largeProblem = (size: number, { site, address, entries }: Feed): Problem | undefined => {
  if (size <= largeDocument) return undefined;
  const shown = site.feeds.content === 'full' ? 'html' : 'summary';
  const bySize = entries
    .map(({ article, content }) => ({ path: article.path, size: Buffer.byteLength(content[shown]) }))
    .sort((a, b) => b.size - a.size);
  const least = noteworthyPart * (bySize[0]?.size ?? 0);
  const heaviest = bySize.slice(0, 3).filter((entry) => entry.size >= least);
  const names = heaviest.map((entry) => `${entry.path} (${sizeText(entry.size)})`).join(', ');
  return problem('large-document', {
    message: `The feed documents in ${address.folder}/ are larger than 1 MB; their heaviest entries are ${names}.`,
    hint: 'Set `feeds.content: summary` or fewer `feeds.entries`, or shorten these articles. Nothing is cut.',
    path: heaviest[0]?.path,
  });
};
