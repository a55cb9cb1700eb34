import { decodePercent } from './urls.ts';

/**
 * Ends of the names that browsers give the folder beside a saved page, by their language: Windows keeps folder and page
 * together by these.
 */
const folderEnds = new RegExp(
  `(?:_files|\\.files|-Dateien|_fichiers|_bestanden|_file|_archivos|-filer|_tiedostot|_pliki|_soubory|_elemei|` +
    `_ficheiros|_arquivos|_dosyalar|_datoteke|_fitxers|_failid|_fails|_bylos|_fajlovi|_fitxategiak)$`,
  'i',
);

/** Whether the article is an HTML page. */
const isPage = (path: string): boolean => /\.(?:x?html?|mht)$/i.test(path);

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');

/**
 * Whether an address (written as a relative or local one, percent-encoded or not) leads into the folder that a browser
 * saved beside the page at `pagePath`. Such files were never on the page's server under that name.
 */
export const isSavedFilesFolder = (address: string, pagePath: string): boolean => {
  if (!isPage(pagePath)) return false;
  const folders = decodePercent(address).replaceAll('\\', '/').split('/').slice(0, -1);
  const own = baseName(pagePath).toLowerCase();
  return folders.some(
    (name) => name.endsWith('_files') || (folderEnds.test(name) && name.toLowerCase().startsWith(own)),
  );
};

/**
 * For an address of the author's own machine (`file:///home/…/img/a.png`, `C:\img\a.png`, `\\server\share\a.png`): its
 * last three, two and one segments, as paths to look for beside the article. Undefined for any other address.
 */
export const localFileName = (address: string): readonly string[] | undefined => {
  if (!/^(?:file:|[a-z]:[\\/]|\\\\)/i.test(address)) return undefined;
  const segments = decodePercent(address.replace(/[?#].*$/s, ''))
    .replaceAll('\\', '/')
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..');
  return [3, 2, 1].map((count) => segments.slice(-count).join('/'));
};
