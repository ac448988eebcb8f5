import { InputError } from '../../../dunning/errors';
import { createRenderer } from '../../../dunning/message/render';
import type { RenderRequest } from '../../../dunning/message/render';
import { sampleFor } from '../../../dunning/message/sample';
import type { RenderSettings } from '../../../dunning/message/settings';
import { STAGES } from '../../../dunning/message/texts/types';
import { AS_OF, CUSTOMER, debtOf, openItem, SETTINGS, stageOf } from './samples';

const FIRST_SIX = [
  'before_due',
  'due_today',
  'first_reminder',
  'second_reminder',
  'formal_notice',
  'final_notice',
] as const;
const partlyPaid = debtOf([openItem({ paid: 250000 })]);
const twoInvoices = debtOf([openItem(), openItem({ number: 'F-1030', dueDate: '2026-11-17', total: 99950 })]);

function email(debt = partlyPaid, key = 'first_reminder', settings: RenderSettings = SETTINGS, extras = {}) {
  const message = createRenderer(settings).render({
    debt,
    stage: stageOf(key, debt),
    channel: 'email',
    asOf: AS_OF,
    extras,
  });
  if (message.channel !== 'email') throw new Error('not a mail');
  return message;
}

function problemOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a mail', () => {
  it.each(FIRST_SIX)(
    'at %s says company, invoice and amount in the subject and shows amount, date, link and CLABE',
    (key) => {
      const { subject, html, text, preheader } = email(partlyPaid, key);
      expect(subject).toContain('Papelería Norte');
      expect(subject).toContain('F-1024');
      expect(subject).toContain('$10,000.00 MXN');
      expect(preheader.length).toBeGreaterThan(20);
      expect(text).toContain('$10,000.00 MXN');
      // No line of the HTML ends between an amount and its currency.
      expect(html).toContain('$10,000.00\u00a0MXN');
      for (const body of [html, text]) {
        expect(body).toContain('13 de noviembre de 2026');
        expect(body).toContain('https://pagos.papelerianorte.example/p/F-1024');
        expect(body).toContain('012180001234567899');
        expect(body).not.toMatch(/\{\{|\}\}|undefined|null|NaN|\[object/);
      }
    },
  );

  it('shows what was paid of an invoice that is partly paid', () => {
    const { text } = email();
    expect(text).toContain('Total: $12,500.00 MXN');
    expect(text).toContain('Pagado: $2,500.00 MXN');
    expect(text).toContain('Saldo por pagar: $10,000.00 MXN');
  });

  it('lists several invoices, oldest first, and their sum', () => {
    const { text, html, subject } = email(twoInvoices);
    expect(subject).toBe('Papelería Norte: 2 facturas pendientes por $13,499.50 MXN');
    expect(text.indexOf('F-1024')).toBeLessThan(text.indexOf('F-1030'));
    expect(html).toContain('$999.50\u00a0MXN');
  });

  it('says that a machine sent it and in which language it is', () => {
    expect(email().headers).toMatchObject({ 'Auto-Submitted': 'auto-generated', 'Content-Language': 'es-MX' });
  });

  it('escapes what a customer is called', () => {
    const customer = { ...CUSTOMER, contactName: '<b onclick="x">{{company.name}}</b>\r\nBcc: eva@example.com' };
    const { html, text, subject } = email(debtOf([openItem()], customer));
    expect(html).not.toContain('<b onclick');
    expect(html).toContain('&lt;b onclick');
    expect(text).toContain('<b onclick="x">{{company.name}}</b> Bcc: eva@example.com:');
    expect(subject).not.toMatch(/[\r\n]/);
  });

  it('names the variable, the template and the place when something is missing', () => {
    const templates = { blocks: { closing: 'Su asesora es {{extras.asesora}}.' } };
    const problem = problemOf(() => email(partlyPaid, 'first_reminder', { ...SETTINGS, templates }));
    expect(problem).toContain('extras.asesora');
    expect(problem).toContain('block closing, line 1, column');
  });

  it('is refused without an address, without a way to pay, and without a person to turn to', () => {
    expect(problemOf(() => email(debtOf([openItem()], { ...CUSTOMER, email: undefined })))).toContain(
      'debt.customer.email: found nothing',
    );
    expect(problemOf(() => email(partlyPaid, 'due_today', { ...SETTINGS, payment: {} }))).toContain(
      'without a way to pay',
    );
    expect(problemOf(() => createRenderer({ ...SETTINGS, contact: { name: '' } }))).toContain('contact.name');
  });
});

