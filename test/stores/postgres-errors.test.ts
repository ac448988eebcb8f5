import { LedgerError } from '../../dunning/ledger/ledger';
import { Collision, asLedgerError, isPassing } from '../../stores/postgres/errors';

const withCode = (code: string, message = 'x') => Object.assign(new Error(message), { code });

describe('an error of PostgreSQL', () => {
  it.each([
    ['53100', /disk of PostgreSQL is full/],
    ['28P01', /user or password/],
    ['53300', /no connection left/],
    ['57P01', /cannot be reached/],
    ['ECONNREFUSED', /cannot be reached/],
    ['SELF_SIGNED_CERT_IN_CHAIN', /certificate/],
    ['ENOTFOUND', /no such host/],
    ['22021', /refused \(22021\)/],
  ])('%s is said in words, with what to do', (code, words) => {
    const error = asLedgerError(withCode(code), 'db:5432/erp');
    expect(error).toBeInstanceOf(LedgerError);
    expect(error).toMatchObject({ message: expect.stringMatching(words), advice: expect.stringMatching(/\.$/) });
  });
  it('that is none is passed on as it is', () => {
    const bug = new TypeError('a bug of ours');
    expect(asLedgerError(bug, 'db')).toBe(bug);
  });
  it('is worth another try when the server restarts, the line broke, or two workers met', () => {
    for (const code of ['57P01', '57P03', '08006', '40P01', '53300', 'ECONNRESET']) {
      expect(isPassing(withCode(code))).toBe(true);
    }
    expect(isPassing(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isPassing(new Collision('met'))).toBe(true);
    for (const code of ['53100', '28P01', '42501', '23505']) expect(isPassing(withCode(code))).toBe(false);
  });
});
