import type { Channel } from '../../dunning/common';
import type { ClaimRequest } from '../../dunning/ledger/contact';
import { contactKey } from '../../dunning/ledger/key';
import { claimable, dunning } from './tracker-items';
import type { ClaimableOptions } from './tracker-items';
import { CONTINUE, tracker } from './tracker';

let t: ReturnType<typeof tracker>;
beforeEach(() => {
  t = tracker();
});
afterEach(() => t.remove());

const LONG_AGO = '2020-03-10T16:00:00Z';
const MINUTE = 60_000;

function requestOf(options: ClaimableOptions): ClaimRequest {
  const { debt, stage, message, verdict } = dunning(claimable({ at: LONG_AGO, ...options }));
  if (!debt || !stage?.key || !message || !verdict) throw new Error('not claimable');
  const identity = {
    account: debt.account,
    customerId: debt.customer.id,
    scope: debt.scope,
    cycle: debt.cycle,
    stage: stage.key,
    channel: message.channel as Channel,
    attempt: 1,
  };
  return { ...identity, key: contactKey(identity), debtId: debt.id, level: 1, at: verdict.at, caps: [] };
}

/** Contacts claimed years ago by a run that broke off: uncertain by now. */
async function abandoned(...contacts: ClaimableOptions[]): Promise<string[]> {
  const ledger = await t.open();
  const results = await ledger.claim(contacts.map(requestOf), LONG_AGO, MINUTE);
  await ledger.close();
  return results.map(({ key }) => key);
}

/** A contact that was sent years ago, and what was reported about it. */
const DAY = 86_400_000;

async function sentLongAgo(options: ClaimableOptions, type?: 'delivered' | 'opened' | 'bounced', machine?: boolean) {
  const ledger = await t.open();
  const [claim] = await ledger.claim([requestOf(options)], LONG_AGO, MINUTE);
  if (claim?.decision !== 'send') throw new Error('not sent');
  await ledger.recordResults(
    [{ key: claim.key, token: claim.token, outcome: 'sent', at: LONG_AGO, provider: 'smtp' }],
    LONG_AGO,
  );
  if (type) {
    const event = { provider: 'x', eventId: `${claim.key}${type}`, type, at: LONG_AGO, contactKey: claim.key };
    await ledger.recordEvents([{ ...event, ...(machine ? { machine } : {}) }], LONG_AGO);
  }
  await ledger.close();
  return claim.key;
}

describe('finding contacts', () => {
  it('by customer, channel, status and day, page by page, each once', async () => {
    await t.run(
      'claim',
      {},
      Array.from({ length: 60 }, (_, n) => claimable({ invoice: `F-${n}`, customerId: `C${n % 2}` })),
    );
    await t.run('claim', {}, [claimable({ channel: 'sms', invoice: 'S', at: '2026-04-01T10:00:00-06:00' })]);
    const keys = async (parameters: Parameters<typeof t.run>[1]) =>
      (await t.run('find', parameters)).outputs[0]?.map(({ json }) => json.key);
    expect(await keys({})).toHaveLength(50);
    expect(await keys({ limit: 3 })).toHaveLength(3);
    const all = await keys({ returnAll: true });
    expect(new Set(all).size).toBe(61);
    expect(await keys({ returnAll: true, filters: { customerId: 'C0' } })).toHaveLength(30);
    expect(await keys({ filters: { channel: 'sms' } })).toHaveLength(1);
    expect(await keys({ filters: { statuses: ['sent'] } })).toEqual([]);
    expect(await keys({ returnAll: true, filters: { until: '2026-04-01T10:00:00-06:00' } })).toHaveLength(60);
    expect(await keys({ returnAll: true, filters: { from: '2026-04-01T10:00:00-06:00' } })).toHaveLength(1);
    expect(await keys({ account: 'another' })).toEqual([]);
  });

  it('shows no token', async () => {
    await t.run('claim', {}, [claimable()]);
    const { outputs } = await t.run('find');
    expect(outputs[0]?.[0]?.json).toMatchObject({ customerId: 'C1', status: 'claimed' });
    expect(JSON.stringify(outputs)).not.toContain('token');
  });
});

