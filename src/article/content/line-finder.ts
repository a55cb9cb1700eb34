import { decodePercent } from './urls.ts';

/**
 * Finds the line of the file on which an address stands. `firstLine` is the file's line on which `text` begins. Undefined
 * where the text does not have the address as it was read (an entity, a reference put together).
 */
export const lineFinder =
  (text: string, firstLine: number) =>
  (address: string): number | undefined => {
    const written = [address, decodePercent(address)].map((form) => text.indexOf(form));
    const at = written.find((index) => index >= 0);
    if (at === undefined) return undefined;
    let line = firstLine;
    for (let index = text.indexOf('\n'); index >= 0 && index < at; index = text.indexOf('\n', index + 1))
      line += 1;
    return line;
  };
