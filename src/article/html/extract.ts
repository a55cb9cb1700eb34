import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import type { DomDocument, DomElement } from './dom.ts';
import { framePage, slimPage } from './slim.ts';
import { type CutLine, tidyContent } from './tidy.ts';

/** What the worker is asked. */
export interface ExtractRequest {
  readonly html: string;
  readonly title: string | undefined;
}

/** What it answers; without `html` the page is not for Readability. */
export interface ExtractResult {
  readonly html?: string;
  readonly cut?: readonly CutLine[];
}

/** What the worker says: that it is ready, or a page's result, and the CPU time it has spent so far. */
export interface WorkerMessage {
  readonly result?: ExtractResult;
  /** Milliseconds; undefined where this Node can't tell. */
  readonly spent: number | undefined;
}

/** Players of AMP and of scripts that load late: Readability drops elements that it doesn't know. */
const PLAYERS =
  'amp-youtube[data-videoid], lite-youtube[videoid], amp-vimeo[data-videoid], lite-vimeo[videoid]';

const showPlayer = (player: DomElement): void => {
  const id = player.getAttribute('data-videoid') ?? player.getAttribute('videoid') ?? '';
  if (!/^[\w-]{1,40}$/u.test(id)) return;
  const frame = player.localName.endsWith('vimeo') ? 'player.vimeo.com/video' : 'www.youtube.com/embed';
  player.outerHTML = `<iframe src="https://${frame}/${id}"></iframe>`;
};

/**
 * Finds the main text of a page with Readability on linkedom. Addresses stay as they are written, classes are kept for
 * whoever knows embeds by them. May take long or throw on a hostile page: call it where it can be ended.
 */
export const extractContent = ({ html, title }: ExtractRequest): ExtractResult => {
  const slim = slimPage(html);
  if (slim === undefined) return {};
  const { document } = parseHTML(framePage(slim));
  const page: DomDocument = document;
  for (const base of page.querySelectorAll('base')) base.remove();
  for (const player of page.querySelectorAll(PLAYERS)) showPlayer(player);
  const reader = new Readability<DomElement>(document, {
    keepClasses: true,
    serializer: (node) => node as unknown as DomElement,
  });
  const found = reader.parse();
  if (!found?.content) return {};
  const content = found.content.querySelector('#readability-page-1') ?? found.content;
  const cut = tidyContent(content, [title, found.title ?? undefined]);
  return { html: content.innerHTML, cut };
};