describe('a WhatsApp message', () => {
  const request = (key: string): RenderRequest => ({
    debt: partlyPaid,
    stage: stageOf(key, partlyPaid),
    channel: 'whatsapp',
    asOf: AS_OF,
  });

  it('is the body of the Cloud API for a template with named parameters and a link button', () => {
    const settings = { ...SETTINGS, whatsapp: { linkBase: 'https://pagos.papelerianorte.example/p/' } };
    const message = createRenderer(settings).render(request('first_reminder'));
    expect(message).toMatchObject({
      channel: 'whatsapp',
      to: '+525587654321',
      payload: {
        messaging_product: 'whatsapp',
        to: '525587654321',
        type: 'template',
        template: {
          name: 'first_reminder',
          language: { code: 'es_MX' },
          components: [
            {
              type: 'body',
              parameters: [
                { type: 'text', parameter_name: 'customer_name', text: 'Ana Torres' },
                { type: 'text', parameter_name: 'company_name', text: 'Papelería Norte' },
                { type: 'text', parameter_name: 'documents', text: 'la factura F-1024' },
                { type: 'text', parameter_name: 'amount', text: '$10,000.00 MXN' },
                { type: 'text', parameter_name: 'due_date', text: '13 de noviembre de 2026' },
              ],
            },
            { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'F-1024' }] },
          ],
        },
      },
    });
  });

  it.each(FIRST_SIX)('at %s keeps to 60 words', (key) => {
    const message = createRenderer(SETTINGS).render(request(key));
    if (message.channel !== 'whatsapp') throw new Error('not WhatsApp');
    expect(message.text.split(/\s+/).length).toBeLessThanOrEqual(60);
  });
});

describe('an SMS', () => {
  it.each(FIRST_SIX)('at %s begins with the company and fits two segments', (key) => {
    const message = createRenderer(SETTINGS).render({
      debt: partlyPaid,
      stage: stageOf(key, partlyPaid),
      channel: 'sms',
      asOf: AS_OF,
    });
    if (message.channel !== 'sms') throw new Error('not an SMS');
    expect(message.text).toMatch(/^Papeler[ií]a Norte: /);
    expect(message.text).toContain('$10,000.00 MXN');
    expect(message.segments).toBeLessThanOrEqual(2);
  });
});

describe('a contact person without a phone', () => {
  it.each(['es-MX', 'pt-BR', 'en-US'])('is written to, never “called” at an e-mail address (%s)', (locale) => {
    const sample = sampleFor(locale);
    const contact = { name: 'Laura Méndez', email: 'laura@acme.example' };
    const renderer = createRenderer({ ...sample.settings, contact });
    for (const key of STAGES) {
      const debt = sample.debt(key, 1);
      const request = { debt, stage: sample.stage(key, debt), asOf: sample.asOf, locale, extras: sample.extras(key) };
      for (const channel of ['email', 'sms', 'call'] as const) {
        const { text } = renderer.render({ ...request, channel });
        if (channel === 'email') expect(text).not.toMatch(/ll[áa]meme|\bligue\b|me ligar|\bcall\b/i);
        expect(text).not.toMatch(
          /(?:llame|llamada|tel[ée]fono|ligue|liga[çc][ãa]o|telefone|call|number)(?: al?| para)? laura@/i,
        );
      }
    }
  });
});
