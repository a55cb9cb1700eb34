/** Asks for the page again every five seconds while it is looked at, and puts in what has changed, section by section. */
export const statusScript = `const update = document.getElementById('update');
const pause = 5000;

// What somebody is in, or has marked to copy, stays as it is for this time.
const isUsed = (section) => {
  const selection = getSelection();
  const isMarked = selection && !selection.isCollapsed && selection.containsNode(section, true);
  return isMarked || section.contains(document.activeElement);
};

// A wide table stays where somebody has moved it to.
const takeOver = (old, section) => {
  const before = old.querySelectorAll('.wide');
  const places = [...before].map(({ scrollLeft }) => scrollLeft);
  old.replaceWith(section);
  section.querySelectorAll('.wide').forEach((box, at) => {
    box.scrollLeft = places[at] ?? 0;
  });
};

const bringIn = (page) => {
  const main = document.querySelector('main');
  const sections = [...page.querySelector('main').children];
  document.title = page.title;
  const ids = new Set(sections.map(({ id }) => id));
  for (const old of [...main.children]) if (!ids.has(old.id)) old.remove();
  let next = null;
  for (const section of sections.reverse()) {
    const old = document.getElementById(section.id);
    if (!old) main.insertBefore(section, next);
    else if (old.innerHTML !== section.innerHTML && !isUsed(old)) takeOver(old, section);
    next = document.getElementById(section.id);
  }
};

const ask = async () => {
  if (document.visibilityState === 'visible') {
    try {
      const answer = await fetch(location.href, { signal: AbortSignal.timeout(pause) });
      if (!answer.ok) throw new Error(String(answer.status));
      bringIn(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      update.textContent = '';
    } catch {
      update.textContent = 'The server does not answer. What stands here is what it said last.';
    }
  }
  setTimeout(ask, pause);
};

setTimeout(ask, pause);
`;

/** The stylesheet of the status page: two columns on a wide screen. Contrast is WCAG 2.2 AA. */
export const statusStyle = `:root {
  color-scheme: light dark;
  --paper: #fcfcfa; --ink: #1d2426; --faint: #566164; --line: #d7dddc; --accent: #0d5c67; --soft: #eef3f2;
  --good: #2a7d4f; --bad: #b3261e; --doubt: #8a4b00; --blue: #2f6fb3; --grey: #8b9698;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14191a; --ink: #e3e8e7; --faint: #a2adaf; --line: #364144; --accent: #84d3dc; --soft: #1e2628;
    --good: #6fcf97; --bad: #ff9d94; --doubt: #f0b56a; --blue: #7fb4ec; --grey: #7c888b;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 84rem; padding: 0 clamp(1rem, 3vw, 2rem) 2rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: break-word; }
a { color: var(--accent); text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1.25rem; padding-block: 1.25rem 0.75rem; border-block-end: 2px solid var(--ink); }
header h1, header p { margin: 0; }
h1 { font-size: 1.35rem; }
h2 { margin: 0 0 0.6rem; font-size: 1.15rem; }
nav a { display: inline-block; padding: 0.2rem 0; margin-inline-end: 0.9rem; }
#update { flex-basis: 100%; color: var(--bad); }
main { display: grid; gap: 2.25rem; padding-block-start: 1.5rem; }
section { min-width: 0; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr)); gap: 0.5rem; margin: 0 0 0.75rem; }
.facts div { padding: 0.5rem 0.75rem; background: var(--soft); border-radius: 0.4rem; }
dt { font-size: 0.9rem; color: var(--faint); }
dd { margin: 0; font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.key { display: inline-block; width: 0.7em; height: 0.7em; margin-inline-end: 0.35em; border-radius: 2px; background: currentColor; }
.bar { display: block; width: 100%; height: 0.6rem; border-radius: 3px; background: var(--line); }
td .bar { width: 6rem; height: 0.4rem; margin-block-start: 0.2rem; margin-inline-start: auto; }
.plot { display: block; width: 100%; height: 7rem; background: var(--soft); border-radius: 0.4rem; }
rect { fill: currentColor; }
.listed, .not-modified, .hub-good { color: var(--good); } .scheduled, .whole { color: var(--blue); }
.held-back, .failed, .hub-bad { color: var(--bad); } .withdrawn { color: var(--doubt); }
.draft { color: var(--grey); } .expired { color: var(--faint); }
figure { margin: 0 0 1rem; }
figcaption { margin-block-start: 0.4rem; font-size: 0.92rem; color: var(--faint); }
figcaption .key { margin-inline-start: 0.35em; }
.alarm { padding: 0.6rem 0.9rem; border-inline-start: 4px solid var(--bad); background: var(--soft); }
ul { margin: 0; padding: 0; list-style: none; }
li { padding-block: 0.5rem; border-block-start: 1px solid var(--line); }
.problems p { margin: 0; }
.severity { font-weight: 700; }
.error .severity { color: var(--bad); } .warning .severity { color: var(--doubt); }
.place, .hint { color: var(--faint); font-size: 0.94rem; }
code { font: 0.92em ui-monospace, "Cascadia Code", Menlo, Consolas, monospace; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.95rem; }
th, td { padding: 0.45rem 0.9rem 0.45rem 0; border-block-end: 1px solid var(--line); text-align: start; vertical-align: top; }
thead th { font-size: 0.9rem; color: var(--faint); white-space: nowrap; }
tbody th { font-weight: 600; }
tbody th .place { font-weight: 400; }
.number { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
thead th:nth-child(2), thead th:nth-child(n+5) { text-align: end; }
#dates thead th { text-align: start; }
.document { display: inline-block; white-space: nowrap; margin-inline-end: 0.5rem; }
@media (min-width: 70rem) {
  main { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); grid-auto-flow: dense; align-items: start; }
  #problems { grid-row: span 3; }
  #now, #feeds, #dates { grid-column: 1 / -1; }
}
`;
