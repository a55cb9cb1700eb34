/**
 * The stylesheet of all pages: system fonts, light and dark, one column on a phone, three on a wide screen. Every pair
 * of colours that text is set in has a contrast of 4.5 or more (WCAG 2.2, 1.4.3). Sizes and sides are logical, so that
 * right-to-left languages need no rules of their own. A site's own sheet comes behind it and may set the properties.
 */
export const stylesheet = `:root {
  color-scheme: light dark;
  --paper: #fcfcfa; --ink: #1d2426; --faint: #566164; --line: #d7dddc; --accent: #0d5c67; --soft: #eef3f2; --mark: #8a4b00;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif", Georgia, serif;
  --sans: system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  --mono: ui-monospace, "Cascadia Code", Menlo, Consolas, "Noto Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #14191a; --ink: #e3e8e7; --faint: #a2adaf; --line: #364144; --accent: #84d3dc; --soft: #1e2628; --mark: #f0b56a; }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; text-size-adjust: 100%; -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 78rem; padding: 0 clamp(1rem, 4vw, 2.5rem) 2rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 var(--sans); overflow-wrap: break-word;
}
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.18em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; overflow-wrap: anywhere; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; inset-block-start: 0; inset-inline-start: 0; z-index: 1; padding: 0.6rem 1rem; background: var(--paper); transform: translateY(-110%); }
.skip:focus { transform: none; }

header.site { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1.25rem; padding-block: 1.4rem 0.9rem; margin-block-end: 2rem; border-block-end: 2px solid var(--ink); }
header.site p, header.site h1 { margin: 0; }
.site-title { font: 700 clamp(1.25rem, 3vw, 1.6rem)/1.3 var(--serif); }
.site-title a { color: inherit; text-decoration: none; }
.site-title a:hover { text-decoration: underline; }
.site-description { color: var(--faint); flex: 1 1 22rem; }
.jump a { display: inline-block; padding: 0.3rem 0; font-weight: 600; }

.page { display: grid; grid-template-columns: minmax(0, 1fr); gap: 3rem; }
main { min-width: 0; }
.page-head { margin-block-end: 1.75rem; }
.page-head h1 { margin: 0 0 0.6rem; font: 700 clamp(1.75rem, 4.5vw, 2.6rem)/1.18 var(--serif); }
.page-head p { margin: 0; }
.kicker { font-size: 0.95rem; font-weight: 600; color: var(--faint); }
.meta { margin: 0; font-size: 0.94rem; color: var(--faint); }
.mark { display: inline-block; padding: 0 0.45rem; border: 1px solid currentColor; border-radius: 1rem; font: 600 0.8rem/1.5 var(--sans); color: var(--mark); }

.day { padding-block: 0 1.5rem; margin-block-end: 1.5rem; border-block-end: 1px solid var(--line); }
.day h2 { margin: 0 0 0.75rem; font-size: 0.94rem; font-weight: 600; color: var(--faint); }
.items { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.75rem; min-width: 0; }
.items h3 { margin: 0 0 0.2rem; font: 700 1.35rem/1.3 var(--serif); }
.items h3 a { color: inherit; text-decoration: none; }
.items h3 a:hover { color: var(--accent); text-decoration: underline; }
.p-summary { margin: 0.4rem 0 0; max-width: 42rem; }

.turn { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 1rem 2rem; margin-block-start: 2rem; }
.turn a { padding-block: 0.25rem; }
.neighbours { padding-block-start: 1.25rem; border-block-start: 1px solid var(--line); }
.neighbours a { flex: 1 1 14rem; max-width: 22rem; }
.neighbours a[rel=prev] { margin-inline-start: auto; text-align: end; }
.neighbours span { display: inline-block; width: 100%; font-size: 0.9rem; color: var(--faint); }

aside { font-size: 0.97rem; min-width: 0; }
.subscribe { padding: 1.1rem 1.2rem; background: var(--soft); border-radius: 0.5rem; }
.subscribe h2, .scopes h2 { margin: 0 0 0.4rem; font: 700 1.2rem/1.3 var(--serif); }
.subscribe p { margin: 0 0 0.8rem; }
.subscribe h3 { margin: 1rem 0 0.35rem; font-size: 0.94rem; }
.subscribe label { display: block; margin-block-end: 0.25rem; font-size: 0.94rem; font-weight: 600; }
.address { display: flex; flex-wrap: wrap; gap: 0.4rem; }
.address input { flex: 1 1 16rem; min-width: 0; padding: 0.45rem 0.6rem; border: 1px solid var(--faint); border-radius: 0.3rem; background: var(--paper); color: var(--ink); font: 0.88rem/1.5 var(--mono); }
button { padding: 0.45rem 0.9rem; border: 1px solid var(--accent); border-radius: 0.3rem; background: var(--accent); color: var(--paper); font: 600 0.94rem/1.5 var(--sans); cursor: pointer; }
button[hidden] { display: none; }
.subscribe .status { min-height: 1.5em; margin: 0.2rem 0 0; font-size: 0.9rem; }
.chips { display: flex; flex-wrap: wrap; gap: 0.1rem 1rem; margin: 0; padding: 0; list-style: none; }
.chips a { display: inline-block; padding-block: 0.2rem; }
.scopes h2:not(:first-of-type) { margin-block-start: 1.4rem; }
.scopes { margin-block-start: 1.75rem; }
.index { columns: 14rem; padding: 0; list-style: none; color: var(--faint); font-variant-numeric: tabular-nums; }
.index a { display: inline-block; padding-block: 0.2rem; margin-inline-end: 0.3rem; unicode-bidi: isolate; }

.e-content { max-width: 42rem; }
.e-content > :first-child { margin-block-start: 0; }
.e-content h1, .e-content h2, .e-content h3, .e-content h4 { margin-block: 2em 0.5em; font-family: var(--serif); }
.e-content h1 { font-size: 1.6rem; } .e-content h2 { font-size: 1.4rem; } .e-content h3 { font-size: 1.2rem; } .e-content h4 { font-size: 1.05rem; }
article > footer { margin-block-start: 2rem; }
article > footer .chips { margin-block-end: 0.5rem; }
img, video, audio { max-width: 100%; }
img, video { height: auto; border-radius: 0.3rem; }
audio { width: 100%; }
.lead { display: block; margin-block-end: 1.75rem; }
figure { margin: 1.5rem 0; }
figcaption { margin-block-start: 0.4rem; font-size: 0.94rem; color: var(--faint); }
pre, code, kbd, samp { font-family: var(--mono); font-size: 0.9em; background: var(--soft); border-radius: 0.25rem; }
code, kbd, samp { padding: 0.1em 0.3em; }
pre { padding: 0.9rem 1rem; overflow-x: auto; direction: ltr; text-align: left; line-height: 1.5; }
pre code { padding: 0; font-size: 1em; background: none; }
blockquote { margin: 1.5rem 0; padding-inline-start: 1.1rem; border-inline-start: 3px solid var(--accent); }
hr { border: 0; border-block-start: 1px solid var(--line); margin-block: 2rem; }
.wide { overflow-x: auto; margin-block: 1.5rem; }
table { border-collapse: collapse; font-size: 0.95em; }
th, td { padding: 0.4rem 0.75rem; border-block-end: 1px solid var(--line); text-align: start; vertical-align: top; }
[align=right] { text-align: end; } [align=center] { text-align: center; }
.enclosure { max-width: 42rem; margin-block-end: 1.5rem; }
.enclosure p { margin: 0.25rem 0 0; }

footer.site { margin-block-start: 3.5rem; padding-block-start: 1rem; border-block-start: 1px solid var(--line); font-size: 0.94rem; color: var(--faint); }
footer.site p { margin: 0 0 0.3rem; }

@media (min-width: 48rem) {
  .day { display: grid; grid-template-columns: 10.5rem minmax(0, 1fr); gap: 1.5rem; }
  .day h2 { padding-block-start: 0.45rem; }
}
@media (min-width: 68rem) {
  .page { grid-template-columns: minmax(0, 1fr) 19rem; gap: 4rem; align-items: start; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print { aside, .skip, .jump, .turn, footer.site { display: none; } body { font-size: 11pt; } }
`;
