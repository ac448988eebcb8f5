import { dunning, claimable } from './tracker-items';
import { CONTINUE, tracker } from './tracker';

let t: ReturnType<typeof tracker>;
beforeEach(() => {
  t = tracker();
});
afterEach(() => t.remove());

const standing = async (customerId = 'C1') => {
  const ledger = await t.open();
  const found = (await ledger.standing('default', [customerId], '2026-03-10T16:00:00Z')).get(customerId);
  await ledger.close();
  return found;
};

describe('what a customer said', () => {
  it('an opt-out stops the next claim, an opt-in lets it through again', async () => {
    const out = await t.run(
      'optOut',
      { consentChannel: 'email', consentSource: 'phone call', at: '2026-03-01T10:00:00Z' },
      [claimable()],
    );
    expect(out.error).toBeUndefined();
    expect(dunning(out.outputs[0]?.[0]).consent).toEqual({
      account: 'default',
      customerId: 'C1',
      channel: 'email',
      change: 'opt_out',
      at: '2026-03-01T10:00:00.000Z',
      source: 'phone call',
    });
    const refused = await t.run('claim', {}, [claimable(), claimable({ channel: 'sms' })]);
    expect(dunning(refused.outputs[1]?.[0]).contact).toMatchObject({ decision: 'skip', reasonCode: 'opted_out' });
    expect(refused.outputs[0]).toHaveLength(1);
    await t.run('optIn', { consentChannel: 'all', at: '2026-03-02T10:00:00Z' }, [claimable()]);
    expect((await t.run('claim', {}, [claimable()])).outputs[0]).toHaveLength(1);
  });

  it('the latest word holds, whatever the order they are recorded in; the same twice is one', async () => {
    await t.run('optIn', { at: '2026-03-02T10:00:00Z' }, [claimable()]);
    for (let again = 0; again < 2; again += 1) await t.run('optOut', { at: '2026-03-01T10:00:00Z' }, [claimable()]);
    expect(await standing()).toMatchObject({ refused: [], consent: [{}, {}] });
    await t.run('optOut', { at: '2026-03-03T10:00:00Z', customerId: 'C1' });
    expect((await standing())?.refused).toEqual(['email', 'whatsapp', 'sms', 'call', 'letter']);
  });

  it('a channel that is none is an error on that item; the others are recorded', async () => {
    const items = [
      { json: { id: 'A', ch: 'email' } },
      { json: { id: 'B', ch: 'pigeon' } },
      { json: { id: 'C', ch: 'sms' } },
    ];
    const parameters = { customerId: '={{ $json.id }}', consentChannel: '={{ $json.ch }}' };
    const stopped = await t.run('optOut', parameters, items);
    expect(stopped.error?.message).toBe('Item 1: Channel: found “pigeon”, which is not a channel.');
    expect((await standing('A'))?.refused).toEqual([]);
    const { outputs } = await t.run('optOut', parameters, items, CONTINUE);
    expect(outputs[0]?.map(({ json }) => json.error)).toEqual([
      undefined,
      expect.stringContaining('pigeon'),
      undefined,
    ]);
    expect([(await standing('A'))?.refused, (await standing('B'))?.refused, (await standing('C'))?.refused]).toEqual([
      ['email'],
      [],
      ['sms'],
    ]);
  });

  it('says what is missing when nobody says whose word it is, and when a time has no offset', async () => {
    expect((await t.run('optOut')).error?.message).toMatch(/^Item 0: Customer ID: found nothing/);
    const { error } = await t.run('optOut', { customerId: 'C1', at: '2026-03-01 10:00' });
    expect(error?.message).toMatch(/Said When: found “2026-03-01 10:00”, which is not a moment in time/);
  });
});

