import fc from 'fast-check';

import type { ClaimRef } from '../../dunning/ledger/ledger';
import { FORGOTTEN, PAYMENT_STATUSES } from '../../dunning/ledger/records';
import type { FullLedger } from '../../dunning/ledger/records';
import { ONE_A_DAY, request } from './requests';

const START = Date.parse('2026-11-23T15:00:00Z');
const LEASE = 600_000;
const instant = (minutes: number): string => new Date(START + minutes * 60_000).toISOString();

const customer = fc.constantFrom('c-1', 'c-2');
const about = fc.record({
  customerId: customer,
  channel: fc.constantFrom('email' as const, 'sms' as const),
  stage: fc.constantFrom('first', 'second'),
  capped: fc.boolean(),
  resendUncertain: fc.boolean(),
  owing: fc.boolean(),
});
const which = fc.nat(20);
const recipient = fc.option(fc.constantFrom('h-1', 'h-2'), { nil: undefined });
const step = fc.oneof(
  fc.record({ do: fc.constant('claim' as const), requests: fc.array(about, { minLength: 1, maxLength: 3 }) }),
  fc.record({ do: fc.constant('takeOver' as const), which }),
  fc.record({ do: fc.constant('begin' as const), which }),
  fc.record({
    do: fc.constant('result' as const),
    which,
    outcome: fc.constantFrom('sent' as const, 'failed' as const, 'uncertain' as const),
    message: fc.option(fc.constantFrom('m-1@x', 'm-2@x', '77'), { nil: undefined }),
    recipient,
  }),
  fc.record({
    do: fc.constant('event' as const),
    which: fc.option(which, { nil: undefined }),
    id: fc.nat(9),
    type: fc.constantFrom('sent', 'delivered', 'bounced', 'opened', 'failed', 'unsubscribed', 'unknown'),
    provider: fc.constantFrom('smtp', 'ses'),
    message: fc.option(fc.constantFrom('m-1@x', 'm-2@x', '77'), { nil: undefined }),
    recipient,
    channel: fc.option(fc.constantFrom('email' as const, 'sms' as const), { nil: undefined }),
    refused: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('payment' as const),
    customerId: customer,
    id: fc.nat(3),
    status: fc.constantFrom(...PAYMENT_STATUSES),
    minor: fc.integer({ min: 0, max: 3 }),
    scope: fc.subarray(['inv-1', 'inv-2']),
  }),
  fc.record({
    do: fc.constant('told' as const),
    which: fc.option(which, { nil: undefined }),
    id: fc.nat(30),
    payment: fc.nat(3),
    type: fc.constantFrom('paid', 'payment_pending', 'payment_failed', 'refunded', 'disputed', 'link_expired'),
    minor: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    reference: fc.option(fc.constantFrom('inv-1', 'inv-2', 'inv-1 inv-2', 'nothing'), { nil: undefined }),
  }),
  fc.record({ do: fc.constant('stops' as const), which }),
  fc.record({
    do: fc.constant('consent' as const),
    customerId: customer,
    change: fc.constantFrom('opt_out', 'opt_in'),
  }),
  fc.record({ do: fc.constant('hold' as const), customerId: customer, id: fc.constantFrom('h-1', 'h-2') }),
  fc.record({ do: fc.constant('release' as const), customerId: customer }),
  fc.record({
    do: fc.constant('settle' as const),
    which,
    outcome: fc.constantFrom('sent' as const, 'not_sent' as const),
  }),
  fc.record({ do: fc.constant('forget' as const), customerId: customer }),
);
type Step = { at: number } & (typeof step extends fc.Arbitrary<infer T> ? T : never);

/** Takes the steps on one ledger; the answers, without what is random in them, and everything it holds at the end. */
async function answersOf(ledger: FullLedger, account: string, steps: Step[]): Promise<unknown[]> {
  const answers: unknown[] = [];
  const claims: ClaimRef[] = [];
  const claim = (n: number): ClaimRef => claims[n % Math.max(1, claims.length)] ?? { key: 'none', token: 'none' };
  for (const one of steps) answers.push(await take(ledger, account, one, claims, claim));
  const now = instant(30);
  for (const customerId of ['c-1', 'c-2']) answers.push(await ledger.timeline(account, customerId, now));
  const { events } = await ledger.timeline(account, FORGOTTEN, now);
  answers.push(events.map(({ at, type, detail }) => [at, type, detail]));
  // Payments are the providers', not the account's, and nobody's until somebody says so.
  const unknown = (await ledger.unknownPayments(now)).filter(({ paymentId }) => paymentId.startsWith(`${account}/`));
  answers.push(unknown, await ledger.listUncertain(account, now), await ledger.countContacts(account, now));
  return JSON.parse(
    JSON.stringify(answers, (name, value: unknown) => {
      // Revisions only mean something to the store that gave them.
      if (name === 'token' || name === 'revision') return undefined;
      if (isForgotten(value)) return { ...value, key: 'forgotten' };
      // The evidence of a settlement is named after key and token.
      return name === 'eventId' && typeof value === 'string' && value.includes('/') ? 'settled' : value;
    }),
  ) as unknown[];
}

