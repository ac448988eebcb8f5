import fc from 'fast-check';

import { InputError } from '../../../dunning/errors';
import { CHANNELS } from '../../../dunning/common';
import type { Channel } from '../../../dunning/common';
import type { Debt } from '../../../dunning/invoice/debt';
import type { Message } from '../../../dunning/message/message';
import { createRenderer } from '../../../dunning/message/render';
import type { Renderer } from '../../../dunning/message/render';
import type { MessageExtras } from '../../../dunning/message/settings';
import { TEXT_LOCALES } from '../../../dunning/message/texts';
import { STAGES } from '../../../dunning/message/texts/types';
import { AS_OF, CUSTOMER, debtOf, openItem, SETTINGS, stageOf } from './samples';

const MARK = 'Zx9';

/** Values that break things out there, each with a mark by which it is found again. */
const NASTY = [
  `<script>alert("${MARK}")</script>`,
  `"><img src=x onerror=alert(1)>${MARK}`,
  `' onmouseover='x' ${MARK}`,
  `</title></style><h1>${MARK}`,
  `{{constructor.constructor "return process"}}${MARK}`,
  `{{{company.name}}}${MARK}`,
  `{{#each invoices}}${MARK}`,
  `${MARK}\r\nBcc: eva@example.com\r\n\r\nbody`,
  `${MARK}\u0000\u0001\u001b[31m`,
  `\u202egnp.exe${MARK}`,
  `${MARK}\u2066\u2069\u200b\ufeff`,
  `😜🇮🇹🏳️‍🌈 ${MARK}`,
  `\ud800${MARK}\udc00`,
  `${MARK}${'x'.repeat(10_000)}`,
  `${MARK}${'é'.repeat(10_000)}`,
  `\\" ${MARK} \\u0022`,
  `${MARK}\t    \n\n\n spaced`,
  `javascript:alert('${MARK}')`,
  `%0d%0aBcc:${MARK}`,
  `مرحبا ${MARK} שלום`,
  `**${MARK}** __x__ [a](http://evil.example)`,
  `__proto__${MARK}`,
  `=HYPERLINK("http://evil.example";"${MARK}")`,
];
const ABSENT: unknown[] = ['', ' ', '\n', null, undefined, Number.NaN, {}, [], 42, true];

const hostile = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }).map((text) => `${MARK}${text}`) },
  { weight: 1, arbitrary: fc.constantFrom(...ABSENT) },
);

interface Place {
  debt: Debt;
  extras: MessageExtras;
}

const base = (): Place => ({
  debt: debtOf([openItem(), openItem({ number: 'F-2', dueDate: '2026-11-17', paid: 50 })]),
  extras: {
    promise: { amount: { minor: 100, currency: 'MXN' }, date: AS_OF },
    payment: { amount: { minor: 100, currency: 'MXN' }, date: AS_OF, invoices: ['F-1'] },
    plan: { instalments: [{ date: AS_OF, amount: { minor: 100, currency: 'MXN' } }] },
    dispute: { reason: 'precio', owner: 'Ana', until: AS_OF },
  },
});

/** Puts a value where data of others comes in. */
const INTO: Record<string, (place: Place, value: never) => void> = {
  contactName: ({ debt }, value) => (debt.customer = { ...CUSTOMER, contactName: value }),
  customerName: ({ debt }, value) => (debt.customer = { ...CUSTOMER, name: value, contactName: undefined }),
  customerId: ({ debt }, value) => (debt.customer = { ...CUSTOMER, id: value }),
  address: ({ debt }, value) => (debt.customer = { ...CUSTOMER, address: value }),
  email: ({ debt }, value) => (debt.customer = { ...CUSTOMER, email: value }),
  phone: ({ debt }, value) => (debt.customer = { ...CUSTOMER, phone: value }),
  number: ({ debt }, value) => Object.assign(debt.openItems[0] ?? {}, { number: value }),
  purchaseOrder: ({ debt }, value) => {
    debt.openItems = debt.openItems.slice(0, 1);
    Object.assign(debt.openItems[0] ?? {}, { purchaseOrder: value });
  },
  documentUrl: ({ debt }, value) => Object.assign(debt.openItems[0] ?? {}, { documentUrl: value }),
  paymentUrl: ({ extras }, value) => (extras.paymentUrl = value),
  dueDate: ({ debt }, value) => Object.assign(debt.openItems[0] ?? {}, { dueDate: value }),
  reason: ({ extras }, value) => (extras.dispute = { reason: value, until: AS_OF }),
  owner: ({ extras }, value) => (extras.dispute = { owner: value, until: AS_OF }),
  charge: ({ extras }, value) => (extras.charges = [{ label: value, amount: { minor: 5, currency: 'MXN' } }]),
  attachment: ({ extras }, value) => (extras.attachments = [value]),
  received: ({ extras }, value) =>
    (extras.payment = { amount: { minor: 1, currency: 'MXN' }, date: AS_OF, invoices: [value] }),
  thread: ({ extras }, value) => (extras.thread = [value]),
  contactKey: ({ extras }, value) => Object.assign(extras, { contactKey: value, messageIdDomain: 'example.com' }),
  domain: ({ extras }, value) => Object.assign(extras, { contactKey: 'k', messageIdDomain: value }),
  deadline: ({ extras }, value) => (extras.deadline = value),
};

function check(message: Message): void {
  JSON.parse(JSON.stringify(message));
  expect(message.text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069\u200b]/);
  expect(message.text.isWellFormed()).toBe(true);
  expect(message.to).not.toMatch(/[\r\n\u0000]/);
  if (message.channel === 'email') checkMail(message);
  if (message.channel === 'whatsapp') checkWhatsapp(message.payload);
  if (message.channel === 'letter') expect(message.subject).not.toMatch(/[\r\n]/);
}