describe('uncertain contacts', () => {
  it('are listed; said to be not sent they may be claimed, said to be sent they may not', async () => {
    const keys = await abandoned({ invoice: 'A' }, { invoice: 'B' });
    const listed = await t.run('listUncertain');
    expect(listed.outputs[0]?.map(({ json }) => json.key)).toEqual(keys);
    const [first, second] = listed.outputs[0] ?? [];
    const settled = await t.run('settle', { outcome: 'not_sent', note: 'Ana looked' }, first ? [first] : []);
    expect(settled.error).toBeUndefined();
    expect(dunning(settled.outputs[0]?.[0]).record?.status).toBe('released');
    await t.run('settle', { outcome: 'sent' }, second ? [second] : []);
    expect((await t.run('listUncertain')).outputs[0] ?? []).toEqual([]);
    const { outputs } = await t.run('claim', {}, [claimable({ invoice: 'A' }), claimable({ invoice: 'B' })]);
    expect(outputs[0]?.map(({ json }) => json.row)).toEqual(['A']);
    expect(dunning(outputs[1]?.[0]).contact).toMatchObject({ reasonCode: 'already_contacted' });
  });

  it('the same word twice is no error, the opposite word afterwards is', async () => {
    const [key = ''] = await abandoned({ invoice: 'A' });
    const say = (outcome: string) => t.run('settle', { outcome, contactKey: key });
    await say('sent');
    expect((await say('sent')).error).toBeUndefined();
    expect((await say('not_sent')).error?.message).toMatch(/is not uncertain; it is sent/);
  });

  it('an unknown key is an error on its item; the others are settled', async () => {
    const [key = ''] = await abandoned({ invoice: 'A' });
    const items = ['nonsense', 'a'.repeat(40), key].map((one) => ({ json: { one } }));
    const { outputs } = await t.run('settle', { outcome: 'sent', contactKey: '={{ $json.one }}' }, items, CONTINUE);
    expect(outputs[0]?.map(({ json }) => String(json.error ?? 'fine'))).toEqual([
      expect.stringMatching(/is not the key of a contact/),
      expect.stringMatching(/is in no record/),
      'fine',
    ]);
  });

  it('are claimed again only on the channels that the option names', async () => {
    await abandoned({ invoice: 'A', channel: 'email' }, { invoice: 'B', channel: 'sms' });
    const again = [claimable({ invoice: 'A', channel: 'email' }), claimable({ invoice: 'B', channel: 'sms' })];
    const without = await t.run('claim', {}, again);
    expect(without.outputs[0]).toEqual([]);
    expect(without.outputs[1]?.map((item) => dunning(item).contact)).toMatchObject([
      { reasonCode: 'uncertain' },
      { reasonCode: 'uncertain' },
    ]);
    const { outputs } = await t.run('claim', { options: { resendChannels: ['email'] } }, again);
    expect(outputs[0]?.map(({ json }) => json.row)).toEqual(['A']);
    expect(outputs[1]?.map(({ json }) => json.row)).toEqual(['B']);
  });
});

