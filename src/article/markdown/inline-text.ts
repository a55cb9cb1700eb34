import MarkdownIt, { type Token } from 'markdown-it';

/** HTML is taken for what it is, so that its tags are no words. */
const markdown = new MarkdownIt({ html: true });

/** The text of inline tokens: images count with their alternative text, HTML not at all. */
export const textOfTokens = (tokens: readonly Token[]): string => {
  let text = '';
  for (const token of tokens) {
    if (token.type === 'text' || token.type === 'code_inline') text += token.content;
    else if (token.type === 'softbreak' || token.type === 'hardbreak') text += ' ';
    else if (token.type === 'image' && token.children) text += textOfTokens(token.children);
  }
  return text;
};

/** One line of Markdown as plain text: no emphasis, link targets or code marks. */
export const inlineText = (source: string): string => {
  const cleaned = source
    .replace(/%%[^%]*%%/g, '')
    .replace(/\{[#:.][^{}]*\}\s*$/, '')
    .replace(
      /!?\[\[([^[\]|]+)(?:\|([^[\]]*))?\]\]/g,
      (_, target: string, alias: string | undefined) => alias ?? target,
    )
    .replaceAll('==', '')
    .replace(/ \^[A-Za-z\d-]+$/, '');
  if (!/[*_`[\]<&\\~!]/.test(cleaned)) return cleaned.trim();
  const [token] = markdown.parseInline(cleaned, {});
  return textOfTokens(token?.children ?? [])
    .replace(/\s+/g, ' ')
    .trim();
};
