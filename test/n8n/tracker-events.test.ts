import type { INodeExecutionData } from 'n8n-workflow';
import { simpleParser } from 'mailparser';

import { claimable, dunning } from './tracker-items';
import { CONTINUE, tracker } from './tracker';

let t: ReturnType<typeof tracker>;
beforeEach(() => {
  t = tracker();
});
afterEach(() => t.remove());

/** Claims and sends one message; the item as the sender puts it out. */
async function sent(
  providerMessageId = 'wamid.1',
  options: Parameters<typeof claimable>[0] = {},
): Promise<INodeExecutionData> {
  const { outputs } = await t.run('claim', {}, [claimable(options)]);
  const item = outputs[0]?.[0];
  if (!item) throw new Error('nothing was claimed');
  const delivery = { outcome: 'sent', provider: 'whatsapp', providerMessageId, at: '2026-03-10T16:00:00Z' };
  const json = { ...item.json, dunning: { ...dunning(item), delivery } } as INodeExecutionData['json'];
  const recorded = await t.run('recordResult', {}, [{ json }]);
  return recorded.outputs[0]?.[0] ?? { json: {} };
}

const events = async () =>
  (await t.run('getTimeline', { customerId: 'C1' })).outputs[0]?.[0]?.json.events as Array<Record<string, unknown>>;

describe('recording an event', () => {
  it('changes the contact’s status, counts once, and keeps no address of the reason', async () => {
    const item = await sent();
    const parameters = { eventType: 'bounced', options: { reason: '550 <ana@example.com> unknown' } };
    const first = await t.run('recordEvent', parameters, [item]);
    expect(first.error).toBeUndefined();
    expect(dunning(first.outputs[0]?.[0])).toMatchObject({
      event: { type: 'bounced', permanent: true },
      record: { status: 'bounced' },
    });
    await t.run('recordEvent', parameters, [item]);
    expect(await events()).toHaveLength(1);
    expect(JSON.stringify(await events())).not.toContain('ana@example.com');
  });

  it('finds the contact by the provider’s number, and by the latest of the customer', async () => {
    await sent('wamid.A');
    const byNumber = {
      whichContact: 'named',
      reference: 'wamid.A',
      eventType: 'delivered',
      options: { provider: 'whatsapp' },
    };
    expect(dunning((await t.run('recordEvent', byNumber)).outputs[0]?.[0]).record?.status).toBe('delivered');
    const other = { ...byNumber, options: { provider: 'twilio' } };
    expect(dunning((await t.run('recordEvent', other)).outputs[0]?.[0]).record).toBeUndefined();
    const latest = { whichContact: 'latest', ofCustomer: 'C1', eventType: 'read' };
    expect(dunning((await t.run('recordEvent', latest)).outputs[0]?.[0]).record?.status).toBe('read');
  });

  it('a machine’s opening is no reading', async () => {
    const item = await sent();
    const { outputs } = await t.run('recordEvent', { eventType: 'opened', options: { machine: true } }, [item]);
    expect(dunning(outputs[0]?.[0]).record?.status).toBe('delivered');
  });

  it('comes before the result and still finds its contact', async () => {
    const { outputs } = await t.run('recordEvent', {
      whichContact: 'named',
      reference: 'wamid.early',
      eventType: 'delivered',
      options: { provider: 'whatsapp', eventId: 'e1' },
    });
    expect(dunning(outputs[0]?.[0]).record).toBeUndefined();
    expect(dunning(await sent('wamid.early')).record?.status).toBe('delivered');
  });

  it('an event nobody knows, and an item without a contact, are errors on their items', async () => {
    const item = await sent();
    expect((await t.run('recordEvent', { eventType: '={{ "teleported" }}' }, [item])).error?.message).toMatch(
      /What Happened: found “teleported”/,
    );
    const { outputs } = await t.run('recordEvent', { eventType: 'delivered' }, [{ json: {} }, item], CONTINUE);
    expect(outputs[0]?.[0]?.json.error).toMatch(/does not say which contact is meant/);
    expect(dunning(outputs[0]?.[1]).record?.status).toBe('delivered');
  });
});

describe('recording a reply', () => {
  it('by the header In-Reply-To of an e-mail, once for each reply, without its text', async () => {
    const item = await sent();
    const key = dunning(item).record?.key ?? '';
    const reply = {
      whichContact: 'named',
      reference: `<${key}@example.com>`,
      options: { eventId: '<reply-1@mail>', note: 'wants a copy' },
    };
    const first = await t.run('recordReply', reply);
    expect(dunning(first.outputs[0]?.[0]).record?.status).toBe('replied');
    await t.run('recordReply', reply);
    expect(await events()).toMatchObject([{ type: 'replied', detail: 'wants a copy' }]);
  });
});

