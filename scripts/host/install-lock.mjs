import fs from 'node:fs';

const POLL_MS = 1000;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: there is such a process, it is just not ours.
    return error.code === 'EPERM';
  }
}

function holderOf(file) {
  try {
    const pid = Number(fs.readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes a lock that is a file with the holder's process id, waiting while a living process holds it. A lock whose holder
 * is gone is taken over.
 * @param onWait told once, with the process id, when there is somebody to wait for
 * @returns a function that gives the lock back
 */
export async function takeLock(file, onWait) {
  // The id is written before the file gets its name, so that nobody ever sees a lock without a holder.
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, String(process.pid));
  let told = false;
  try {
    for (;;) {
      try {
        fs.linkSync(draft, file);
        break;
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
      const holder = holderOf(file);
      if (holder === undefined || !isAlive(holder)) {
        fs.rmSync(file, { force: true });
        continue;
      }
      if (!told) onWait(holder);
      told = true;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  } finally {
    fs.rmSync(draft, { force: true });
  }
  return () => fs.rmSync(file, { force: true });
}