function isForgotten(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'customerId' in value && value.customerId === FORGOTTEN;
}

async function take(
  ledger: FullLedger,
  account: string,
  one: Step,
  claims: ClaimRef[],
  claim: (n: number) => ClaimRef,
): Promise<unknown> {
  const now = instant(one.at);
  // Message and event ids are the providers', not the account's: each run has its own.
  const invoice = (name: string) => `${account}-${name}`;
  const ownId = (id: string | undefined) => (id === undefined ? undefined : `${account}/${id}`);
  const owner = { account, customerId: 'customerId' in one ? one.customerId : '' };
  switch (one.do) {
    case 'claim': {
      const answers = await ledger.claim(
        one.requests.map(({ capped, owing, ...over }) =>
          request({
            ...over,
            account,
            scope: [invoice('inv-1')],
            caps: capped ? [ONE_A_DAY] : [],
            at: now,
            ...(owing ? { demand: { invoices: [invoice('inv-1')], revision: Date.parse(instant(0)) } } : {}),
          }),
        ),
        now,
        LEASE,
      );
      for (const answer of answers) if (answer.decision === 'send') claims.push(answer);
      return answers;
    }
    case 'takeOver':
      return [...(await ledger.takeOver([claim(one.which)], now, LEASE))];
    case 'begin':
      return ledger.begin(claim(one.which), now);
    case 'result': {
      const { outcome, message } = one;
      return ledger.recordResults(
        [
          {
            ...claim(one.which),
            outcome,
            at: now,
            provider: 'smtp',
            providerMessageId: ownId(message),
            recipientHash: ownId(one.recipient),
          },
        ],
        now,
      );
    }
    case 'event': {
      const { provider, id, message } = one;
      const type = one.type as 'sent';
      const contactKey = one.which === undefined ? undefined : claim(one.which).key;
      const event = {
        provider,
        eventId: `${account}-${id}`,
        type,
        at: now,
        contactKey,
        providerMessageId: ownId(message),
        recipientHash: ownId(one.recipient),
        channel: one.channel,
        ...(one.refused ? { refused: true } : {}),
      };
      return ledger.recordEvents([event], now);
    }
    case 'payment': {
      const { id, status, minor, scope } = one;
      const about = { ...owner, provider: 'bank', paymentId: `${account}/${id}`, amount: { currency: 'MXN', minor } };
      return ledger.recordPayments([{ ...about, status, scope: scope.map(invoice), at: now }], now);
    }
    case 'told': {
      const { id, type, minor, reference } = one;
      const contactKey = one.which === undefined ? undefined : claim(one.which).key;
      const payment = {
        id: `${account}/${one.payment}`,
        ...(minor === undefined ? {} : { amount: { currency: 'MXN', minor } }),
        ...(reference === undefined ? {} : { reference: reference.split(' ').map(invoice).join(' ') }),
      };
      const about = { provider: 'bank', eventId: `${account}-told-${id}`, at: now, contactKey, payment };
      return ledger.recordEvents([{ ...about, type: type as 'paid' }], now);
    }
    case 'stops':
      return [...(await ledger.stops([claim(one.which)], now))];
    case 'consent':
      return ledger.recordConsent([{ ...owner, channel: 'sms', change: one.change as 'opt_in', at: now }], now);
    case 'hold':
      return ledger.setHolds([{ ...owner, id: one.id, scope: [], hold: { kind: 'manual' }, setAt: now }], now);
    case 'release':
      return ledger.releaseHolds([owner], now);
    case 'settle':
      return ledger.settle([{ key: claim(one.which).key, outcome: one.outcome, at: now }], now);
    case 'forget':
      return ledger.forgetCustomer(account, one.customerId, now);
  }
}

/** Takes the same random steps on two ledgers and expects the same answers. */
export async function expectSameAnswers(one: FullLedger, other: FullLedger): Promise<void> {
  const timed = fc.tuple(fc.integer({ min: -20, max: 30 }), step).map(([at, what]): Step => ({ ...what, at }));
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(timed, { minLength: 5, maxLength: 25 }), async (steps) => {
      const account = `run-${(runs += 1)}`;
      expect(await answersOf(other, account, steps)).toEqual(await answersOf(one, account, steps));
    }),
    { numRuns: 30 },
  );
}
