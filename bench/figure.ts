/** One measured figure. `ratio` is value divided by what it is compared `against`, both measured in the same run. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  against?: string;
  ratio?: number;
}

/** The median of several rounds of the same measurement. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError('a median needs at least one value');
  return middle;
}

/** Seconds that one call takes, the median of several after one to warm up. */
export async function seconds(work: () => unknown | Promise<unknown>, rounds = 5): Promise<number> {
  await work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = process.hrtime.bigint();
    await work();
    times.push(Number(process.hrtime.bigint() - start) / 1e9);
  }
  return median(times);
}
