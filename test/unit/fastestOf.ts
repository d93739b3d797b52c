/**
 * The time of the shortest of a few runs, in ms of this process's own: what else the machine does, and what was left over from before, makes a run longer, never
 * shorter.
 */
export function fastestOf(runs: number, work: () => unknown): number {
  const times = Array.from({ length: runs }, () => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}
