import type { FullLedger, PaymentRecord } from '../../dunning/ledger/records';
import { LEASE, T0, T1 } from './conformance-steps';
import { request } from './requests';

const MXN = (minor: number) => ({ currency: 'MXN', minor });

function paid(n: number, over: Partial<PaymentRecord> = {}): PaymentRecord {
  const about = { account: 'acme', customerId: `c-${n}`, scope: [`inv-${n}`] };
  return { ...about, provider: 'bank', paymentId: `t-${n}`, amount: MXN(1_000), at: T0, status: 'paid', ...over };
}

/** What two workers do with the same customers at the same moment; `one` and `other` are one ledger over two connections. */
export async function expectTrueAtOnce(one: FullLedger, other: FullLedger): Promise<void> {
  const demand = (n: number) => ({ invoices: [`inv-${n}`], revision: 0 });
  for (let n = 0; n < 100; n += 1) {
    // A payment and a claim: whichever comes first, the message does not begin once the payment is stored.
    const wanted = request({ customerId: `c-${n}`, scope: [`inv-${n}`], demand: demand(n) });
    const claims = [one.claim([wanted], T0, LEASE)];
    const [[answer]] = await Promise.all([claims[0] ?? [], other.recordPayments([paid(n)], T0)]);
    if (answer?.decision === 'send') expect(await one.begin(answer, T1)).toBe(false);
    else expect(answer?.reasonCode).toBe('balance_changed');
  }
  for (let n = 100; n < 150; n += 1) {
    // Two things that are said of one payment: both count.
    await Promise.all([
      one.recordPayments([paid(n)], T0),
      other.recordPayments([paid(n, { status: 'refunded', amount: MXN(300), at: T1 })], T1),
    ]);
    const standing = (await one.standing('acme', [`c-${n}`], T1)).get(`c-${n}`);
    expect(standing?.payments).toMatchObject([{ status: 'paid', amount: MXN(1_000), refunded: 300 }]);
  }
  for (let n = 150; n < 200; n += 1) {
    // A hold, a refusal and the taking over of claims.
    const [answer] = await one.claim([request({ customerId: `c-${n}`, scope: [`inv-${n}`] })], T0, LEASE);
    if (answer?.decision !== 'send') throw new Error(`not won: ${n}`);
    const owner = { account: 'acme', customerId: `c-${n}` };
    const said =
      n % 2 === 0
        ? other.setHolds([{ ...owner, id: 'h', scope: [], hold: { kind: 'manual' }, setAt: T0 }], T0)
        : other.recordConsent([{ ...owner, channel: 'all', change: 'opt_out', at: T0 }], T0);
    await Promise.all([one.takeOver([answer], T0, LEASE), said]);
    expect(await one.begin(answer, T1)).toBe(false);
  }
  // Many customers in opposite orders: nobody waits for the other for ever.
  const numbers = Array.from({ length: 300 }, (_, n) => 200 + n);
  const all = numbers.map((n) => request({ customerId: `c-${n}`, scope: [`inv-${n}`], demand: demand(n) }));
  const reversed = [...numbers].reverse();
  const [answers] = await Promise.all([
    one.claim(all, T0, LEASE),
    other.recordPayments(
      reversed.map((n) => paid(n)),
      T0,
    ),
  ]);
  const begun = [];
  for (const answer of answers) if (answer.decision === 'send') begun.push(await other.begin(answer, T1));
  expect(begun.filter(Boolean)).toEqual([]);
}
