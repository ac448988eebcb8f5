/**
 * Works on every index, some at a time, and waits for all of them: a link that is being made is noted down even when another
 * item has failed.
 * @param stop after which no further item is begun
 */
export async function inPool(
  count: number,
  atATime: number,
  stop: () => boolean,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const hand = async (): Promise<void> => {
    while (next < count && !stop()) {
      const index = next;
      next += 1;
      await work(index);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(atATime, count)) }, hand));
}
