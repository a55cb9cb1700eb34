/**
 * Milliseconds of processor time that this thread spends on some work. Time on the clock says nothing on a machine that
 * others use as well.
 */
export const cpuMilliseconds = (work: () => unknown): number => {
  const start = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
};
