/**
 * Loaded before the program by `--import`: whenever its parent asks, collects all garbage (`--expose-gc`) and tells what
 * is left. Holds nothing and keeps nothing alive.
 */
const collect = (globalThis as { readonly gc?: () => void }).gc;

process.on('message', () => {
  // What the first round lets go of may hold more.
  collect?.();
  setImmediate(() => {
    collect?.();
    const { heapUsed, external, rss } = process.memoryUsage();
    process.send?.({ heap: heapUsed, external, resident: rss });
  });
});
process.channel?.unref();