const KEY_OF = (item: INodeExecutionData) => dunning(item).record?.key ?? '';
const CRLF = (text: string) => text.replace(/\n/g, '\r\n');

const report = (key: string, status = '5.1.1', said = '550 5.1.1 <ana@example.org>: User unknown', id = 'b1') =>
  CRLF(`Return-Path: <>
From: MAILER-DAEMON@mx.example.com (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: bounces@example.com
Date: Tue, 10 Mar 2026 10:00:00 -0600
Message-ID: <${id}@mx.example.com>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B1"

This is a MIME-encapsulated message.

--B1
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.com.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<ana@example.org>: host mx.example.org said: ${said}

--B1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; ana@example.org
Action: failed
Status: ${status}
Diagnostic-Code: smtp; ${said}

--B1
Content-Type: message/rfc822

From: Billing <billing@example.com>
To: ana@example.org
Subject: Factura F-1
Message-ID: <${key}@example.com>

Estimada Ana:

--B1--
`);

const answer = (key: string, more = '') =>
  CRLF(`From: Ana <ana@example.org>
To: billing@example.com
Subject: Re: Factura F-1
Date: Tue, 10 Mar 2026 11:00:00 -0600
Message-ID: <answer@example.org>
In-Reply-To: <${key}@example.com>
${more}Content-Type: text/plain; charset=utf-8

Ya pagué ayer, gracias.
`);

/** The mail as n8n's Email Trigger (IMAP) puts it out with the format Resolved: mailparser's fields and files. */
async function resolved(raw: string): Promise<INodeExecutionData> {
  const { headerLines, attachments, ...rest } = await simpleParser(raw);
  const headers = Object.fromEntries(headerLines.map(({ key, line }) => [key, line]));
  const binary = Object.fromEntries(
    attachments.map(({ content, contentType }, at) => [
      `attachment_${at}`,
      { data: content.toString('base64'), mimeType: contentType },
    ]),
  );
  return {
    json: JSON.parse(JSON.stringify({ ...rest, headers, attributes: { uid: 1 } })) as INodeExecutionData['json'],
    binary,
  };
}

/** The same with the format Simple: headers under `metadata`, and the text alone. */
async function simple(raw: string): Promise<INodeExecutionData> {
  const { headerLines, text = '' } = await simpleParser(raw);
  const json: Record<string, unknown> = { textPlain: text.split('Reporting-MTA')[0], textHtml: '', metadata: {} };
  for (const { key, line } of headerLines) {
    const value = line.slice(key.length + 1).trim();
    if (['cc', 'date', 'from', 'subject', 'to'].includes(key)) json[key] = value;
    else (json.metadata as Record<string, string>)[key] = value;
  }
  return { json: json as INodeExecutionData['json'] };
}

const FORMS: Array<
  [string, (raw: string) => Promise<{ item: INodeExecutionData; parameters: Record<string, string> }>]
> = [
  ['the IMAP node, Resolved', async (raw) => ({ item: await resolved(raw), parameters: {} })],
  [
    'a text field',
    async (raw) => ({ item: { json: { mail: raw } }, parameters: { mailSource: 'text', mailField: 'mail' } }),
  ],
  [
    'an .eml file',
    async (raw) => ({
      item: { json: {}, binary: { eml: { data: Buffer.from(raw).toString('base64'), mimeType: 'message/rfc822' } } },
      parameters: { mailSource: 'binary', mailBinary: 'eml' },
    }),
  ],
];

