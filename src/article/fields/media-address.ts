import { booleanOf, withoutBrackets } from './index.ts';

/** Keys under which a mapping holds the address of a file. */
export const ADDRESS_KEYS = [
  'url',
  'src',
  'href',
  'path',
  'file',
  'filename',
  'source',
  'permalink',
  'link',
  'publicurl',
  'relativepath',
];

/** `![alt](address "title")`, `[[name]]` and a bare address. */
export const addressOf = (text: string | undefined): string | undefined => {
  if (text === undefined || booleanOf(text) !== undefined || /^(?:none|null)$/i.test(text)) return undefined;
  const markdown = /^!?\[[^\]]*\]\(\s?<?([^\s<>()]+)>?(?:\s[^()]*)?\)$/.exec(text);
  const address = markdown ? markdown[1]! : withoutBrackets(text);
  // a template's expression or a sentence is no address
  return /[\n{}]|^.{2000}/.test(address) || (/\s\S*\s\S*\s/.test(address) && !/\.\w{2,5}$/.test(address))
    ? undefined
    : address;
};