describe('the next channel of a stage', () => {
  const decide = async (parameters: Parameters<typeof t.run>[1] = {}, item = claimable()) => {
    const { outputs, error } = await t.run('nextChannel', parameters, [item]);
    if (error) throw error;
    const at = outputs.findIndex((list) => list.length > 0);
    return { output: ['next', 'wait', 'nothing'][at], data: dunning(outputs[at]?.[0]) };
  };

  it('is the next one when a message bounced, ready to be written, checked and claimed anew', async () => {
    await sentLongAgo({}, 'bounced');
    const { output, data } = await decide();
    expect(output).toBe('next');
    expect(data.next).toMatchObject({
      channel: 'whatsapp',
      reasonCode: 'not_reached',
      reason: { es: expect.stringMatching(/siguiente canal/) },
    });
    expect(data.stage).toMatchObject({ channels: ['whatsapp', 'sms'], attempt: 1 });
    expect(data).not.toHaveProperty('message');
    expect(data).not.toHaveProperty('verdict');
    const claimed = await t.run('claim', {}, [claimable({ channel: 'whatsapp' })]);
    expect(claimed.outputs[0]).toHaveLength(1);
  });

  it('a delivered message needs none, unless it has to be read; a machine’s opening is not reading', async () => {
    await sentLongAgo({}, 'opened', true);
    expect((await decide()).output).toBe('nothing');
    expect((await decide({ need: 'read' })).data.next).toMatchObject({ channel: 'whatsapp' });
    await sentLongAgo({ invoice: 'F-2' }, 'opened');
    expect((await decide({ need: 'read' }, claimable({ invoice: 'F-2' }))).data.next?.reasonCode).toBe('reached');
  });

  it('waits while the message is on its way, and stays away from an uncertain one', async () => {
    await t.run('claim', {}, [claimable({ invoice: 'now' })]);
    expect((await decide({}, claimable({ invoice: 'now' }))).data.next?.reasonCode).toBe('in_progress');
    await abandoned({ invoice: 'lost' });
    expect((await decide({}, claimable({ invoice: 'lost' }))).data.next?.reasonCode).toBe('uncertain');
    await sentLongAgo({ invoice: 'sent' });
    expect((await decide({ within: 1_000_000, unit: 'days' }, claimable({ invoice: 'sent' }))).output).toBe('wait');
    expect((await decide({}, claimable({ invoice: 'sent' }))).output).toBe('next');
  });

  it.each([
    [2, 'wait'],
    [3, 'next'],
  ])('of a run that replays a day is judged by that day: %d days after the message, %s', async (days, expected) => {
    await sentLongAgo({});
    const sent = claimable();
    const asOf = new Date(Date.parse(LONG_AGO) + days * DAY).toISOString();
    const item = { ...sent, json: { ...sent.json, dunning: { ...dunning(sent), asOf } } };
    expect((await decide({ within: 3, unit: 'days' }, item)).output).toBe(expected);
  });

  it('goes through the channels in order until none is left, and counts other debts and stages apart', async () => {
    await sentLongAgo({ channel: 'email' }, 'bounced');
    await sentLongAgo({ channel: 'sms', invoice: 'other' }, 'bounced');
    await sentLongAgo({ channel: 'whatsapp', stage: 'second_reminder' }, 'bounced');
    expect((await decide()).data.next).toMatchObject({ channel: 'whatsapp' });
    await sentLongAgo({ channel: 'whatsapp' }, 'bounced');
    expect((await decide()).data.next).toMatchObject({ channel: 'sms' });
    await sentLongAgo({ channel: 'sms' }, 'bounced');
    expect((await decide()).data.next).toMatchObject({ decision: 'exhausted' });
    expect((await decide({ options: { channels: ['email', 'letter'] } })).data.next).toMatchObject({
      channel: 'letter',
    });
  });

  it('is counted in the same caps as the message before', async () => {
    const cap = { ruleId: 'one', channels: [], max: 1, per: { unit: 'day' }, timeZone: 'America/Mexico_City' };
    const at = '2026-03-10T10:00:00-06:00';
    await t.run('claim', {}, [claimable({ at, caps: [cap] })]);
    const same = await t.run('claim', {}, [
      claimable({ at: '2026-03-10T20:00:00-06:00', channel: 'whatsapp', caps: [cap] }),
    ]);
    expect(dunning(same.outputs[1]?.[0]).contact).toMatchObject({ reasonCode: 'cap_reached' });
    const later = await t.run('claim', {}, [
      claimable({ at: '2026-03-11T10:00:00-06:00', channel: 'whatsapp', caps: [cap] }),
    ]);
    expect(later.outputs[0]).toHaveLength(1);
  });

  it('an item without a stage is an error that names the node to put before', async () => {
    const { error } = await t.run('nextChannel', {}, [{ json: {} }]);
    expect((error as { description?: string }).description).toMatch(/Invoice Stage Classifier/);
    const { outputs } = await t.run('nextChannel', {}, [{ json: {} }, claimable()], CONTINUE);
    expect(outputs[2]?.[0]?.json.error).toMatch(/dunning.debt|invoice/i);
    expect(dunning(outputs[0]?.[0]).next).toMatchObject({ channel: 'email', reasonCode: 'first' });
  });
});

describe('recording results of n8n’s own nodes', () => {
  it('finds the provider’s number, and a sure refusal frees the message', async () => {
    const claimed = await t.run('claim', {}, [
      claimable({ invoice: 'A' }),
      claimable({ invoice: 'B' }),
      claimable({ invoice: 'C' }),
    ]);
    const contacts = (claimed.outputs[0] ?? []).map((item) => dunning(item).contact);
    const answers = [
      { messageId: 'vLzPmJ2kTfW0jrkOq1x4gA', c: contacts[0] },
      { error: 'Message failed: 550 5.7.1 refused', c: contacts[1] },
      { error: 'Unexpected socket close', c: contacts[2] },
    ].map(({ c, ...json }) => ({ json: { ...json, dunning: { contact: c } } }) as never);
    const { outputs, error } = await t.run('recordResult', {}, answers);
    expect(error).toBeUndefined();
    expect(outputs[0]?.map((item) => dunning(item).record?.status)).toEqual(['sent', 'failed', 'uncertain']);
    expect(dunning(outputs[0]?.[0]).record).toMatchObject({
      providerMessageId: 'vLzPmJ2kTfW0jrkOq1x4gA',
      provider: 'sendgrid',
    });
    const again = await t.run('claim', {}, [
      claimable({ invoice: 'A' }),
      claimable({ invoice: 'B' }),
      claimable({ invoice: 'C' }),
    ]);
    expect(again.outputs[0]?.map(({ json }) => json.row)).toEqual(['B']);
  });
});

describe('an error that n8n’s own node left on the item', () => {
  it('is kept in words and not as an object, which no expression of n8n can read in a list', async () => {
    const claimed = await t.run('claim', {}, [claimable({ invoice: 'ERR' })]);
    const contact = dunning(claimed.outputs[0]?.[0]).contact;
    const error = Object.assign(new Error('Too many requests'), { description: 'Rate limit', httpCode: '429' });
    const { outputs } = await t.run('recordResult', {}, [{ json: { error, dunning: { contact } } } as never]);
    const kept: unknown = outputs[0]?.[0]?.json.error;
    expect(kept).toEqual({ message: 'Too many requests', description: 'Rate limit' });
    expect(kept).not.toBeInstanceOf(Error);
  });
});
