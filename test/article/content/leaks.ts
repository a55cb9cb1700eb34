import { defaultTreeAdapter, html as markup, parse, parseFragment } from 'parse5';

type Node = {
  readonly nodeName: string;
  readonly tagName?: string;
  readonly namespaceURI?: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly Node[];
};

const unsafeElements = new Set(
  `script style iframe frame object embed applet form input button textarea select option svg math template noscript noembed
   noframes base meta link title xmp plaintext listing`.split(/\s+/),
);
const unsafeAttribute =
  /^(?:on.*|style|srcdoc|name|ping|formaction|action|background|xmlns.*|xlink.*|usemap|target)$/i;
const addressAttribute = /^(?:href|src|srcset|poster|cite)$/;
const safeAddress =
  /^(?:https?:\/\/|(?:mailto|tel|sms|xmpp|irc|ircs|matrix|geo|magnet|ftp|gemini|gopher|news|webcal|feed):|data:image\/(?:png|gif|jpeg|webp|avif);base64,)/;

const faultsOf = ({ nodeName, tagName, namespaceURI, attrs = [] }: Node): readonly string[] => [
  ...(nodeName === '#comment' || nodeName === '#documentType' ? [nodeName] : []),
  ...(tagName !== undefined && (unsafeElements.has(tagName) || namespaceURI !== markup.NS.HTML)
    ? [tagName]
    : []),
  ...attrs.filter(({ name }) => unsafeAttribute.test(name)).map(({ name }) => name),
  ...attrs
    .filter(({ name, value }) => addressAttribute.test(name) && !safeAddress.test(value))
    .map(({ name, value }) => `${name}=${value}`),
];

const roots = (html: string): readonly Node[] =>
  [true, false].flatMap((scriptingEnabled) => {
    const element = (name: string) => defaultTreeAdapter.createElement(name, markup.NS.HTML, []);
    const fragments = ['div', 'body', 'template', 'td'].map((name) =>
      parseFragment(element(name), html, { scriptingEnabled }),
    );
    const page = parse(`<!doctype html><title>t</title><div>${html}</div>`, { scriptingEnabled });
    const body = page.childNodes.flatMap((node) => ('childNodes' in node ? node.childNodes : [])).slice(-1);
    return [...fragments, ...body] as unknown as Node[];
  });

/**
 * What in the HTML could run, load or deceive, wherever a browser puts it: read in four kinds of element and in a page of
 * its own, scripting on and off. Written apart from the code under test.
 */
export const leaksOf = (html: string): readonly string[] => {
  const stack = [...roots(html)];
  const faults: string[] = [];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    faults.push(...faultsOf(node));
    stack.push(...(node.childNodes ?? []));
  }
  return faults;
};