describe('reading a bounce', () => {
  it.each(FORMS)('from %s: finds its contact, records it once, and says what to do', async (_what, form) => {
    const key = KEY_OF(await sent());
    const { item, parameters } = await form(report(key));
    for (let again = 0; again < 2; again += 1) {
      const { outputs, error } = await t.run('readBounce', parameters, [item]);
      expect(error).toBeUndefined();
      const [found] = outputs[0] ?? [];
      expect(found?.json.bounce).toMatchObject({
        kind: 'bounce',
        reason: 'userunknown',
        status: '5.1.1',
        hard: true,
        contactKey: key,
        explanation: {
          en: expect.stringMatching(/does not exist.*another channel/s),
          es: expect.any(String),
          pt: expect.any(String),
        },
      });
      expect(dunning(found).record).toMatchObject({ key, status: 'bounced' });
    }
    expect(await events()).toMatchObject([{ provider: 'mail', type: 'bounced', permanent: true }]);
  });

  it('a full mailbox is no dead address', async () => {
    const key = KEY_OF(await sent());
    const { outputs } = await t.run('readBounce', {}, [await resolved(report(key, '5.2.2', '552 5.2.2 Mailbox full'))]);
    expect(outputs[0]?.[0]?.json.bounce).toMatchObject({ reason: 'mailboxfull', hard: false });
    expect((await events())[0]).toMatchObject({ type: 'soft_bounced', permanent: false });
  });

  it('the format Simple still tells a bounce and its reason, and by the quoted Message-ID its contact', async () => {
    const key = KEY_OF(await sent());
    const { outputs } = await t.run('readBounce', {}, [await simple(report(key))]);
    expect(outputs[0]?.[0]?.json.bounce).toMatchObject({ kind: 'bounce', reason: 'userunknown', hard: true });
  });

  it('the format Simple drops the report and the returned mail: the contact is found by the address of the bounce (VERP)', async () => {
    const key = KEY_OF(await sent());
    const item = await simple(report(key).replace('To: bounces@example.com', `To: bounces+${key}@example.com`));
    const { outputs } = await t.run('readBounce', {}, [item]);
    expect(outputs[0]?.[0]?.json.bounce).toMatchObject({ kind: 'bounce', hard: true, contactKey: key });
    expect(dunning(outputs[0]?.[0]).record).toMatchObject({ key, status: 'bounced' });
  });

  it('the format Raw has no headers: the report is read, finds its contact, and the words say what to change', async () => {
    const key = KEY_OF(await sent());
    const raw = report(key)
      .replaceAll('B1', 'B1.1423960721/mx.example.com')
      .split('\r\n\r\n')
      .slice(1)
      .join('\r\n\r\n');
    const { outputs } = await t.run('readBounce', {}, [{ json: { raw } }]);
    const found = outputs[0]?.[0];
    expect(found?.json.bounce).toMatchObject({ kind: 'bounce', reason: 'userunknown', hard: true, contactKey: key });
    expect(dunning(found).record).toMatchObject({ key, status: 'bounced' });
    expect((found?.json.bounce as { explanation: { en: string } }).explanation.en).toMatch(/format Resolved/);
  });

  it('a receipt of the mail program is neither a bounce nor an answer', async () => {
    const key = KEY_OF(await sent());
    const receipt = CRLF(`From: Ana <ana@example.org>
To: billing@example.com
Subject: Read: Factura F-1
Message-ID: <receipt@example.org>
Content-Type: multipart/report; report-type=disposition-notification; boundary="B1"

--B1
Content-Type: text/plain; charset=utf-8

Your message was read.

--B1
Content-Type: message/disposition-notification

Final-Recipient: rfc822; ana@example.org
Original-Message-ID: <${key}@example.com>
Disposition: manual-action/MDN-sent-manually; displayed

--B1--
`);
    for (const form of FORMS.map(([, make]) => make)) {
      const { item, parameters } = await form(receipt);
      const { outputs } = await t.run('readBounce', parameters, [item]);
      expect(outputs.map((list) => list.length)).toEqual([0, 1, 0, 0]);
    }
  });

  it('tells an answer, an automatic answer and any other mail apart', async () => {
    const key = KEY_OF(await sent());
    const auto = await t.run('readBounce', {}, [await resolved(answer(key, 'Auto-Submitted: auto-replied\n'))]);
    expect(auto.outputs.map((list) => list.length)).toEqual([0, 1, 0, 0]);
    expect(dunning(auto.outputs[1]?.[0]).record?.status).toBe('delivered');
    const reply = await t.run('readBounce', {}, [await resolved(answer(key))]);
    expect(reply.outputs.map((list) => list.length)).toEqual([0, 0, 1, 0]);
    expect(dunning(reply.outputs[2]?.[0]).record?.status).toBe('replied');
    const other = await t.run('readBounce', {}, [await resolved(answer('f'.repeat(40)))]);
    expect(other.outputs.map((list) => list.length)).toEqual([0, 0, 0, 1]);
    expect(dunning(other.outputs[3]?.[0]).event).toBeUndefined();
    expect(await events()).toHaveLength(2);
  });

  it('a bounce of a mail that is not ours is a bounce without a contact, and leaves nothing in the record', async () => {
    const { outputs } = await t.run('readBounce', {}, [await resolved(report('not-ours'))]);
    expect((outputs[0]?.[0]?.json.bounce as { explanation: { en: string } }).explanation.en).toMatch(
      /knows no message/,
    );
    expect(dunning(outputs[0]?.[0]).event).toBeUndefined();
  });

  it('an item without a mail is an error on that item; the others are read', async () => {
    const key = KEY_OF(await sent());
    expect((await t.run('readBounce', {}, [{ json: {} }])).error?.message).toMatch(/holds no mail/);
    const { outputs } = await t.run('readBounce', {}, [{ json: {} }, await resolved(report(key))], CONTINUE);
    expect(outputs[3]?.[0]?.json.error).toMatch(/holds no mail/);
    expect(outputs[0]).toHaveLength(1);
  });
});
