import type { Page } from './reply.ts';

/** Bytes of pages that are kept, all codings together. */
const mostBytes = 16_000_000;

/** Pages that were made, kept until the next change; bounded, least recently used out. */
export class PageCache {
  readonly #pages = new Map<string, Page>();
  #size = 0;
  #version = 0;

  /** The page at a path, made where it is not kept. What was made while something changed is answered, not kept. */
  async get(path: string, make: () => Promise<Page | undefined>): Promise<Page | undefined> {
    const kept = this.#pages.get(path);
    if (kept !== undefined) {
      this.#pages.delete(path);
      this.#pages.set(path, kept);
      return kept;
    }
    const version = this.#version;
    const page = await make();
    if (page !== undefined && version === this.#version) this.#keep(path, page);
    return page;
  }

  /** Forgets all pages. */
  clear(): void {
    this.#version += 1;
    for (const { document } of this.#pages.values()) document.letGo();
    this.#pages.clear();
    this.#size = 0;
  }

  #keep(path: string, page: Page): void {
    this.#forget(path);
    this.#pages.set(path, page);
    this.#size += page.document.size;
    page.document.onGrowth((bytes) => {
      if (this.#pages.get(path) === page) this.#size += bytes;
    });
    for (const oldest of this.#pages.keys()) {
      if (this.#size <= mostBytes || oldest === path) break;
      this.#forget(oldest);
    }
  }

  #forget(path: string): void {
    const page = this.#pages.get(path);
    if (page === undefined) return;
    page.document.letGo();
    this.#size -= page.document.size;
    this.#pages.delete(path);
  }
}
