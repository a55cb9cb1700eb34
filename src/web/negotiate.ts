import type { Coding } from '../render/document.ts';

/** Names of codings that we have, as requests write them (RFC 9110 §8.4.1.3: `x-gzip` is `gzip`). */
const codings: Readonly<Record<string, Coding>> = {
  br: 'br',
  gzip: 'gzip',
  'x-gzip': 'gzip',
  identity: 'identity',
};

/** Of equally welcome codings the smaller one comes first. */
const bySize: readonly Coding[] = ['br', 'gzip', 'identity'];

/** A weight of RFC 9110 §12.4.2, 0 to 1; 1 where there is none, 0 where it cannot be read. */
const readWeight = (parameters: readonly string[]): number => {
  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.split('=', 2).map((part) => part.trim());
    if (name.toLowerCase() === 'q')
      return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(value) ? Number(value) : 0;
  }
  return 1;
};

const readWeights = (header: string): Map<string, number> => {
  const weights = new Map<string, number>();
  for (const member of header.split(',')) {
    const [name = '', ...parameters] = member.split(';');
    const coding = name.trim().toLowerCase();
    if (coding !== '') weights.set(codings[coding] ?? coding, readWeight(parameters));
  }
  return weights;
};

/**
 * The codings that a request takes, the most welcome one first (`Accept-Encoding`, RFC 9110 §12.5.3); never empty.
 * Without the header only `identity`, which every client understands. Where everything we have is forbidden the answer
 * is `identity` all the same, as the section allows: a feed in plain bytes serves a reader better than a 406.
 */
export const acceptedCodings = (header: string | undefined): readonly Coding[] => {
  if (header === undefined) return ['identity'];
  const weights = readWeights(header);
  const rest = weights.get('*');
  const weightOf = (coding: Coding): number =>
    // Identity is acceptable unless it is excluded, but less welcome than whatever is named.
    weights.get(coding) ?? rest ?? (coding === 'identity' ? 0.0001 : 0);
  const accepted = bySize.filter((coding) => weightOf(coding) > 0).sort((a, b) => weightOf(b) - weightOf(a));
  return accepted.length === 0 ? ['identity'] : accepted;
};

/** Different headers that are remembered; a handful of them makes nearly all requests. */
const mostHeaders = 200;

/** `acceptedCodings` with a bounded memory. */
export class CodingChoices {
  readonly #known = new Map<string, readonly Coding[]>();

  /** The codings that `header` takes, the most welcome one first. */
  of(header: string | undefined): readonly Coding[] {
    const known = this.#known.get(header ?? 'identity');
    if (known !== undefined) return known;
    const accepted = acceptedCodings(header);
    if (this.#known.size >= mostHeaders) this.#known.clear();
    this.#known.set(header ?? 'identity', accepted);
    return accepted;
  }
}