describe('holds', () => {
  it('a dispute stops the claim for its invoice only; released, it goes on', async () => {
    const set = await t.run('setHold', { holdKind: 'dispute', reason: 'arrived damaged' }, [claimable()]);
    expect(set.error).toBeUndefined();
    const [hold] = dunning(set.outputs[0]?.[0]).holds ?? [];
    expect(hold).toMatchObject({
      customerId: 'C1',
      scope: ['F-1'],
      hold: { kind: 'dispute', reason: 'arrived damaged' },
    });
    const { outputs } = await t.run('claim', {}, [claimable(), claimable({ invoice: 'F-2' })]);
    expect(dunning(outputs[1]?.[0]).contact).toMatchObject({ reasonCode: 'on_hold' });
    expect(outputs[0]).toHaveLength(1);
    const released = await t.run('releaseHold', { whichHolds: 'kind', holdKind: 'dispute' }, [claimable()]);
    expect(dunning(released.outputs[0]?.[0]).holds).toMatchObject([{ id: hold?.id }]);
    expect((await t.run('claim', {}, [claimable()])).outputs[0]).toHaveLength(1);
    const nothing = await t.run('releaseHold', { whichHolds: 'all' }, [claimable()]);
    expect(dunning(nothing.outputs[0]?.[0]).holds).toEqual([]);
  });

  it('set twice is one hold; the first and the last day belong to it', async () => {
    const parameters = { until: '2026-03-10', options: { from: '2026-03-10' } };
    await t.run('setHold', parameters, [claimable()]);
    await t.run('setHold', parameters, [claimable()]);
    expect((await standing())?.holds).toHaveLength(1);
    const on = (at: string, stage: string) => claimable({ at, stage });
    const { outputs } = await t.run('claim', {}, [
      on('2026-03-09T23:59:00-06:00', 'a'),
      on('2026-03-10T00:00:00-06:00', 'b'),
      on('2026-03-10T23:59:00-06:00', 'c'),
      on('2026-03-11T00:00:00-06:00', 'd'),
    ]);
    expect(outputs[0]?.map((item) => dunning(item).stage?.key)).toEqual(['a', 'd']);
  });

  it('releases by id, by invoice and all; and asks which when nothing says so', async () => {
    await t.run('setHold', { holdId: 'case-1' }, [claimable()]);
    await t.run('setHold', { holdId: 'case-2', about: 'named', invoiceIds: 'F-2, F-3' }, [claimable()]);
    await t.run('setHold', { holdId: 'case-3', about: 'everything', holdKind: 'excluded' }, [claimable()]);
    const ids = async (parameters: Record<string, string>) =>
      dunning((await t.run('releaseHold', parameters, [claimable()])).outputs[0]?.[0]).holds?.map(({ id }) => id);
    expect(await ids({ whichHolds: 'id', holdId: 'case-1' })).toEqual(['case-1']);
    expect(await ids({ whichHolds: 'invoices', invoiceIds: 'F-3' })).toEqual(['case-2']);
    expect(await ids({ whichHolds: 'all' })).toEqual(['case-3']);
    expect(
      (await t.run('releaseHold', { whichHolds: 'id', holdId: '={{ "" }}' }, [claimable()])).error?.message,
    ).toMatch(/Hold ID: found nothing/);
  });

  it('two items that release the same holds in one run: each hold is shown once, on the first', async () => {
    await t.run('setHold', { holdId: 'case-1' }, [claimable()]);
    await t.run('setHold', { holdId: 'case-2' }, [claimable({ customerId: 'C2' })]);
    const items = [claimable(), claimable({ customerId: 'C2' }), claimable()];
    const { outputs } = await t.run('releaseHold', { whichHolds: 'all' }, items);
    expect(outputs[0]?.map((item) => dunning(item).holds?.map(({ id }) => id))).toEqual([['case-1'], ['case-2'], []]);
  });

  it('a hold that ends before it begins, and a day that is none, are refused', async () => {
    const backwards = await t.run('setHold', { until: '2026-03-01', options: { from: '2026-03-02' } }, [claimable()]);
    expect(backwards.error?.message).toMatch(/Until: found “2026-03-01”, which is before the first day/);
    const noDay = await t.run('setHold', { until: '2026-02-30' }, [claimable()]);
    expect(noDay.error?.message).toMatch(/Until: found “2026-02-30”/);
  });
});

describe('a promise to pay', () => {
  it('holds reminders until its day, with its amount, and keeps its age when it is recorded again', async () => {
    const parameters = { promisedDay: '2026-03-15', amount: '1.500,50', currency: 'MXN', at: '2026-03-08T10:00:00Z' };
    const { outputs, error } = await t.run('recordPromise', parameters, [claimable()]);
    expect(error).toBeUndefined();
    expect(dunning(outputs[0]?.[0]).holds).toMatchObject([
      {
        setAt: '2026-03-08T10:00:00.000Z',
        hold: { kind: 'promise', until: '2026-03-15', amount: { currency: 'MXN', minor: 150050 } },
      },
    ]);
    const { at, ...again } = parameters;
    void at;
    await t.run('recordPromise', again, [claimable()]);
    expect((await standing())?.holds).toMatchObject([{ setAt: '2026-03-08T10:00:00.000Z' }]);
    const claimed = await t.run('claim', {}, [
      claimable(),
      claimable({ at: '2026-03-16T10:00:00-06:00', stage: 'later' }),
    ]);
    expect(dunning(claimed.outputs[1]?.[0]).contact).toMatchObject({ reasonCode: 'on_hold' });
    expect(claimed.outputs[0]).toHaveLength(1);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['no day', { promisedDay: '={{ "" }}' }, /Promised Day: found nothing/],
    [
      'an amount below zero',
      { promisedDay: '2026-03-15', amount: '-5', currency: 'MXN' },
      /Amount: found “-5”, which is not above zero/,
    ],
    ['an amount without a currency', { promisedDay: '2026-03-15', amount: '5' }, /Currency/],
    [
      'no amount at all in the text',
      { promisedDay: '2026-03-15', amount: 'soon', currency: 'MXN' },
      /Amount: found “soon”/,
    ],
  ])('%s is refused', async (_what, parameters, message) => {
    expect((await t.run('recordPromise', parameters, [claimable()])).error?.message).toMatch(message);
  });
});

