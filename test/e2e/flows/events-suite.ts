import type { SignedCall } from '../../harness/senders';
import { mailgunCall, metaCall, sendGridSender, twilioCall, whatsAppStatuses } from '../../harness/senders';
import { signLink } from '../../../dunning/providers/tracking';
import type { Imported, LibraryBench } from '../library/bench';
import { why } from '../library/reading';
import { deliverTo, published, recordOf, wroteTo } from './record';

const APP_SECRET = 'app-secret-of-the-test';
const AUTH_TOKEN = 'auth-token-of-the-test';
const TEAM = 'cobranza@example.com';
const SECONDS = 1_795_446_000;

/** A message of a customer, as Meta tells it. */
const written = (from: string, body: string, id: string, answers?: string) => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '1',
      changes: [
        {
          field: 'messages',
          value: {
            messaging_product: 'whatsapp',
            metadata: { phone_number_id: '1' },
            messages: [
              {
                from,
                id,
                timestamp: String(SECONDS),
                type: 'text',
                text: { body },
                ...(answers ? { context: { from: '5215550000', id: answers } } : {}),
              },
            ],
          },
        },
      ],
    },
  ],
});

/** What providers report, through the trigger into the record, and to a person where one is needed. */
export function eventsSuite(inBench: () => LibraryBench): void {
  const told = (bench: LibraryBench, from: number) =>
    bench.inbox.mails.slice(from).map(({ recipients, parsed }) => ({
      to: recipients.join(','),
      subject: parsed.subject,
      text: parsed.text ?? '',
    }));

  describe('events: WhatsApp', () => {
    let bench: LibraryBench;
    let workflow: Imported;
    let url: string;

    beforeAll(async () => {
      bench = inBench();
      await bench.credential('dunningWebhookApi', { webhookSecrets: APP_SECRET, verifyToken: 'word' });
      workflow = await bench.use('events/whatsapp');
      url = await published(bench, workflow);
      await wroteTo(bench, 'wa-1', 'whatsapp', { provider: 'whatsapp', messageId: 'wamid.wa1' });
      await wroteTo(bench, 'wa-1', 'email', { provider: 'smtp', at: '2026-11-21T15:00:00.000Z' });
      await wroteTo(bench, 'wa-2', 'whatsapp', { provider: 'whatsapp', messageId: 'wamid.wa2' });
    });

    it('an answer pauses this customer alone, and reaches the team once with all that came before', async () => {
      const before = bench.inbox.mails.length;
      const call = metaCall(
        written('5215550001', 'Ya pagué ayer, adjunto comprobante', 'wamid.in1', 'wamid.wa1'),
        APP_SECRET,
      );
      const { status, run } = await deliverTo(bench, workflow, url, call);
      expect(status).toBe(200);
      expect(why(await run())).toBe('');
      const [mail, ...others] = told(bench, before);
      expect(others).toEqual([]);
      expect(mail?.to).toBe(TEAM);
      expect(mail?.subject).toBe('Customer wa-1 answered by WhatsApp');
      expect(mail?.text).toContain('+5215550001 wrote by WhatsApp: “Ya pagué ayer, adjunto comprobante”');
      expect(mail?.text).toMatch(
        /first reminder by whatsapp: replied \(INV-wa-1\)[\s\S]*first reminder by email: sent/,
      );
      expect(mail?.text).toMatch(/paused up to and including \d{4}-\d\d-\d\d/);

      const { contacts, standing } = await recordOf(bench, 'wa-1');
      expect(contacts.find(({ channel }) => channel === 'whatsapp')?.status).toBe('replied');
      expect(standing?.holds).toMatchObject([{ scope: [], hold: { kind: 'manual', until: expect.any(String) } }]);
      expect((await recordOf(bench, 'wa-2')).standing?.holds ?? []).toEqual([]);

      // Meta sends the same call again when our answer was late.
      expect((await deliverTo(bench, workflow, url, call)).status).toBe(200);
      const other = metaCall(written('5215559999', '¿Quién es?', 'wamid.in2'), APP_SECRET);
      expect(why(await (await deliverTo(bench, workflow, url, other)).run())).toBe('');
      expect(told(bench, before + 1)).toEqual([
        {
          to: TEAM,
          subject: 'Somebody answered by WhatsApp',
          text: expect.stringMatching(/“¿Quién es\?”[\s\S]*nothing was paused/),
        },
      ]);
    });

    it('a message that cannot arrive reaches the team with the cure; a delivery and a forged call reach nobody', async () => {
      const before = bench.inbox.mails.length;
      const status = (name: string, more: object = {}) =>
        whatsAppStatuses([{ id: 'wamid.wa2', status: name, timestamp: String(SECONDS), recipient_id: '521', ...more }]);
      expect((await deliverTo(bench, workflow, url, metaCall(status('delivered'), APP_SECRET))).status).toBe(200);
      expect((await deliverTo(bench, workflow, url, metaCall(status('failed'), 'forged'))).status).toBe(401);
      expect((await recordOf(bench, 'wa-2')).contacts[0]?.status).toBe('delivered');
      const failed = status('failed', { errors: [{ code: 131026, title: 'Message undeliverable' }] });
      expect(why(await (await deliverTo(bench, workflow, url, metaCall(failed, APP_SECRET))).run())).toBe('');
      expect(told(bench, before)).toEqual([
        {
          to: TEAM,
          subject: 'Customer wa-2 was not reached',
          text: expect.stringMatching(/131026[\s\S]*INV-wa-2[\s\S]*What to do: The customer cannot be reached/),
        },
      ]);
    });
  });

  describe('events: SMS', () => {
    it('an answer to an SMS pauses; STOP is remembered and needs nobody', async () => {
      const bench = inBench();
      await bench.credential('dunningWebhookApi', { webhookSecrets: AUTH_TOKEN });
      // As behind a proxy: Twilio signs the address that it knows.
      const publicUrl = 'https://hooks.example.com/sms';
      const workflow = await bench.use('events/sms', {
        edit: { 'Events from Twilio': { settings: { includeCall: true, publicUrl } } },
      });
      const url = await published(bench, workflow);
      const sid = (letter: string) => `SM${letter.repeat(32)}`;
      await wroteTo(bench, 'sms-1', 'sms', { provider: 'twilio', messageId: sid('a') });
      await wroteTo(bench, 'sms-2', 'sms', { provider: 'twilio', messageId: sid('b') });
      const before = bench.inbox.mails.length;
      const answer = (own: string, to: string, Body: string) => ({
        MessageSid: sid(own),
        SmsStatus: 'received',
        From: '+525512345678',
        Body,
        OriginalRepliedMessageSid: sid(to),
      });
      const said = twilioCall(answer('c', 'a', 'Pago el viernes'), AUTH_TOKEN, publicUrl);
      expect(why(await (await deliverTo(bench, workflow, url, said)).run())).toBe('');
      const stop = twilioCall({ ...answer('d', 'b', 'STOP'), OptOutType: 'STOP' }, AUTH_TOKEN, publicUrl);
      expect(why(await (await deliverTo(bench, workflow, url, stop)).run())).toBe('');
      expect(told(bench, before)).toEqual([
        {
          to: TEAM,
          subject: 'Customer sms-1 answered by SMS',
          text: expect.stringContaining('+525512345678 wrote by SMS: “Pago el viernes”'),
        },
      ]);
      expect((await recordOf(bench, 'sms-1')).standing?.holds).toHaveLength(1);
      expect((await recordOf(bench, 'sms-2')).standing).toMatchObject({ refused: ['sms'], holds: [] });

      // Most phones name no message: the customer is known by the number that a delivery has told.
      const phone = '+525598765432';
      await wroteTo(bench, 'sms-3', 'sms', { provider: 'twilio', messageId: sid('e') });
      const delivered = { MessageSid: sid('e'), MessageStatus: 'delivered', To: phone };
      await deliverTo(bench, workflow, url, twilioCall(delivered, AUTH_TOKEN, publicUrl));
      const from = (own: string, Body: string) =>
        twilioCall({ MessageSid: sid(own), SmsStatus: 'received', From: phone, Body }, AUTH_TOKEN, publicUrl);
      const placed = await deliverTo(bench, workflow, url, from('f', 'Ya pagué'));
      expect(why(await placed.run())).toBe('');
      expect(told(bench, before + 1).map(({ subject }) => subject)).toEqual(['Customer sms-3 answered by SMS']);
      expect(why(await (await deliverTo(bench, workflow, url, from('0', 'Baja, por favor'))).run())).toBe('');
      expect((await recordOf(bench, 'sms-3')).standing).toMatchObject({ refused: ['sms'], holds: [expect.anything()] });
    });
  });

  describe('events: e-mail', () => {
    it('SendGrid: a batch with a dead address and a complaint is one mail to the team; a delivery is recorded', async () => {
      const bench = inBench();
      const sender = sendGridSender();
      await bench.credential('dunningWebhookApi', { webhookSecrets: sender.verificationKey });
      const workflow = await bench.use('events/email');
      const url = await published(bench, workflow);
      const keys: string[] = [];
      for (const customer of ['sg-1', 'sg-2', 'sg-3'])
        keys.push(await wroteTo(bench, customer, 'email', { provider: 'smtp' }));
      const before = bench.inbox.mails.length;
      const event = (index: number, name: string, more: object = {}) => ({
        email: `c${index}@example.com`,
        timestamp: SECONDS,
        event: name,
        sg_event_id: `flow-${index}`,
        sg_message_id: 'abc.filter',
        dunning_contact: keys[index],
        ...more,
      });
      const call = sender.call(
        [event(0, 'delivered'), event(1, 'bounce', { type: 'bounce', status: '5.1.1' }), event(2, 'spamreport')],
        Date.now(),
      );
      expect(why(await (await deliverTo(bench, workflow, url, call)).run())).toBe('');
      const [mail, ...others] = told(bench, before);
      expect(others).toEqual([]);
      expect(mail?.subject).toBe('2 cases need a person');
      expect(mail?.text).toMatch(/Customer sg-3 reported a reminder as spam/);
      expect(mail?.text).toMatch(/Customer sg-2 was not reached[\s\S]*5\.1\.1/);
      expect((await recordOf(bench, 'sg-1')).contacts[0]?.status).toBe('delivered');
      expect((await recordOf(bench, 'sg-2')).contacts[0]?.status).toBe('bounced');
      expect((await recordOf(bench, 'sg-3')).standing).toMatchObject({ refused: ['email'], holds: [{ scope: [] }] });
      // Both imports have the same address; the next one is published in its place.
      await bench.n8n.client.request('POST', `/rest/workflows/${workflow.id}/deactivate`);
    });

    it('another provider is one choice in the first node: Mailgun', async () => {
      const bench = inBench();
      await bench.credential('dunningWebhookApi', { webhookSecrets: 'mailgun-key' });
      const workflow = await bench.use('events/email', {
        name: 'events of mailgun',
        edit: { 'Events from your mail provider': { provider: 'mailgun' } },
      });
      const url = await published(bench, workflow);
      const key = await wroteTo(bench, 'mg-1', 'email', { provider: 'smtp' });
      const before = bench.inbox.mails.length;
      const data = {
        event: 'failed',
        severity: 'permanent',
        id: 'mg-event-1',
        timestamp: SECONDS,
        recipient: 'x@example.com',
        'delivery-status': { code: 550, message: '5.1.1 No such user' },
        'user-variables': { dunning_contact: key },
      };
      const call = mailgunCall(data, 'mailgun-key', 'f'.repeat(50), Date.now());
      expect(why(await (await deliverTo(bench, workflow, url, call)).run())).toBe('');
      expect(told(bench, before).map(({ subject }) => subject)).toEqual(['Customer mg-1 was not reached']);
    });
  });

  describe('events: our own links', () => {
    it('who unsubscribes is paused everywhere until the team has decided', async () => {
      const bench = inBench();
      const signingSecret = 'links-are-signed-with-this-key-of-many-letters';
      await bench.credential('dunningLinksApi', {
        signingSecret,
        address: 'https://n8n.example.com/webhook/x/events',
        allowedHosts: '',
      });
      const workflow = await bench.use('events/links');
      const url = await published(bench, workflow);
      const key = await wroteTo(bench, 'ln-1', 'email', { provider: 'smtp' });
      const before = bench.inbox.mails.length;
      const link = (kind: 'unsubscribe' | 'preferences' | 'open') =>
        `?t=${signLink({ kind, contactKey: key, expiresAt: Date.now() + 3_600_000 }, signingSecret)}`;
      const form = (search: string, body: string): SignedCall => ({
        method: 'POST',
        search,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body,
      });
      const leave = form(link('unsubscribe'), 'List-Unsubscribe=One-Click');
      expect(why(await (await deliverTo(bench, workflow, url, leave)).run())).toBe('');
      expect((await recordOf(bench, 'ln-1')).standing).toMatchObject({ refused: ['email'], holds: [{ scope: [] }] });
      const choose = form(link('preferences'), 'save=1&channel=letter');
      expect(why(await (await deliverTo(bench, workflow, url, choose)).run())).toBe('');
      expect(told(bench, before)).toEqual([
        {
          to: TEAM,
          subject: 'Customer ln-1 wants no more e-mails',
          text: expect.stringContaining('Decide whether to go on by phone or letter.'),
        },
        {
          to: TEAM,
          subject: 'Customer ln-1 chose how to be written to',
          text: expect.stringMatching(/Yes to: letter\. No to: .*email/),
        },
      ]);
    });
  });
}
