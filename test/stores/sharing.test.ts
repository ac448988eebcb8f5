import { sharing } from '../../stores/sharing';

describe('what several callers share', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function shared() {
    const closed: number[] = [];
    let made = 0;
    const use = sharing<number>((value) => void closed.push(value));
    return {
      closed,
      use: (keepMs?: number) =>
        use(
          () => 'one',
          async () => (made += 1),
          keepMs,
        ),
    };
  }

  it('is closed by the last one at once unless it is kept', async () => {
    const { closed, use } = shared();
    const [first, second] = await Promise.all([use(), use()]);
    expect([first?.value, second?.value]).toEqual([1, 1]);
    await first?.release();
    expect(closed).toEqual([]);
    await second?.release();
    expect(closed).toEqual([1]);
    expect((await use()).value).toBe(2);
  });

  it('is kept for the next one, and closed when none came in time', async () => {
    const { closed, use } = shared();
    await (await use(1_000)).release();
    await jest.advanceTimersByTimeAsync(999);
    const next = await use(1_000);
    expect(next.value).toBe(1);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(closed).toEqual([]);
    await next.release();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(closed).toEqual([1]);
    expect((await use(1_000)).value).toBe(2);
  });
});
