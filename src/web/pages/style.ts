/** The stylesheet of all pages: system fonts, light and dark, from a phone to a wide screen. Contrast is WCAG 2.2 AA. */
export const stylesheet = `:root {
  color-scheme: light dark;
  --paper: #fdfbf7; --ink: #22302f; --faint: #5a6765; --line: #ddd6c8; --link: #9a3b26; --code: #f1ece1;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #161b1b; --ink: #e4e1d9; --faint: #a3aba8; --line: #353d3c; --link: #f0a08c; --code: #222929; }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 2rem) 3rem; max-width: 46rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: break-word;
}
a { color: var(--link); text-underline-offset: 0.15em; }
a:focus-visible, button:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; inset-inline-start: -100vw; }
.skip:focus { position: static; }
header.site { border-block-end: 1px solid var(--line); padding-block-end: 0.75rem; margin-block-end: 2rem; }
header.site a { font-weight: 700; color: inherit; text-decoration: none; }
header.site span { color: var(--faint); }
h1 { font-size: clamp(1.6rem, 4vw, 2.2rem); line-height: 1.2; margin-block: 0 0.75rem; text-wrap: balance; }
h2 { font-size: 1.3rem; line-height: 1.3; margin-block: 2rem 0.5rem; }
h2.day { font-size: 0.95rem; font-weight: 600; color: var(--faint); border-block-end: 1px solid var(--line); padding-block-end: 0.25rem; }
h3 { font-size: 1.15rem; line-height: 1.35; margin-block: 1.25rem 0.1rem; }
.meta, .permalink, footer.site, .lead { color: var(--faint); }
.meta, .permalink, footer.site { font-size: 0.95rem; }
.meta { margin-block: 0 0.4rem; }
.mark { border: 1px solid var(--line); border-radius: 0.3rem; padding: 0 0.4rem; font-size: 0.85rem; font-weight: 400; }
.p-summary { margin-block: 0 1rem; }
.subscribe { background: var(--code); border-radius: 0.5rem; padding: 0.1rem 1rem; }
.scopes ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; padding: 0; list-style: none; }
.tags a { margin-inline-end: 0.75rem; }
.neighbours { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 1rem; border-block-start: 1px solid var(--line); padding-block-start: 1rem; }
footer.site { border-block-start: 1px solid var(--line); margin-block-start: 3rem; padding-block-start: 0.75rem; }
img, video, audio { max-width: 100%; }
img, video { height: auto; border-radius: 0.3rem; }
figure { margin-inline: 0; }
figcaption { color: var(--faint); font-size: 0.95rem; }
pre, code { background: var(--code); border-radius: 0.3rem; font-family: ui-monospace, "Cascadia Code", Menlo, Consolas, monospace; font-size: 0.92em; }
code { padding: 0.1em 0.3em; }
pre { padding: 0.8rem 1rem; overflow-x: auto; }
pre code { padding: 0; background: none; }
blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: 4px solid var(--line); color: var(--faint); }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid var(--line); padding: 0.35rem 0.6rem; text-align: start; vertical-align: top; }
@media print { .subscribe, .scopes, .neighbours, .skip { display: none; } }
`;
