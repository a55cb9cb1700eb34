import type { Outline } from './outline.ts';

/** What the program that saved the page noted in it. */
export interface SaveNote {
  /** Address that the page was saved from. */
  readonly url?: string | undefined;
  /** When, as written. */
  readonly date?: string | undefined;
}

/** `saved from url=(0053)https://…` of Internet Explorer and Chrome; the number is the address' length. */
const BROWSER = /saved from url=\(\d{1,5}\)\s*(\S{1,2000})/iu;
const SINGLE_FILE = /page saved with singlefile/iu;
const LABELLED_URL = /^\s*(?:url|source|original url|saved from|from)\s*:\s*(https?:\/\/\S{1,2000})/imu;
const LABELLED_DATE = /^\s*(?:saved date|date|saved|archived|downloaded)\s*:\s*([^\n]{6,80})/imu;
/** `Mirrored from example.org/page.html by HTTrack Website Copier/3.x [XR&CO'2014], Sat, 01 Mar 2014 10:00:00 GMT`. */
const HTTRACK = /mirrored from (\S{1,2000}) by httrack[^\]]{0,80}\]\s*,\s*([^\n]{10,60})/iu;
/** `FILE ARCHIVED ON 21:52:00 Sep 16, 2015 AND RETRIEVED FROM THE INTERNET ARCHIVE ON …`. */
const WAYBACK =
  /file archived on (\d{1,2}:\d{2}:\d{2} \p{L}{3} \d{1,2}, \d{4}) and retrieved from the\s+internet archive/iu;

/** Reads the notes that browsers, SingleFile, Save Page WE, HTTrack, ScrapBook and the Wayback Machine leave in a page. */
export const readSaveNote = ({ comments, metas, attributes }: Outline): SaveNote => {
  const meta = (key: string): string | undefined => metas.find((it) => it.key === key)?.content;
  const notes: SaveNote[] = comments.slice(0, 60).map(readComment);
  notes.push({ url: meta('savepage-url'), date: meta('savepage-date') });
  notes.push({
    url: attributes.get('data-scrapbook-source'),
    date: scrapBookDate(attributes.get('data-scrapbook-create')),
  });
  return {
    url: notes.find(({ url }) => url !== undefined)?.url,
    date: notes.find(({ date }) => date !== undefined)?.date,
  };
};

const readComment = (comment: string): SaveNote => {
  const mirrored = HTTRACK.exec(comment);
  if (mirrored?.[1] !== undefined) {
    const url = /^https?:/iu.test(mirrored[1]) ? mirrored[1] : `http://${mirrored[1]}`;
    return { url, date: mirrored[2]?.trim() };
  }
  const archived = WAYBACK.exec(comment)?.[1];
  if (archived !== undefined) return { date: `${archived} UTC` };
  if (SINGLE_FILE.test(comment)) {
    return { url: LABELLED_URL.exec(comment)?.[1], date: LABELLED_DATE.exec(comment)?.[1]?.trim() };
  }
  return { url: BROWSER.exec(comment)?.[1] };
};

/** ScrapBook writes `20150916162200000`, in UTC. */
const scrapBookDate = (stamp: string | undefined): string | undefined => {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})\d{3}$/u.exec(stamp ?? '');
  return parts ? `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}Z` : undefined;
};

const TOOLBAR_BEGIN = '<!-- BEGIN WAYBACK TOOLBAR INSERT -->';
const TOOLBAR_END = '<!-- END WAYBACK TOOLBAR INSERT -->';
const ARCHIVED_ADDRESS =
  /(["'(\s,=])(?:https?:\/\/(?:web\.)?archive\.org)?\/web\/\d{4,14}(?:[a-z]{2}_)?\/(https?:\/\/)/giu;

/** Whether the Wayback Machine has put its banner and its own addresses into the page. */
const isArchived = (html: string): boolean =>
  html.includes(TOOLBAR_BEGIN) ||
  /archive\.org\/(?:_static|includes)\/|wombat\.js/u.test(html.slice(0, 20_000));

/** The page as it was before an archive wrapped it: without the banner, with its own addresses. */
export const unwrapArchive = (html: string): string => {
  if (!isArchived(html)) return html;
  const begin = html.indexOf(TOOLBAR_BEGIN);
  const end = begin < 0 ? -1 : html.indexOf(TOOLBAR_END, begin);
  const bare = end < 0 ? html : html.slice(0, begin) + html.slice(end + TOOLBAR_END.length);
  return bare.replace(ARCHIVED_ADDRESS, '$1$2');
};
