import { contrast, brandColors } from '../../../dunning/message/color';
import { emailHeaders, sharedHeaders } from '../../../dunning/message/email';
import { createRenderer } from '../../../dunning/message/render';
import type { EmailSettings, MessageExtras, RenderSettings } from '../../../dunning/message/settings';
import { AS_OF, debtOf, openItem, SETTINGS, stageOf } from './samples';

const debt = debtOf([openItem()]);

function mail(settings: Partial<RenderSettings> = {}, extras = {}, stage = stageOf('first_reminder', debt)) {
  const message = createRenderer({ ...SETTINGS, ...settings }).render({
    debt,
    stage,
    channel: 'email',
    asOf: AS_OF,
    extras,
  });
  if (message.channel !== 'email') throw new Error('not a mail');
  return message;
}

describe('the headers of a mail', () => {
  const headersOf = (locale: string, settings: EmailSettings | undefined, extras: MessageExtras) =>
    emailHeaders(sharedHeaders(locale, settings), extras);

  it('keep automatic answers away and name the language', () => {
    expect(headersOf('pt-BR', undefined, {})).toEqual({
      'Auto-Submitted': 'auto-generated',
      'Content-Language': 'pt-BR',
    });
  });

  it('let people leave the list, with one click where there is an https address', () => {
    const unsubscribe = { url: 'https://example.com/u/1', mailto: 'bajas@example.com' };
    expect(headersOf('es-MX', { unsubscribe }, {})).toMatchObject({
      'List-Unsubscribe': '<https://example.com/u/1>, <mailto:bajas@example.com>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
    expect(headersOf('es-MX', { unsubscribe: { mailto: 'bajas@example.com' } }, {})).not.toHaveProperty(
      'List-Unsubscribe-Post',
    );
  });

  it('put it into the thread of earlier mails about the same debt', () => {
    const extras = {
      contactKey: 'abc',
      messageIdDomain: 'example.com',
      thread: ['<1@example.com>', '<2@example.com>'],
    };
    expect(headersOf('es-MX', undefined, extras)).toMatchObject({
      'Message-ID': '<abc@example.com>',
      'In-Reply-To': '<2@example.com>',
      References: '<1@example.com> <2@example.com>',
    });
    const forged = { thread: ['x\r\nBcc: eva@example.com', '<a b@example.com>', 'plain'] };
    expect(headersOf('es-MX', undefined, forged)).not.toHaveProperty('References');
  });
});

describe('what users bring to a mail', () => {
  it('a block takes the place of ours; the most exact key wins', () => {
    const blocks = {
      signature: 'General',
      'signature/es-MX': 'Saludos,\n\n**{{contact.name}}**',
      'legal/email': 'Aviso & más',
    };
    const { html, text } = mail({ templates: { blocks } });
    expect(text).toContain('Saludos,\n\nLaura Méndez');
    expect(html).toContain('<strong>Laura Méndez</strong>');
    expect(html).toContain('Aviso &amp; más');
    expect(text).not.toContain('General');
  });

  it('a part, or the whole, of one template takes the place of ours', () => {
    const templates = {
      'first_reminder/email/es-MX/subject': 'Factura {{invoice.number}}',
      'first_reminder/email/es-MX/html': '<p>{{greetingName}}: {{money amountDue}}</p>',
    };
    const message = mail({ templates: { templates } });
    expect(message.subject).toBe('Factura F-1024');
    expect(message.html).toBe('<p>Ana Torres: $12,500.00\u00a0MXN</p>');
    expect(message.text).toContain('Saldo por pagar');
  });

  it('{{invoiceTable}} and {{payButton}} put the parts of our layout into a template of theirs', () => {
    const html = '<h1>Hola</h1>{{invoiceTable}}{{payButton}}';
    const message = mail({ templates: { templates: { 'first_reminder/email/es-MX/html': html } } });
    expect(message.html).toMatch(/^<h1>Hola<\/h1><table class="facts"/);
    expect(message.html).toContain('F-1024');
    expect(message.html).toContain('href="https://pagos.papelerianorte.example/p/F-1024"');
  });

  it('their own values are reached as extras', () => {
    const blocks = { legal: 'Contrato {{extras.contract}}' };
    expect(mail({ templates: { blocks } }, { values: { contract: 'C-9' } }).text).toContain('Contrato C-9');
  });

  it('a stage of their own policy reads like one of ours', () => {
    const stage = stageOf('aviso_3', debt);
    expect(mail({ stages: { aviso_3: 'second_reminder' } }, {}, stage).template).toBe('aviso_3/email/es-MX');
    expect(() => mail({}, {}, stage)).toThrow('stage: found “aviso_3”, which has no texts');
  });
});

describe('what a mail shows', () => {
  it('the due date below the number where both would not fit beside the amount on a phone', () => {
    const html = (number: string) => {
      const two = debtOf([openItem({ number }), openItem({ number: 'F-2' })]);
      const message = createRenderer(SETTINGS).render({
        debt: two,
        stage: stageOf('first_reminder', two),
        channel: 'email',
        asOf: AS_OF,
      });
      return message.channel === 'email' ? message.html : '';
    };
    expect(html('F-1')).toContain('>Vencimiento</th>');
    expect(html('001-001-000123456')).toContain('>Factura · Vencimiento</th>');
    expect(html('001-001-000123456')).toMatch(/001-001-000123456<br \/><span[^>]*>13\/11\/2026</);
  });

  it('who looks into a dispute, but not the writer in the third person', () => {
    const text = (owner: string) =>
      mail({}, { dispute: { owner, until: '2026-11-30' } }, stageOf('dispute_received', debt)).text;
    expect(text('Pedro Ruiz')).toContain('La revisa Pedro Ruiz');
    expect(text('Laura Méndez')).toContain('La reviso yo');
  });

  it('fees and interest as lines of their own, added to what is asked for', () => {
    const charges = [{ label: 'Intereses moratorios de noviembre', amount: { minor: 12345, currency: 'MXN' } }];
    const { text, html, subject } = mail({}, { charges });
    expect(text).toContain('Intereses moratorios de noviembre: $123.45 MXN');
    expect(text).toContain('Saldo por pagar: $12,623.45 MXN');
    expect(html).toContain('$12,623.45\u00a0MXN');
    expect(subject).toContain('$12,623.45 MXN');
  });

  it('fees and interest of the classifier once, whoever passes them on', () => {
    const charge = (minor: number, needsOwnDocument: boolean) => ({
      kind: 'interest' as const,
      key: 'late',
      invoiceId: 'F-1024',
      label: { es: 'Intereses de mora', pt: 'Juros de mora', en: 'Late-payment interest' },
      amount: { minor, currency: 'MXN', decimal: '' },
      detail: '',
      needsOwnDocument,
    });
    const none = { minor: 0, currency: 'MXN', decimal: '0.00' };
    const split = {
      principal: debt.balance,
      fees: none,
      interest: none,
      lines: [charge(5000, false), charge(7000, true)],
    };
    const amountDue = { minor: debt.balance.minor + 5000, currency: 'MXN', decimal: '12550.00' };
    const stage = stageOf('first_reminder', debt, { amountDue, split });
    for (const charges of [undefined, [{ label: 'Intereses de mora', amount: { minor: 5000, currency: 'MXN' } }]]) {
      const { text } = mail({}, charges ? { charges } : {}, stage);
      expect(text).toContain('Intereses de mora: $50.00 MXN');
      expect(text).toContain('Saldo por pagar: $12,550.00 MXN');
      expect(text).not.toContain('$70.00');
      expect(text).not.toContain('Saldo a favor');
    }
  });

  it('debts in several currencies side by side, never added', () => {
    const dollars = debtOf([openItem({ number: 'U-1', currency: 'USD', total: 50000 })]);
    const { text, subject } = mail({}, { otherDebts: [dollars] });
    expect(text).toContain('Saldo por pagar: $12,500.00 MXN y USD 500.00');
    expect(text).toContain('- Factura U-1 · Vencimiento 13/11/2026 · USD 500.00');
    expect(subject).toContain('2 facturas pendientes');
  });

  it('credit that is not yet applied', () => {
    const stage = stageOf('first_reminder', debt, {
      amountDue: { minor: 1000000, currency: 'MXN', decimal: '10000.00' },
    });
    const { text } = mail({}, {}, stage);
    expect(text).toContain('Saldo a favor: -$2,500.00 MXN');
    expect(text).toContain('Saldo por pagar: $10,000.00 MXN');
  });

  it('only the overdue invoices when the amount is theirs', () => {
    const mixed = debtOf([openItem(), openItem({ number: 'F-9', dueDate: '2026-12-30' })]);
    const stage = stageOf('first_reminder', mixed, { amountDue: mixed.overdue });
    const { text } = createRenderer(SETTINGS).render({ debt: mixed, stage, channel: 'email', asOf: AS_OF });
    expect(text).toContain('Saldo por pagar: $12,500.00 MXN');
    expect(text).not.toContain('F-9');
  });

  it('what travels with it', () => {
    expect(mail({}, { attachments: ['F-1024.pdf', 'F-1024.xml'] }).text).toContain('Adjuntos: F-1024.pdf y F-1024.xml');
  });
});

describe('warnings', () => {
  const warned = (closing: string, more = {}) =>
    mail({ templates: { blocks: { closing } }, ...more }).warnings.map(({ code }) => code);

  it.each([
    ['Procederemos con el embargo de sus bienes.', 'THREAT_WORD'],
    ['Es URGENTE que pague.', 'SPAM_WORD'],
    ['Este es el último aviso.', 'NOT_THE_LAST'],
    ['Su tarjeta 4111 1111 1111 1111 fue rechazada.', 'CARD_NUMBER'],
    ['palabra '.repeat(150), 'TOO_LONG'],
  ])('%s', (closing, code) => {
    expect(warned(closing)).toContain(code);
  });

  it('are none for our own texts, and none for the bank account of the settings', () => {
    expect(mail().warnings).toEqual([]);
  });

  it('say when a link hides where it goes', () => {
    const html = '<p>{{money amountDue}} <a href="https://evil.example/x">https://bank.example/pay</a></p>';
    const templates = { 'first_reminder/email/es-MX/html': html };
    expect(mail({ templates: { templates } }).warnings).toMatchObject([{ code: 'HIDDEN_LINK' }]);
  });

  it('say when subject or text lack what they should', () => {
    const templates = {
      'first_reminder/email/es-MX/subject': 'SEGUNDO AVISO! PAGUE YA!',
      'first_reminder/email/es-MX/text': 'Pague por favor.',
    };
    const codes = mail({ templates: { templates } }).warnings.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['CAPITALS', 'EXCLAMATION', 'NO_AMOUNT', 'NO_DATE']));
  });
});

describe('colours', () => {
  it.each(['#1f4e79', '#ffd400', '#ffffff', '#000000', '#777777', '#e30613', '#00a3e0'])(
    'of a brand in %s can be read',
    (color) => {
      const { onColor, ink } = brandColors(color);
      expect(contrast(onColor, color)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(ink, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('of our own layout can be read, by day and by night', () => {
    const pairs: Array<[string, string]> = [
      ['#1f2933', '#ffffff'],
      ['#52606d', '#eef1f4'],
      ['#e8ecf1', '#20252b'],
      ['#9cc7f5', '#20252b'],
      ['#aab4c0', '#16191d'],
      ['#ffffff', '#2f6fab'],
    ];
    const { html } = mail();
    for (const [text, ground] of pairs) {
      expect(html).toContain(text);
      expect(html).toContain(ground);
      expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
    }
  });
});
