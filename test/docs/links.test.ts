import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { documents, textOf } from '../support/command-lines.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The text without code, where brackets mean something else. */
const prose = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');

/** Anchors as GitHub makes them from headings. */
const anchorsOf = (text: string): string[] =>
  [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

const links = documents().flatMap((document) =>
  [
    ...prose(textOf(document)).matchAll(
      /(?:\]\(|(?:src|srcset|href)=")(?!https?:|mailto:)([^)\s"]+)(?:\)|")/g,
    ),
  ].map(([, link = '']) => ({ document, link })),
);

/** What is wrong with a link, undefined where it leads somewhere. */
const faultOf = (document: string, link: string): string | undefined => {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? join(root, document) : join(root, dirname(document), path);
  if (!existsSync(target)) return 'there is no such file';
  if (anchor === undefined || statSync(target).isDirectory()) return undefined;
  return anchorsOf(readFileSync(target, 'utf8')).includes(anchor) ? undefined : 'there is no such heading';
};

describe('links of the documents', () => {
  it('are found', () => {
    expect(links.length).toBeGreaterThan(20);
  });

  it('lead to files and headings that are there', () => {
    const dead = links
      .map((each) => ({ ...each, fault: faultOf(each.document, each.link) }))
      .filter(({ fault }) => fault !== undefined);
    expect(dead).toEqual([]);
  });
});
