import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second. */
const TICKS = 100;

interface Process {
  pid: number;
  parent: number;
  name: string;
  /** Seconds of processor, with those of children that ended. */
  seconds: number;
}

function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [parsed(readFileSync(`/proc/${name}/stat`, 'latin1'))];
      } catch {
        // It ended while we looked.
        return [];
      }
    });
}

function parsed(stat: string): Process {
  const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
  return { pid: Number.parseInt(stat, 10), parent: Number(fields[1]), name, seconds: ticks / TICKS };
}

/** Seconds of processor used so far by processes and everything they started, by pid. */
export function cpuSeconds(pids: readonly number[]): number[] {
  const all = processes();
  const of = (pid: number): number =>
    (all.find((one) => one.pid === pid)?.seconds ?? 0) +
    all.filter(({ parent }) => parent === pid).reduce((sum, child) => sum + of(child.pid), 0);
  return pids.map(of);
}

/** Processes that this one started, by the beginning of their name. */
export function ownChildren(name: string): number[] {
  return processes()
    .filter((one) => one.parent === process.pid && one.name.startsWith(name))
    .map(({ pid }) => pid);
}
