import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { claimable, dunning } from './tracker-items';
import { CONTINUE, HOSTILE } from './tracker';
import type { tracker } from './tracker';

type Run = ReturnType<typeof tracker>['run'];

/** Every operation that takes words, and where a stranger's words can get in; `$json.x` is hostile. */
const X = '={{ $json.x }}';
const OPERATIONS: Array<[string, INodeParameters]> = [
  ['optOut', { customerId: X, account: X, consentSource: X }],
  ['optIn', { customerId: X, account: X, consentSource: X }],
  ['setHold', { customerId: X, account: X, about: 'named', invoiceIds: X, reason: X, holdId: X }],
  [
    'recordPromise',
    { customerId: X, account: X, about: 'named', invoiceIds: X, promisedDay: '2026-03-15', options: { reason: X } },
  ],
  ['releaseHold', { customerId: X, account: X, whichHolds: 'id', holdId: X }],
  [
    'recordPayment',
    {
      customerId: X,
      account: X,
      about: 'everything',
      paymentId: X,
      amount: '5',
      currency: 'MXN',
      options: { provider: X },
    },
  ],
  [
    'recordEvent',
    { whichContact: 'named', reference: X, eventType: 'delivered', options: { provider: X, reason: X, eventId: X } },
  ],
  [
    'recordReply',
    { whichContact: 'latest', ofCustomer: X, ofAccount: X, options: { note: X, eventId: X, provider: X } },
  ],
  ['find', { account: X, filters: { customerId: X, stage: X, debtId: X } }],
  ['listUncertain', { account: X }],
  ['getTimeline', { customerId: X, account: X }],
  ['exportTimeline', { customerId: X, account: X, format: 'csv' }],
  ['forget', { customerId: X, account: X }],
  ['settle', { contactKey: X, note: X }],
  ['readBounce', { mailSource: 'text', mailField: 'x' }],
];

/** Fields that take one of a few words, or a moment, or an amount: anything else is refused by name. */
const REFUSED: Array<[string, INodeParameters]> = [
  ['optOut', { customerId: 'C9', consentChannel: X }],
  ['optOut', { customerId: 'C9', at: X }],
  ['setHold', { customerId: 'C9', about: 'everything', holdKind: X }],
  ['setHold', { customerId: 'C9', about: 'everything', until: X }],
  ['recordPromise', { customerId: 'C9', about: 'everything', promisedDay: X }],
  ['recordPromise', { customerId: 'C9', about: 'everything', promisedDay: '2026-03-15', amount: X, currency: 'MXN' }],
  ['recordPayment', { customerId: 'C9', about: 'everything', paymentId: 'P', amount: '5', currency: X }],
  [
    'recordPayment',
    { customerId: 'C9', about: 'everything', paymentId: 'P', amount: '5', currency: 'MXN', paymentStatus: X },
  ],
  ['recordEvent', { whichContact: 'named', reference: 'm', eventType: X }],
  ['settle', { outcome: X, contactKey: 'a'.repeat(40) }],
];

/** The same questions put to the tracker on either store. */
export function describeHostile(run: Run): void {
  const items: INodeExecutionData[] = HOSTILE.map((x) => ({ json: { x } }));

  it.each(OPERATIONS)(
    '%s: hostile words in every field go in as words, twice, and harm nobody',
    async (operation, parameters) => {
      await run('claim', {}, [claimable()]);
      for (let again = 0; again < 2; again += 1) {
        const { outputs, error } = await run(operation, parameters, items, CONTINUE);
        expect(error).toBeUndefined();
        const errors = outputs.flat().flatMap(({ json }) => (typeof json.error === 'string' ? [json.error] : []));
        // Only what a field cannot be is refused, and by name; a store's own error would speak of the ledger.
        for (const message of errors) {
          expect(message).toMatch(/^Item \d+: /);
          expect(message).not.toMatch(/[\r\n]|PostgreSQL|SQLITE|syntax/);
        }
      }
      const { outputs } = await run('getTimeline', { customerId: 'C1' });
      expect(outputs[0]?.[0]?.json.contacts).toHaveLength(1);
      expect(({} as Record<string, unknown>).x).toBeUndefined();
    },
  );

  it('hostile names of customers and invoices are claimed each once, and found again', async () => {
    const hostile = () => HOSTILE.map((x, n) => claimable({ customerId: `${x}${n}`, invoice: x, account: 'default' }));
    const first = await run('claim', {}, hostile());
    expect(first.error).toBeUndefined();
    expect(first.outputs[0]).toHaveLength(HOSTILE.length);
    expect((await run('claim', {}, hostile())).outputs[0]).toEqual([]);
    const { outputs } = await run(
      'getTimeline',
      { customerId: X },
      HOSTILE.map((x, n) => ({ json: { x: `${x}${n}` } })),
    );
    expect(outputs[0]?.map(({ json }) => (json.contacts as unknown[]).length)).toEqual(HOSTILE.map(() => 1));
  });

  it('a customer id of a megabyte is refused at the claim for that item alone', async () => {
    const { outputs } = await run(
      'claim',
      {},
      [claimable({ customerId: 'x'.repeat(1_000_000) }), claimable()],
      CONTINUE,
    );
    expect(outputs[0]).toHaveLength(1);
    expect(outputs[1]?.[0]?.json.error).toMatch(/^Item 0: .*longer than 256/);
  });

  it.each(REFUSED)(
    '%s: words where a choice, a day or an amount belongs are refused by the field’s name',
    async (operation, parameters) => {
      const { outputs, error } = await run(operation, parameters, items, CONTINUE);
      expect(error).toBeUndefined();
      const messages = outputs.flat().map(({ json }) => String(json.error));
      expect(messages).toHaveLength(HOSTILE.length);
      for (const message of messages) {
        expect(message).toMatch(/^Item \d+: [A-Z][A-Za-z ]+: found /);
        expect(message).not.toMatch(/[\r\n\u202e]/);
      }
    },
  );

  it('a megabyte as an id is refused for that item alone', async () => {
    const huge = 'x'.repeat(1_000_000);
    const parameters = { customerId: X, consentChannel: 'email' };
    const { outputs } = await run('optOut', parameters, [{ json: { x: huge } }, { json: { x: 'C1' } }], CONTINUE);
    expect(outputs[0]?.map(({ json }) => String(json.error ?? 'fine'))).toEqual([
      expect.stringMatching(/^Item 0: Customer ID: .*longer than 256/),
      'fine',
    ]);
    expect(dunning(outputs[0]?.[1]).consent).toMatchObject({ customerId: 'C1' });
  });

  it('one customer’s words never reach another’s record', async () => {
    await run('optOut', { customerId: "C1' OR customer_id LIKE '%", consentChannel: 'all' });
    await run('forget', { customerId: "C1' OR '1'='1" });
    await run('claim', {}, [claimable({ invoice: 'free' })]).then(({ outputs }) => expect(outputs[0]).toHaveLength(1));
  });
}
