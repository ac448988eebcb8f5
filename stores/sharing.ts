/** Something that several callers in one process use at once and the last one closes. */
interface Shared<T> {
  value: T;
  users: number;
}

/**
 * Keeps one open `T` for each id. `use` opens it when nobody has, and gives it together with the way to give it back;
 * what the last user gave back is closed.
 */
export function sharing<T>(close: (value: T) => void | Promise<void>) {
  const open = new Map<string, Promise<Shared<T>>>();

  return async function use(
    id: () => string,
    make: () => Promise<T>,
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
      return {
        value: shared.value,
        release: async () => {
          shared.users -= 1;
          if (shared.users > 0) return;
          open.delete(name);
          await close(shared.value);
        },
      };
    }
  };
}
