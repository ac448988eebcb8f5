import { LocaleFormat } from '../../../dunning/message/format';
import { createRenderer } from '../../../dunning/message/render';
import { TEXT_LOCALES } from '../../../dunning/message/texts';
import { STAGES } from '../../../dunning/message/texts/types';
import { checkTemplateBody, exportWhatsappTemplates } from '../../../dunning/message/whatsapp-export';
import { AS_OF, CUSTOMER, debtOf, openItem, SETTINGS, stageOf } from './samples';

describe('a template body', () => {
  it.each([
    ['is fine', 'Hola {{nombre}}, su factura {{folio}} vence pronto. Puede pagarla con el botón.', []],
    ['is fine with numbers', 'Hola {{1}}, su factura {{2}} por {{3}} vence pronto. Gracias por su preferencia.', []],
    ['ends with a variable and a full stop', 'Hola, su saldo vencido con nosotros hoy es {{1}}.', [2388299]],
    ['begins with a variable', '{{1}}, su factura sigue pendiente de pago.', [2388299]],
    ['begins with a mark and a variable', '¡{{nombre}}, su factura sigue pendiente de pago!', [2388299]],
    ['leaves a number out', 'Hola {{1}}, su factura {{3}} sigue pendiente de pago hoy.', [2388072]],
    ['begins at two', 'Hola {{2}}, su factura sigue pendiente de pago hoy.', [2388072]],
    ['mixes names and numbers', 'Hola {{nombre}}, su factura {{2}} sigue pendiente de pago.', [2388072]],
    ['has a name in capitals', 'Hola {{Nombre}}, su factura sigue pendiente de pago.', [2388072]],
    ['has an open brace', 'Hola {{nombre, su factura sigue pendiente de pago.', [2388072]],
    ['has variables side by side', 'Hola {{nombre}} {{apellido}}, su factura sigue pendiente de pago.', [2388072]],
    ['says too little', 'Hola {{1}}, de {{2}} y {{3}} aquí.', [2388293]],
    ['is too long', `Hola {{1}}, ${'texto '.repeat(200)}`, [2388040]],
    ['is empty', ' ', [2388040]],
  ])('%s', (_, body, errors) => {
    expect(checkTemplateBody(body)).toEqual(errors);
  });
});

describe('the exported templates', () => {
  const formats = (locale: string) => new LocaleFormat(locale);

  it('are one for each stage and language, of category utility, with an example for each parameter', () => {
    const templates = exportWhatsappTemplates({ namePrefix: 'acme_' }, formats);
    expect(templates).toHaveLength(TEXT_LOCALES.length * STAGES.length);
    expect(new Set(templates.map(({ name, language }) => `${name} ${language}`)).size).toBe(templates.length);
    for (const template of templates) {
      expect(template).toMatchObject({ category: 'UTILITY', parameter_format: 'NAMED' });
      expect(template.name).toMatch(/^acme_[a-z_]+$/);
      expect(template.language).toMatch(/^[a-z]{2}_[A-Z]{2}$/);
      const body = template.components.find((component) => 'text' in component) as {
        text: string;
        example: { body_text_named_params: Array<{ param_name: string; example: string }> };
      };
      const named = [...new Set([...body.text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]))];
      expect(body.example.body_text_named_params.map(({ param_name }) => param_name)).toEqual(named);
      for (const { example } of body.example.body_text_named_params) expect(example).toMatch(/^[^{}\n]{2,}$/);
    }
  });

  it('have a link button and a document header only where the settings say so', () => {
    const settings = { linkBase: 'https://pay.example.com/', headerDocument: true };
    const [template] = exportWhatsappTemplates(settings, formats, ['es-MX'], ['first_reminder']);
    expect(template?.components).toMatchObject([
      { type: 'HEADER', format: 'DOCUMENT' },
      { type: 'BODY' },
      {
        type: 'BUTTONS',
        buttons: [{ type: 'URL', url: 'https://pay.example.com/{{1}}', example: ['https://pay.example.com/F-1024'] }],
      },
    ]);
    const [plain] = exportWhatsappTemplates(undefined, formats, ['es-MX'], ['first_reminder']);
    expect(plain?.components).toHaveLength(1);
  });
});

