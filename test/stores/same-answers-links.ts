import fc from 'fast-check';

import type { FullLedger } from '../../dunning/ledger/records';
import type { LinkToken } from '../../dunning/payments/link-ledger';
import { linkClaim } from './conformance-links';

const START = Date.parse('2026-11-23T15:00:00Z');
const LEASE = 300_000;

const step = fc.record({
  minute: fc.nat(20_000),
  do: fc.constantFrom(
    'open' as const,
    'made' as const,
    'failed' as const,
    'unsure' as const,
    'calling' as const,
    'ended' as const,
    'forget' as const,
  ),
  minor: fc.constantFrom(1_000, 1_000, 2_000),
  provider: fc.constantFrom('stripe', 'wompi'),
  replace: fc.boolean(),
  which: fc.nat(9),
  bare: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Takes the steps, in the order of time; the answers without what is random in them, and all links at the end. */
async function answersOf({ links, forgetCustomer }: FullLedger, account: string, steps: Step[]): Promise<unknown> {
  const answers: unknown[] = [];
  const leaves: LinkToken[] = [];
  for (const one of steps.toSorted((a, b) => a.minute - b.minute)) {
    const now = new Date(START + one.minute * 60_000).toISOString();
    const leave = leaves[one.which % Math.max(1, leaves.length)] ?? {
      provider: 'none',
      linkKey: 'none',
      token: 'none',
    };
    const claim = linkClaim({
      account,
      provider: one.provider,
      amount: { currency: 'MXN', minor: one.minor },
      replace: one.replace,
    });
    if (one.do === 'open') {
      const answer = await links.open(claim, now, LEASE);
      if ('token' in answer) leaves.push({ provider: one.provider, linkKey: answer.link.linkKey, token: answer.token });
      answers.push(answer);
    } else if (one.do === 'made')
      answers.push(await links.made(leave, { id: `${account}-${one.which}`, url: 'https://x' }, now));
    else if (one.do === 'failed') answers.push(await links.failed(leave, now));
    else if (one.do === 'unsure') answers.push(await links.unsure(leave, now));
    else if (one.do === 'calling') answers.push(await links.calling(leave, now, LEASE));
    else if (one.do === 'forget') answers.push(one.which === 0 && (await forgetCustomer(account, 'c-1', now)));
    else {
      const { provider, linkKey, token } = leave;
      answers.push(await links.ended(one.bare ? { provider, linkKey } : { provider, linkKey, token }, 'paid', now));
    }
  }
  const contactKey = linkClaim().contactKey;
  const found = (await links.find({ contactKey })).filter((link) => link.account === account);
  return JSON.parse(
    JSON.stringify([answers, found], (name, value: unknown) =>
      name === 'token' || name === 'account' ? undefined : value,
    ),
  );
}

/** Takes the same random steps about links on two ledgers and expects the same answers. */
export async function expectSameLinkAnswers(one: FullLedger, other: FullLedger): Promise<void> {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const account = `links-${(runs += 1)}`;
      const expected = await answersOf(one, account, steps);
      expect(await answersOf(other, account, steps)).toEqual(expected);
    }),
    { numRuns: 40 },
  );
}
