/** Whose connections are counted together; undefined for those who are not limited. */
export type PeerOf = (address: string) => string | undefined;

/**
 * Keeps one peer from taking all connections: each may have so many at the same time and no more. Only peers with open
 * connections are remembered.
 */
export class ConnectionShares {
  readonly #most: number;
  readonly #peerOf: PeerOf;
  readonly #counts = new Map<string, number>();

  constructor(most: number, peerOf: PeerOf) {
    this.#most = most;
    this.#peerOf = peerOf;
  }

  /** Peers that are remembered now. */
  get size(): number {
    return this.#counts.size;
  }

  /** Takes a connection from an address in: answers what to call when it ends, or undefined where it is one too many. */
  take(address: string): (() => void) | undefined {
    const peer = this.#peerOf(address);
    if (peer === undefined) return () => {};
    const count = this.#counts.get(peer) ?? 0;
    if (count >= this.#most) return undefined;
    this.#counts.set(peer, count + 1);
    return () => {
      const left = (this.#counts.get(peer) ?? 1) - 1;
      if (left > 0) this.#counts.set(peer, left);
      else this.#counts.delete(peer);
    };
  }
}