function checkMail({ subject, preheader, html, headers }: Extract<Message, { channel: 'email' }>): void {
  for (const line of [subject, preheader, ...Object.keys(headers), ...Object.values(headers)]) {
    expect(line).not.toMatch(/[\r\n\u0000]/);
  }
  expect(html).not.toMatch(/<script|<img src=x|<h1>|onerror=alert|' onmouseover|href="javascript:/i);
  // What was put in is found only in text, never as a tag or an attribute of its own.
  for (const [tag] of html.matchAll(/<[^<>]*>/g)) expect(tag.replace(/="[^"]*"/g, '')).not.toContain(MARK);
}

function checkWhatsapp(payload: Record<string, unknown>): void {
  const text = JSON.stringify(payload);
  expect(text).not.toMatch(/\\u0000|\\r|\\t/);
  const { template } = payload as { template?: { components: Array<{ parameters: Array<{ text?: string }> }> } };
  for (const { parameters } of template?.components ?? []) {
    for (const parameter of parameters) {
      expect(parameter.text ?? '').not.toMatch(/[\n\t]| {4}|\{\{|\}\}/);
      expect((parameter.text ?? '').length).toBeLessThanOrEqual(1_024);
    }
  }
}

function attempt(
  renderer: Renderer,
  place: Place,
  stage: string,
  channel: Channel,
  locale: string,
): Message | InputError {
  const { debt, extras } = place;
  try {
    return renderer.render({ debt, stage: stageOf(stage, debt), channel, asOf: AS_OF, locale, extras });
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

describe('hostile values', () => {
  const renderer = createRenderer(SETTINGS);

  it('in 2,400 generated messages are written harmlessly or refused with the field named', () => {
    let written = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(INTO)),
        hostile,
        fc.constantFrom(...STAGES),
        fc.constantFrom(...CHANNELS),
        fc.constantFrom('es-MX', 'pt-BR', 'en-US'),
        (where, value, stage, channel, locale) => {
          const place = base();
          INTO[where]?.(place, value as never);
          const result = attempt(renderer, place, stage, channel, locale);
          if (result instanceof InputError) return void expect(result.message).not.toMatch(/[\r\n]/);
          written += 1;
          check(result);
        },
      ),
      { numRuns: 2_400, seed: 20_261_123 },
    );
    expect(written).toBeGreaterThan(1_200);
  });

  it.each(TEXT_LOCALES)('as the customer’s name reach every channel of %s as text', (locale) => {
    for (const name of NASTY) {
      const place = base();
      place.debt.customer = { ...CUSTOMER, contactName: name };
      for (const channel of CHANNELS) {
        const result = attempt(renderer, place, 'first_reminder', channel, locale);
        if (result instanceof InputError) throw result;
        check(result);
        if (channel === 'email' || channel === 'whatsapp') expect(result.text).toContain(MARK);
      }
    }
  });

  it('of the sender are harmless too', () => {
    for (const value of NASTY) {
      const place = base();
      const settings = {
        ...SETTINGS,
        brand: { ...SETTINGS.brand, name: value, legalText: value, address: value, taxId: value },
        contact: { name: value, email: 'a@example.com', phone: value, team: value },
      };
      check(attempt(createRenderer(settings), place, 'formal_notice', 'email', 'es-MX') as Message);
    }
  });
});

describe('amounts that are none', () => {
  it.each([
    ['of another currency', { currency: 'USD', minor: 100, decimal: '1.00' }],
    ['not whole', { currency: 'MXN', minor: 0.5, decimal: '0.005' }],
    ['NaN', { currency: 'MXN', minor: Number.NaN, decimal: 'NaN' }],
    ['beyond exactness', { currency: 'MXN', minor: 2 ** 53, decimal: '1' }],
    ['null', null],
    ['a number', 12],
  ])('%s are refused with the field named', (_, value) => {
    for (const field of ['total', 'paid', 'balance']) {
      const place = base();
      Object.assign(place.debt.openItems[0] ?? {}, { [field]: value });
      const result = attempt(createRenderer(SETTINGS), place, 'first_reminder', 'email', 'es-MX');
      expect((result as InputError).details.field).toBe(`debt.openItems[0].${field}`);
    }
  });

  it('of a currency that is none are refused', () => {
    const place = base();
    place.debt.currency = 'PESOS';
    const result = attempt(createRenderer(SETTINGS), place, 'first_reminder', 'sms', 'es-MX');
    expect((result as InputError).message).toContain('debt.currency: found “PESOS”, which is not a currency code');
  });
});

describe('hostile links', () => {
  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://example.com/x',
    'https://user:pass@example.com/',
    'not a link',
    '//example.com',
    `https://example.com/${'a'.repeat(2_000)}`,
  ])('%s is refused as a way to pay', (link) => {
    const place = base();
    place.extras.paymentUrl = link;
    const result = attempt(createRenderer(SETTINGS), place, 'first_reminder', 'email', 'es-MX');
    expect(result).toBeInstanceOf(InputError);
    expect((result as InputError).details.field).toBe('payment link');
  });

  it('with quotes and spaces are encoded', () => {
    const place = base();
    place.extras.paymentUrl = 'https://example.com/a b"c<d>';
    const result = attempt(createRenderer(SETTINGS), place, 'first_reminder', 'email', 'es-MX') as Message;
    expect(result.text).toContain('https://example.com/a%20b%22c%3Cd%3E');
  });
});