describe('positional parameters', () => {
  const settings = { parameters: 'positional' as const, linkBase: 'https://pagos.papelerianorte.example/p/' };

  it('are numbered in the template and sent without names, as n8n’s own node does', () => {
    const [template] = exportWhatsappTemplates(
      settings,
      (locale) => new LocaleFormat(locale),
      ['es-MX'],
      ['first_reminder'],
    );
    expect(template).toMatchObject({ parameter_format: 'POSITIONAL' });
    const body = template?.components[0] as { text: string; example: { body_text: string[][] } };
    expect(checkTemplateBody(body.text)).toEqual([]);
    expect(body.text).toContain('{{1}}');
    expect(body.example.body_text[0]).toHaveLength(new Set(body.text.match(/\{\{\d\}\}/g)).size);

    const debt = debtOf([openItem()]);
    const message = createRenderer({ ...SETTINGS, whatsapp: settings }).render({
      debt,
      stage: stageOf('first_reminder', debt),
      channel: 'whatsapp',
      asOf: AS_OF,
    });
    expect(JSON.stringify(message)).not.toContain('parameter_name');
    expect(message).toMatchObject({
      node: {
        template: 'first_reminder|es_MX',
        body: ['Ana Torres', 'Papelería Norte', 'la factura F-1024', '$12,500.00 MXN', '13 de noviembre de 2026'],
        button: 'F-1024',
      },
    });
  });
});

describe('a WhatsApp message', () => {
  const debt = debtOf([openItem()]);
  const request = { debt, stage: stageOf('first_reminder', debt), channel: 'whatsapp' as const, asOf: AS_OF };

  it('carries the invoice as its header and the contact key for the answer', () => {
    const renderer = createRenderer({ ...SETTINGS, whatsapp: { headerDocument: true } });
    const extras = { documentUrl: 'https://docs.example.com/F-1024.pdf', contactKey: 'abc123' };
    expect(renderer.render({ ...request, extras })).toMatchObject({
      payload: {
        biz_opaque_callback_data: 'abc123',
        template: {
          components: [
            {
              type: 'header',
              parameters: [
                { type: 'document', document: { link: 'https://docs.example.com/F-1024.pdf', filename: 'F-1024.pdf' } },
              ],
            },
            { type: 'body' },
          ],
        },
      },
    });
    expect(() => renderer.render(request)).toThrow('documentUrl: found nothing');
  });

  it('in an open conversation is plain text', () => {
    const message = createRenderer(SETTINGS).render({ ...request, form: 'free_form' });
    expect(message).toMatchObject({ form: 'free_form', payload: { type: 'text', to: '525587654321' } });
    expect(message.text).toContain('F-1024');
    expect(message.text).toContain('$12,500.00 MXN');
  });

  it('is refused when the link is not one that the approved button opens', () => {
    const renderer = createRenderer({ ...SETTINGS, whatsapp: { linkBase: 'https://other.example/' } });
    expect(() => renderer.render(request)).toThrow('does not begin with https://other.example/');
  });

  it('goes to the WhatsApp number where there is one', () => {
    const customer = { ...CUSTOMER, whatsapp: '+52 33 1234 5678' };
    const message = createRenderer(SETTINGS).render({ ...request, debt: debtOf([openItem()], customer) });
    expect(message.to).toBe('+523312345678');
  });

  it('names up to ten invoices and counts the rest', () => {
    const many = debtOf(Array.from({ length: 14 }, (_, index) => openItem({ number: `F-${100 + index}` })));
    const message = createRenderer(SETTINGS).render({ ...request, debt: many, stage: stageOf('first_reminder', many) });
    expect(message.text).toContain('14 facturas (F-100, F-101');
    expect(message.text).not.toContain('F-110');
  });
});
