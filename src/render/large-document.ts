import type { Feed } from '../feed/feed.ts';
import { type Problem, problem } from '../problem.ts';

/** A document over this many bytes gets a warning. */
const largeDocument = 1_000_000;

const sizeText = (bytes: number): string =>
  bytes < 100_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

/**
 * The warning `large-document` for a document of more than 1 MB (`size` in bytes), which names its three heaviest
 * entries; undefined for any other. Content is never cut.
 */
export const largeProblem = (path: string, size: number, { entries }: Feed): Problem | undefined => {
  if (size <= largeDocument) return undefined;
  const heaviest = entries
    .map(({ article, content }) => ({ path: article.path, size: Buffer.byteLength(content.html) }))
    .sort((a, b) => b.size - a.size)
    .slice(0, 3);
  const names = heaviest.map((entry) => `${entry.path} (${sizeText(entry.size)})`).join(', ');
  return problem('large-document', {
    message: `${path} has ${sizeText(size)}; its heaviest entries are ${names}.`,
    hint: 'Set `feeds.content: summary` or fewer `feeds.entries`, or shorten these articles. Nothing is cut.',
    path: heaviest[0]?.path,
  });
};
