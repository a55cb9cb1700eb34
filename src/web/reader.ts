/** User-Agents are looked at no further than this. */
const longest = 300;

/** What stands in every browser's User-Agent, and in those of programs that pretend to be one. */
const common = /^(?:Mozilla|AppleWebKit|KHTML|Gecko|Chrome|Safari|Version|Mobile)$/i;

/**
 * The program that a User-Agent names, without its version: `Feedly`, `NewsBlur Feed Fetcher`. Of programs that pretend
 * to be a browser the one that they say they are; empty where nothing is named.
 */
export const readerOf = (userAgent: string): string => {
  const text = userAgent.slice(0, longest);
  const [, inside] = /\(compatible; ?([^;/)]{1,60})/i.exec(text) ?? [];
  if (inside !== undefined) return inside.trim();
  const products = text
    .replace(/\([^)]*\)?/g, '')
    .matchAll(/([A-Za-z][\w.!+-]*(?: [A-Za-z][\w.!+]*)*)(?=\/|\s|$)/g);
  const names = Array.from(products, ([, name = '']) => name);
  return (names.find((name) => !common.test(name)) ?? names[0] ?? '').slice(0, 60);
};

const report = /(\d{1,9}) (?:subscribers?|readers?)\b/i;

/** How many people a User-Agent says it asks for, and whom it names: the same as long as only number and version change. */
export interface SubscriberReport {
  readonly count: number;
  readonly key: string;
}

/**
 * What a reader that asks for many people says of them in its User-Agent: `142 subscribers`, as Feedbin, Feedly and
 * others write it; undefined where it says nothing. One reader may report a feed several times under ids of its own
 * (`feed-id=…`), each with other people.
 */
export const subscribersOf = (userAgent: string): SubscriberReport | undefined => {
  const text = userAgent.slice(0, longest);
  const found = report.exec(text);
  if (found === null) return undefined;
  const key = text.replace(found[0], '').replace(/\/[\d.]+/g, '');
  return { count: Number(found[1]), key };
};
