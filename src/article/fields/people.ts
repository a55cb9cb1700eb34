import type { Person } from '../../site.ts';
import { type FrontMap, type FrontValue, isFrontMap } from '../front-matter/value.ts';
import { foldedText, itemsOf, lookUp, withoutBrackets } from './index.ts';

/** How a tool writes several names in one text. */
export interface NameRules {
  /** Pelican: `;` separates, and only where there is none `,`. */
  readonly separators: boolean;
}

const email = /^[^\s@<>()"]+@[^\s@<>()"]+\.[^\s@<>()"]+$/;

/** `Name <mail or address>`, `mail (Name)`, a name, `@name`. */
const personOf = (text: string): Person | undefined => {
  const given = text.trim();
  if (!/[<>()[\]@]|^by\s/i.test(given)) return given === '' ? undefined : { name: given };
  const name = withoutBrackets(given)
    .replace(/^by\s+(?=\p{Lu})/iu, '')
    .replace(/^@(?=\w)/, '');
  if (name === '') return undefined;
  const angle = /^([^<>]{1,200})<([^<>\s]{1,300})>$/.exec(name);
  if (angle) {
    const address = angle[2]!.replace(/^mailto:/i, '');
    const bare = angle[1]!.trim().replace(/^["“](.*)["”]$/, '$1');
    if (email.test(address)) return { name: bare, email: address };
    if (/^https?:/i.test(address)) return { name: bare, url: address };
  }
  const round = /^([^\s()]{3,200}) \(([^()]{1,200})\)$/.exec(name);
  if (round && email.test(round[1]!)) return { name: round[2]!.trim(), email: round[1]! };
  const link = /^\[([^[\]]{1,200})\]\((https?:[^()\s]{1,500})\)$/.exec(name);
  if (link) return { name: link[1]!, url: link[2]! };
  return { name };
};

const personOfMap = (map: FrontMap): Person | undefined => {
  const name = foldedText(
    lookUp(map, ['name', 'displayname', 'fullname', 'author', 'title', 'label', 'slug', 'key', 'id']),
  );
  if (name === undefined) return undefined;
  const url = foldedText(lookUp(map, ['url', 'website', 'link', 'homepage', 'web', 'uri', 'site', 'href']));
  const mail = foldedText(lookUp(map, ['email', 'mail']))?.replace(/^mailto:/i, '');
  return {
    name: withoutBrackets(name),
    ...(url !== undefined && /^https?:/i.test(url) && { url }),
    ...(mail !== undefined && email.test(mail) && { email: mail }),
  };
};

/** A personal name of two to four words, all capitalised: what stands on both sides of an `and` that joins people. */
const fullName =
  /^\p{Lu}[\p{L}\p{M}'’.-]*(?: (?:(?:de|da|di|van|von|der|den|del|la|le|bin|al|ter) ){0,2}\p{Lu}[\p{L}\p{M}'’.-]*){1,3}$/u;

/** `Ann Lee and Bob Ray`, `Ann Lee & Bob Ray`, `Ann Lee, Bob Ray and Cy Poe`; a company's name stays whole. */
const splitJoined = (text: string): readonly string[] => {
  if (text.length > 500 || !/ (?:and|&|und|et|y|e|og|och|en) /.test(text)) return [text];
  const parts = text.split(/,? (?:and|&|und|et|y|e|og|och|en) |, /).map((part) => part.trim());
  return parts.every((part) => fullName.test(part)) ? parts : [text];
};

const splitNames = (text: string, { separators }: NameRules): readonly string[] => {
  if (text.includes('\n')) return text.split('\n');
  if (text.includes(';')) return text.split(';');
  if (separators && text.includes(',')) return text.split(',');
  return splitJoined(text);
};

/**
 * The people a value names: one text, a list, a mapping with `name`, a mapping of several. `;` and line ends
 * separate; commas only where the tool says so (Pelican) or in a key of the plural. Undefined where there is nobody.
 */
export const peopleOf = (value: FrontValue, rules: NameRules): readonly Person[] | undefined => {
  const people: Person[] = [];
  const add = (person: Person | undefined): void => {
    if (person && !people.some(({ name }) => name === person.name)) people.push(person);
  };
  for (const item of itemsOf(value)) {
    if (isFrontMap(item)) {
      const person = personOfMap(item);
      if (person) add(person);
      else
        for (const [key, inner] of item)
          add(isFrontMap(inner) ? (personOfMap(inner) ?? personOf(key)) : undefined);
    } else if (typeof item === 'string') {
      if (item.trim() === '' || /^(?:true|false|none)$/i.test(item)) continue;
      const names = Array.isArray(value) ? [item] : splitNames(item, rules);
      for (const name of names) add(personOf(name));
    }
  }
  return people.length > 0 ? people : undefined;
};
