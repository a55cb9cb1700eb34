import { Parser } from 'htmlparser2';

/** The text of a piece of HTML as metadata has it: tags out, entities decoded, white space folded. */
export const textOfHtml = (html: string): string => {
  if (!/[&<]/u.test(html)) return html.replace(/\s+/gu, ' ').trim();
  let text = '';
  const parser = new Parser({
    ontext: (piece) => {
      text += piece;
    },
  });
  parser.write(html);
  parser.end();
  return text.replace(/\s+/gu, ' ').trim();
};
