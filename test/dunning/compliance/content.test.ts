import { readContent } from '../../../dunning/compliance/content-check';
import type { Creditor, GateInput } from '../../../dunning/compliance/input';
import { money, view } from '../../../dunning/invoice/money';
import { email, judge, sms } from './helpers';

const amount = view(money(1_250_000, 'MXN'));

const CREDITOR: Creditor = {
  kind: 'agency',
  name: 'Papelería Norte, S.A. de C.V.',
  address: 'Av. Reforma 100, Juárez, 06600 Ciudad de México',
  taxId: '12.345.678/0001-95',
  phone: '+52 55 1234 5678',
  agencyName: 'Cobranzas del Sur SAS',
  paymentAccounts: ['4111 1111 1111 1111'],
};

function read(text: string, more: Partial<GateInput> = {}, creditor: Creditor = CREDITOR) {
  const item = { invoiceId: 'F-1024', number: 'F-1024', dueDate: '2026-11-13', daysPastDue: 10 };
  return readContent(
    {
      debt: {
        id: 'd',
        customer: { id: 'c', name: 'Ana Torres Gómez' },
        openItems: [{ ...item, total: amount, paid: view(money(0, 'MXN')), balance: amount }],
        overdue: amount,
        ...more.debt,
      },
      message: email(text),
      history: [],
      ...(more.facts ? { facts: more.facts } : {}),
    },
    creditor,
  );
}

const FINDS: Array<[element: string, text: string, found: boolean | undefined]> = [
  // Who and what
  ['creditor_name', 'Le escribe Papelería Norte.', true],
  ['creditor_name', 'LE ESCRIBE PAPELERIA NORTE', true],
  ['creditor_name', 'Le escribe su proveedor.', false],
  ['agency_name', 'En nombre de Papelería Norte, Cobranzas del Sur', true],
  ['agency_name', 'En nombre de Papelería Norte', false],
  ['debtor_name', 'Estimada Ana Torres Gomez:', true],
  ['debtor_name', 'Estimado cliente:', false],
  ['creditor_address', 'Av. Reforma 100, Ciudad de México', true],
  ['creditor_phone', 'Llame al (55) 1234-5678', true],
  ['creditor_phone', 'Llame al 55 1234 5679', false],
  ['creditor_tax_id', 'CNPJ 12.345.678/0001-95', true],
  ['creditor_tax_id', 'CNPJ 12.345.678/0001-96', false],
  ['debt_reference', 'Su factura F-1024 venció.', true],
  ['debt_reference', 'Su factura f-1024 venció.', true],
  ['debt_reference', 'Su factura venció.', false],
  ['amount', 'Debe $12,500.00', true],
  ['amount', 'Debe $12.500,00', true],
  ['amount', 'Debe 12 500 pesos', true],
  ['amount', 'Debe $12,600.00', false],
  // What a law asks for
  ['opt_out', 'Responda BAJA para no recibir más avisos.', true],
  ['opt_out', 'Reply STOP to opt out.', true],
  ['opt_out', 'Se não quer mais receber, responda SAIR.', true],
  ['opt_out', 'Gracias por su pago.', false],
  ['privacy_notice', 'Consulte nuestro aviso de privacidad.', true],
  ['payment_means', 'Puede pagar aquí: https://pagos.example/x', true],
  ['payment_means', 'Le esperamos.', false],
  ['collector_disclosure', 'This communication is from a debt collector.', true],
  ['collector_disclosure', 'Su factura venció.', false],
  ['consumer_rights', 'Conozca sus derechos como consumidor.', true],
  ['consumer_rights', 'Su factura venció.', undefined],
  ['not_judicial_statement', 'Esta gestión no constituye un procedimiento judicial.', true],
  ['permit_number', 'Permit no. 12345', true],
  ['itemised_charges', 'Capital 100, intereses 5', true],
  // What no message may say
  ['threat', 'Si no paga, irá a la cárcel.', true],
  ['threat', 'Se não pagar, vai para a prisão.', true],
  ['threat', 'You will be arrested.', true],
  ['threat', 'Si no recibimos el pago, entregaremos la cuenta a nuestros abogados.', false],
  ['looks_judicial', 'NOTIFICACIÓN JUDICIAL', true],
  ['looks_judicial', 'Orden de embargo en su contra', true],
  ['looks_judicial', 'Mandado de penhora', true],
  ['looks_judicial', 'Notificação extrajudicial de débito', false],
  ['looks_judicial', 'Aviso de cobranza prejudicial', false],
  ['looks_judicial', 'Cobro prejurídico', false],
  ['public_exposure', 'Publicaremos su nombre en la lista de morosos', true],
  ['public_exposure', 'Avisaremos a su jefe', true],
  ['asks_reason', '¿Por qué no ha pagado?', true],
  ['asks_reason', 'Díganos el motivo de su atraso', true],
  ['asks_reason', 'Why have you not paid?', true],
  ['asks_reason', 'Por que você não pagou?', true],
  ['asks_reason', 'Podemos acordar un plan de pagos', false],
  ['threatens_suit', 'We will sue you', true],
  ['health_words', 'por su tratamiento de cáncer', true],
  ['health_words', 'factura del Hospital del Sur', false],
  // Data
  ['card_number', 'Tarjeta 5500 0000 0000 0004', true],
  ['card_number', 'Tarjeta 5500-0000-0000-0005', false],
  ['card_number', 'Amex 378282246310005', true],
  ['card_number', 'Cuenta 4111 1111 1111 1111', false],
  ['card_number', 'CLABE 012180001234567899', false],
  ['card_number', 'https://pagos.example/5500000000000004', false],
  ['card_number', 'Referencia 9300 0012 3456 78', false],
  ['account_number', 'Cargaremos a su cuenta 0123456789', true],
  ['account_number', 'your account number 1234 5678 9012', true],
  ['account_number', 'Deposite en la cuenta 0123456789 de Papelería Norte', false],
  ['account_number', 'su cuenta terminada en 6789', false],
  ['national_id', 'CPF 111.444.777-35', true],
  ['national_id', 'CPF: 11144477735', true],
  ['national_id', 'CPF 111.444.777-36', false],
  ['national_id', 'CNPJ 12.345.678/0001-95', false],
  ['national_id', 'RUT 12.345.678-5', true],
  ['national_id', 'RUT 76.123.456-0', false],
  ['national_id', 'CURP HEGG560427MVZRRL04', true],
  ['national_id', 'CURP HEGG560427MVZRRL05', false],
  ['national_id', 'SSN 123-45-6789', true],
  ['national_id', 'Tel. 555-12-34567', false],
];

