/** Something that several callers in one process use at once and the last one closes. */
interface Shared<T> {
  value: T;
  users: number;
  /** Runs while nobody uses it; closes it at the end. */
  farewell?: NodeJS.Timeout;
}

/**
 * Keeps one open `T` for each id. `use` opens it when nobody has, and gives it together with the way to give it back;
 * what the last user gave back is closed, after `keepMs` milliseconds in which nobody asked for it again.
 */
export function sharing<T>(close: (value: T) => void | Promise<void>) {
  const open = new Map<string, Promise<Shared<T>>>();

  return async function use(
    id: () => string,
    make: () => Promise<T>,
    keepMs = 0,
  ): Promise<{ value: T; release: () => Promise<void> }> {
    for (;;) {
      const name = id();
      let opening = open.get(name);
      if (!opening) {
        opening = make().then((value) => ({ value, users: 0 }));
        open.set(name, opening);
        opening.catch(() => open.delete(name));
      }
      const shared = await opening;
      // The last user may have closed it while we waited.
      if (open.get(name) !== opening) continue;
      shared.users += 1;
      clearTimeout(shared.farewell);
      const end = async () => {
        open.delete(name);
        await close(shared.value);
      };
      return {
        value: shared.value,
        release: async () => {
          shared.users -= 1;
          if (shared.users > 0) return;
          if (keepMs === 0) return await end();
          // Nobody waits for this, and it must not keep the process alive.
          shared.farewell = setTimeout(() => void end().catch(() => undefined), keepMs).unref();
        },
      };
    }
  };
}
