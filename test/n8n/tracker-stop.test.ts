import type { INodeExecutionData } from 'n8n-workflow';

import { claimable, dunning } from './tracker-items';
import { tracker } from './tracker';

let t: ReturnType<typeof tracker>;
beforeEach(() => {
  t = tracker();
});
afterEach(() => t.remove());

/** Claims a message to an address, sends it with a node that puts out only its own answer, and records the result. */
async function sent(to: string, answer: INodeExecutionData['json'], customerId = 'C1'): Promise<string> {
  const item = claimable({ customerId, invoice: `F-${customerId}` });
  const asked = { json: { ...item.json, dunning: { ...dunning(item), message: { channel: 'email', to } } } };
  const claimed = (await t.run('claim', {}, [asked as unknown as INodeExecutionData])).outputs[0]?.[0];
  const contact = dunning(claimed).contact;
  expect(JSON.stringify(contact)).not.toContain('@');
  const { error } = await t.run('recordResult', { contactSource: 'named', contact: JSON.stringify(contact) }, [
    { json: answer },
  ]);
  expect(error).toBeUndefined();
  return contact?.key ?? '';
}

const mail = (body: string, headers: string) =>
  `From: Ana <ana@example.com>\r\nTo: cobranza@example.org\r\nMessage-ID: <${body.length}@example.com>\r\n${headers}Content-Type: text/plain; charset=utf-8\r\n\r\n${body}\r\n`;
const read = (raw: string) => t.run('readBounce', { mailSource: 'text', mailField: 'mail' }, [{ json: { mail: raw } }]);
const refused = async (customerId: string) =>
  (await t.run('getTimeline', { customerId })).outputs[0]?.[0]?.json as { standing?: { refused?: string[] } };

// What Gmail puts out names neither a Message-ID nor the recipient.
const GMAIL = { id: '18f', threadId: '18f', labelIds: ['SENT'] };

describe('a mail that asks for no more mail', () => {
  it('and answers none of ours by its header is placed by its address', async () => {
    const key = await sent('Ana@Example.com', GMAIL);
    await sent('luis@example.com', GMAIL, 'C2');
    const { outputs } = await read(mail('Por favor, denme de baja.', 'Subject: Re: Factura F-1\r\n'));
    expect(outputs.map((list) => list.length)).toEqual([0, 0, 1, 0]);
    expect(dunning(outputs[2]?.[0])).toMatchObject({ event: { type: 'unsubscribed' }, record: { key } });
    expect((await refused('C1')).standing?.refused).toEqual(['email']);
    expect((await refused('C2')).standing?.refused).toEqual([]);
  });
  it('and answers one of ours is of that contact', async () => {
    const key = await sent('someone.else@example.com', GMAIL);
    const { outputs } = await read(mail('BAJA', `Subject: Re: aviso\r\nIn-Reply-To: <${key}@example.org>\r\n`));
    expect(dunning(outputs[2]?.[0])).toMatchObject({ event: { type: 'unsubscribed', contactKey: key } });
    expect((await refused('C1')).standing?.refused).toEqual(['email']);
  });
  it('from a stranger is kept, in case that we learn who it is, and is nobody’s', async () => {
    const { outputs } = await read(mail('', 'Subject: unsubscribe\r\n'));
    expect(outputs.map((list) => list.length)).toEqual([0, 0, 0, 1]);
    await sent('ana@example.com', GMAIL);
    expect((await refused('C1')).standing?.refused).toEqual(['email']);
  });
});

describe('a mail that asks for nothing of the kind', () => {
  it.each([
    ['an ordinary answer', mail('Ya pagué. ¿Puede darme de alta otra vez?', 'Subject: Re: Factura\r\n')],
    [
      'our own words quoted',
      mail('Pago el lunes.\r\n\r\nEl 3 mar Cobranza escribió:\r\n> Darme de baja', 'Subject: Re: x\r\n'),
    ],
    [
      'a newsletter',
      mail('Unsubscribe from our list here.', 'Subject: News\r\nList-Unsubscribe: <mailto:u@example.com>\r\n'),
    ],
    ['an automatic answer', mail('Baja médica', 'Subject: Re: x\r\nAuto-Submitted: auto-replied\r\n')],
  ])('%s', async (_, raw) => {
    await sent('ana@example.com', GMAIL);
    await read(raw);
    expect((await refused('C1')).standing?.refused).toEqual([]);
  });
});
