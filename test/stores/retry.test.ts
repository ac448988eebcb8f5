import { retrying } from '../../stores/retry';

const PATIENT = { forMs: 60_000, firstWaitMs: 1, longestWaitMs: 2 };
const curable = (error: unknown) => error instanceof Error && error.message === 'busy';

function failing(times: number, message: string) {
  let tries = 0;
  return {
    work: () => {
      tries += 1;
      if (tries <= times) throw new Error(message);
      return 'done';
    },
    tries: () => tries,
  };
}

describe('trying again', () => {
  it('goes on until the work succeeds', async () => {
    const { work, tries } = failing(3, 'busy');
    await expect(retrying(PATIENT, curable, work)).resolves.toBe('done');
    expect(tries()).toBe(4);
  });
  it('stops at once when waiting does not help', async () => {
    const { work, tries } = failing(3, 'broken');
    await expect(retrying(PATIENT, curable, work)).rejects.toThrow('broken');
    expect(tries()).toBe(1);
  });
  it('gives up with the last error when the time is over', async () => {
    const { work, tries } = failing(Infinity, 'busy');
    await expect(retrying({ ...PATIENT, forMs: 20 }, curable, work)).rejects.toThrow('busy');
    expect(tries()).toBeGreaterThan(1);
  });
});