describe('the check of a text', () => {
  it.each(FINDS)('%s in “%s”: %s', (element, text, found) => {
    expect(read(text).has(element)).toBe(found);
  });

  it('believes what is stated before what it finds', () => {
    const stated = read('Irá a la cárcel', { facts: { content: { threat: false } } });
    expect(stated.has('threat')).toBe(false);
  });

  it('cannot tell a name that nobody gave', () => {
    expect(read('Hola', {}, { kind: 'first_party' }).has('creditor_name')).toBeUndefined();
  });

  it('takes the number of several invoices for a reference to them', () => {
    const items = ['F-1', 'F-2', 'F-3'].map((number) => ({
      invoiceId: number,
      number,
      dueDate: '2026-11-13',
      daysPastDue: 10,
      total: amount,
      paid: amount,
      balance: amount,
    }));
    const debt = { id: 'd', customer: { id: 'c', name: 'Ana' }, openItems: items };
    expect(read('Tiene 3 facturas vencidas', { debt }).has('debt_reference')).toBe(true);
    expect(read('Tiene facturas vencidas', { debt }).has('debt_reference')).toBe(false);
  });

  it('reads the subject of an e-mail too', () => {
    const input = { debt: { id: 'd', customer: { id: 'c', name: 'A' } }, history: [] };
    const content = readContent({ ...input, message: email('Hola', { subject: 'Orden judicial' }) }, CREDITOR);
    expect(content.has('looks_judicial')).toBe(true);
  });

  it('takes a List-Unsubscribe header for a way to opt out', () => {
    const input = { debt: { id: 'd', customer: { id: 'c', name: 'A' } }, history: [] };
    const headers = { 'List-Unsubscribe': '<https://x.example/u>' };
    expect(readContent({ ...input, message: email('Hola', { headers }) }, CREDITOR).has('opt_out')).toBe(true);
  });
});

describe('a message before the gate', () => {
  const noon = '2026-11-26T12:00:00-05:00';

  it('is blocked for what it says even at the best hour, and the verdict names the rule', () => {
    const message = email('¿Por qué no ha pagado la factura F-1024?');
    const verdict = judge({ country: 'CO', at: noon, party: 'first_party', message });
    expect(verdict).toMatchObject({
      decision: 'block',
      reasonCode: 'FORBIDDEN_ASKS_REASON',
      nextAllowedAt: null,
      rule: { id: 'co-no-reasons', citation: 'Ley 2300/2023 art. 7', grade: 'secondary' },
    });
  });

  it('is blocked by the agency’s missing name at the first contact only', () => {
    const situation = {
      country: 'MX',
      zone: 'America/Mexico_City',
      at: '2026-11-26T12:00:00-06:00',
      message: email('Su crédito con Banco Uno, contrato F-1024'),
      settings: {
        creditor: { kind: 'agency' as const, name: 'Banco Uno', agencyName: 'Cobranzas del Sur', sector: 'bank' },
      },
    };
    expect(judge(situation).reasonCode).toBe('MISSING_AGENCY_NAME');
    const history = [{ at: '2026-11-01T12:00:00-06:00', channel: 'email' as const, status: 'sent' as const }];
    expect(judge({ ...situation, history }).decision).toBe('allow');
  });

  it('lists what nobody could check, for a person to look at', () => {
    const verdict = judge({
      country: 'CL',
      zone: 'America/Santiago',
      at: '2026-11-26T12:00:00-03:00',
      party: 'first_party',
      message: sms('Pague aquí: https://pagos.example', '+56961234567'),
    });
    expect(verdict.decision).toBe('allow');
    expect(verdict.unchecked).toContainEqual({
      ruleId: 'cl-content',
      elements: ['creditor_name', 'amount', 'debt_reference', 'consumer_rights', 'not_judicial_statement'],
    });
  });

  it('goes to an address of the customer’s, however their phone is written', () => {
    const situation = {
      country: 'MX',
      region: 'MX-CMX',
      at: '2026-11-26T12:00:00-06:00',
      party: 'first_party' as const,
    };
    const message = { ...sms('Hola', '+525587654321'), channel: 'whatsapp' as const, payload: { type: 'template' } };
    for (const phone of ['55 8765 4321', '+52 1 55 8765 4321', '5215587654321', '0052 55 8765 4321']) {
      expect([phone, judge({ ...situation, message, customer: { phone } }).reasonCode]).toEqual([phone, 'ALLOWED']);
    }
    expect(judge({ ...situation, message, customer: { phone: '55 1111 2222' } }).reasonCode).toBe(
      'ADDRESS_NOT_THE_CUSTOMERS',
    );
  });
});