describe('payments', () => {
  it('one number is one payment; a later status outweighs an earlier one in any order', async () => {
    const pay = (paymentStatus: string) =>
      t.run(
        'recordPayment',
        { paymentId: 'P-1', amount: 1500.5, currency: 'MXN', paymentStatus, at: '2026-03-09T10:00:00Z' },
        [claimable()],
      );
    const { outputs, error } = await pay('paid');
    expect(error).toBeUndefined();
    expect(dunning(outputs[0]?.[0]).paymentRecord).toMatchObject({
      provider: 'manual',
      scope: ['F-1'],
      amount: { minor: 150050 },
    });
    await pay('pending');
    await pay('paid');
    expect((await standing())?.payments).toMatchObject([{ paymentId: 'P-1', status: 'paid' }]);
  });

  it('without a number or an amount it is refused', async () => {
    expect(
      (await t.run('recordPayment', { paymentId: '={{ "" }}', amount: '5', currency: 'MXN' }, [claimable()])).error
        ?.message,
    ).toMatch(/Payment ID/);
    expect(
      (await t.run('recordPayment', { paymentId: 'P', amount: '={{ "" }}' }, [claimable()])).error?.message,
    ).toMatch(/Amount: found nothing/);
  });
});

describe('one customer’s record', () => {
  const filled = async () => {
    await t.run('claim', {}, [claimable(), claimable({ customerId: 'C2' })]);
    await t.run('optOut', { consentSource: '@SUM(1)', at: '2026-03-09T10:00:00Z' }, [claimable()]);
  };

  it('comes out as a CSV file that no spreadsheet runs, and as JSON without the ledger’s own tokens', async () => {
    await filled();
    const csv = await t.run('exportTimeline', { format: 'csv' }, [claimable()]);
    expect(csv.error).toBeUndefined();
    const file = csv.outputs[0]?.[0]?.binary?.data;
    expect(file).toMatchObject({ mimeType: 'text/csv', fileName: 'timeline-C1.csv' });
    const text = Buffer.from(file?.data ?? '', 'base64').toString();
    expect(text.startsWith('\ufefftime,kind,what')).toBe(true);
    expect(text).toContain('2026-03-09T04:00:00.000-06:00,consent,opt_out');
    expect(text).toContain("'@SUM(1)");
    expect(text).not.toContain('C2');
    const json = await t.run('exportTimeline', { format: 'json', binaryPropertyName: 'evidence' }, [claimable()]);
    const evidence = Buffer.from(json.outputs[0]?.[0]?.binary?.evidence?.data ?? '', 'base64').toString();
    expect(JSON.parse(evidence)).toMatchObject({ customerId: 'C1', contacts: [{ stage: 'first_reminder' }] });
    expect(evidence).not.toContain('token');
    expect(csv.outputs[0]?.[0]?.json.row).toBe('F-1');
  });

  it('the timeline shows no token either', async () => {
    await filled();
    const { outputs } = await t.run('getTimeline', { customerId: 'C1' });
    expect(outputs[0]?.[0]?.json.contacts).toMatchObject([{ customerId: 'C1', status: 'claimed' }]);
    expect(JSON.stringify(outputs)).not.toContain('token');
  });

  it('is forgotten with its counts kept, once; the others stay', async () => {
    await filled();
    const first = await t.run('forget', { customerId: 'C1' });
    expect(first.outputs[0]?.[0]?.json).toEqual({
      account: 'default',
      erased: { contacts: 1, events: 0, consent: 1, holds: 0, payments: 0 },
    });
    const second = await t.run('forget', { customerId: 'C1' });
    expect(second.outputs[0]?.[0]?.json.erased).toMatchObject({ contacts: 0, consent: 0 });
    const ledger = await t.open();
    expect(await ledger.countContacts('default', '2026-03-10T16:00:00Z')).toMatchObject([{ count: 2 }]);
    await ledger.close();
    expect((await t.run('getTimeline', { customerId: 'C1' })).outputs[0]?.[0]?.json.contacts).toEqual([]);
    expect((await t.run('getTimeline', { customerId: 'C2' })).outputs[0]?.[0]?.json.contacts).toHaveLength(1);
  });

  it('a time zone that is none is refused', async () => {
    const { error } = await t.run('exportTimeline', { options: { timeZone: 'Mars/Base' } }, [claimable()]);
    expect(error?.message).toMatch(/Time Zone: found “Mars\/Base”/);
  });
});
