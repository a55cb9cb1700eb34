import { type Problem, problem } from '../../problem.ts';
import type { Site } from '../../site.ts';
import type { Article } from '../article.ts';
import { isLoopbackAuthority } from './id-records.ts';

/** The article at `path` gives an id that the one at `owner` has. */
export const duplicateId = (path: string, id: string, owner: string): Problem =>
  problem('duplicate-id', {
    path,
    message: `id ${JSON.stringify(id)} is also that of ${owner}, which keeps it; this article is held back`,
    hint: 'Give one of the two another id, or delete the copy.',
  });

/** The article did not get the slug that it asks for. */
export const duplicateSlug = ({ path, slug, givenSlug }: Article): Problem =>
  problem('duplicate-slug', {
    path,
    message: `slug ${JSON.stringify(givenSlug)} is already another article's; this one is ${JSON.stringify(slug)}`,
    hint: 'Give one of the two another slug.',
  });

/** The warning that some of `ids` were minted for a loopback address, where nobody has named an authority. */
export const loopbackIds = (
  { idAuthority, idAuthorityGiven }: Pick<Site, 'idAuthority' | 'idAuthorityGiven'>,
  ids: IteratorObject<string>,
): readonly Problem[] => {
  if (idAuthorityGiven || !isLoopbackAuthority(idAuthority)) return [];
  if (!ids.some((id) => id.startsWith(`tag:${idAuthority}:`))) return [];
  return [
    problem('id-authority', {
      message: `ids are minted as tag:${idAuthority}:… until the public address is known`,
      hint: 'Set url or idAuthority in site.yaml.',
    }),
  ];
};
