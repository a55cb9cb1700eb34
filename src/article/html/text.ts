import { lazy } from '../../lazy.ts';

const parsing = lazy<typeof import('htmlparser2')>(import.meta.url, 'htmlparser2');

/** The text of a piece of HTML as metadata has it: tags out, entities decoded, white space folded. */
export const textOfHtml = (html: string): string => {
  if (!/[&<]/u.test(html)) return html.replace(/\s+/gu, ' ').trim();
  let text = '';
  const parser = new (parsing().Parser)({
    ontext: (piece) => {
      text += piece;
    },
  });
  parser.write(html);
  parser.end();
  return text.replace(/\s+/gu, ' ').trim();
};
