import { PROVIDERS } from '../../../../dunning/providers';
import { call, form, KEY } from '../support';

describe('a mail that a customer sent', () => {
  const original = `<${KEY}@example.com>`;
  const mails = (text: string, subject: string, extra: Array<[string, string]> = []) => {
    const lines: Array<[string, string]> = [['In-Reply-To', original], ...extra];
    const headers = lines.map(([Name, Value]) => ({ Name, Value }));
    return {
      postmark: call({
        FromFull: { Email: 'ana@example.com' },
        MessageID: 'in',
        Subject: subject,
        StrippedTextReply: text,
        Headers: headers,
      }),
      mailgun: form({
        sender: 'ana@example.com',
        subject,
        'body-plain': text,
        'message-headers': JSON.stringify(lines),
        token: 't',
      }),
      brevo: call({
        items: [
          {
            MessageId: 'in',
            From: { Address: 'ana@example.com' },
            Subject: subject,
            RawTextBody: text,
            Headers: Object.fromEntries(lines),
          },
        ],
      }),
      amazon_ses: call({
        notificationType: 'Received',
        mail: {
          messageId: 'in',
          headers: lines.map(([name, value]) => ({ name, value })),
          commonHeaders: { from: ['Ana <ana@example.com>'], subject },
        },
      }),
      resend: call({
        type: 'email.received',
        data: { email_id: 'in', from: 'ana@example.com', subject, headers: Object.fromEntries(lines) },
      }),
    };
  };
  const of = (requests: ReturnType<typeof mails>) =>
    Object.entries(requests).flatMap(([id, request]) => PROVIDERS[id as 'postmark'].normalise(request));

  it('is a reply, and names what it answers and who wrote it, but not what was said', () => {
    const events = of(mails('Pago el viernes', 'Re: aviso'));
    expect(events).toHaveLength(5);
    for (const event of events) expect(event).toMatchObject({ type: 'replied', contactKey: KEY, channel: 'email' });
    expect(new Set(events.map(({ recipientHash }) => recipientHash)).size).toBe(1);
    expect(JSON.stringify(events)).not.toMatch(/viernes|ana@/);
  });
  it('asks for no more mail by its subject, or by its own first words', () => {
    expect(of(mails('', 'Unsubscribe')).map(({ type }) => type)).toEqual(Array(5).fill('unsubscribed'));
    const {
      postmark: one,
      mailgun: two,
      brevo: three,
    } = mails('Por favor, denme de baja.\n\nEl 3 mar 2026 Cobranza escribió:\n> Hola', 'Re: aviso');
    const types = [
      PROVIDERS.postmark.normalise(one),
      PROVIDERS.mailgun.normalise(two),
      PROVIDERS.brevo.normalise(three),
    ];
    expect(types.flat().map(({ type }) => type)).toEqual(Array(3).fill('unsubscribed'));
  });
  it('that quotes our own way out asks for nothing', () => {
    const quoted =
      'Ya pagué.\n\nEl 3 mar 2026, Cobranza <cobranza@example.com> escribió:\n> No me escriban más: pulse aquí.\nDarme de baja';
    const { postmark: one, mailgun: two, brevo: three } = mails(quoted, 'Re: aviso');
    const types = [
      PROVIDERS.postmark.normalise(one),
      PROVIDERS.mailgun.normalise(two),
      PROVIDERS.brevo.normalise(three),
    ];
    expect(types.flat().map(({ type }) => type)).toEqual(Array(3).fill('replied'));
  });
  it('that a machine wrote is no reply: it proves the delivery of what it answers, and no more', () => {
    const events = of(
      mails('Estoy de vacaciones', 'Respuesta automática: aviso', [['Auto-Submitted', 'auto-replied']]),
    );
    for (const event of events) expect(event).toMatchObject({ type: 'delivered', machine: true, contactKey: KEY });
  });
  it('that a mail system wrote is left to Read Bounce', () => {
    const notice = call({
      FromFull: { Email: 'mailer-daemon@example.com' },
      MessageID: 'in',
      Subject: 'Undelivered Mail Returned to Sender',
      TextBody: 'x',
    });
    expect(PROVIDERS.postmark.normalise(notice)).toMatchObject([{ type: 'unknown' }]);
  });
});
