const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escapeText = (text: string): string => text.replace(/[&<>]/g, (sign) => escapes[sign] ?? sign);

/** The colours that the program uses, by the number of the escape sequence (ECMA-48, SGR). */
const classes: Readonly<Record<string, string>> = { '2': 'dim', '31': 'red', '32': 'green', '33': 'yellow' };

const style = `
  body { margin: 0; padding: 20px; background: #fff; font: 14px/1.5 "DejaVu Sans Mono", "Liberation Mono", monospace }
  main { border-radius: 8px; overflow: hidden; background: #1b1d23; color: #d9dce3 }
  header { height: 30px; background: #2a2d36; display: flex; gap: 8px; align-items: center; padding-left: 12px }
  i { width: 11px; height: 11px; border-radius: 50%; background: #565b69 }
  pre { margin: 0; padding: 14px 18px 18px; white-space: pre-wrap; font: inherit }
  .dim { color: #858b99 } .red { color: #ff7b72 } .green { color: #7ee787 } .yellow { color: #f2cc60 } .typed { color: #fff }
`;

/** What a terminal would show after a command, as a page: the prompt, the command, and its output with its colours. */
export const terminalPage = (command: string, output: string): string => {
  const parts = escapeText(output).split(/\u001b\[(\d*)m/);
  const html = parts.map((part, at) =>
    at % 2 === 0 ? part : part === '' || part === '0' ? '</span>' : `<span class="${classes[part] ?? ''}">`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Terminal</title><style>${style}</style>
<main><header><i></i><i></i><i></i></header><pre><span class="dim">$</span> <span class="typed">${escapeText(command)}</span>
${html.join('')}</pre></main>`;
};
