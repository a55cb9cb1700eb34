/**
 * Loaded before the program by `--import`. Between its parent's messages `begin` and `end` it looks every millisecond how
 * much CPU the main thread has spent since the last look: so long at the most has the event loop been kept from a request
 * that came meanwhile, however busy the machine is with other programs. Tells all stretches, in milliseconds.
 */
let stretches: number[] = [];
let clock: NodeJS.Timeout | undefined;

const spent = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

process.on('message', (message) => {
  if (message === 'begin') {
    let before = spent();
    stretches = [];
    clock = setInterval(() => {
      const now = spent();
      stretches.push(now - before);
      before = now;
    }, 1);
  } else if (message === 'end') {
    clearInterval(clock);
    process.send?.({ stretches });
  }
});
