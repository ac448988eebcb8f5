import fc from 'fast-check';

import { CHANNELS } from '../../../dunning/common';
import { Plan } from '../../../dunning/message/engine/plan';
import { createRenderer } from '../../../dunning/message/render';
import type { RenderRequest, Renderer } from '../../../dunning/message/render';
import { sampleFor } from '../../../dunning/message/sample';
import type { MessageExtras, RenderSettings, TemplateOverrides } from '../../../dunning/message/settings';
import { TEXT_LOCALES } from '../../../dunning/message/texts';
import { STAGES } from '../../../dunning/message/texts/types';

afterEach(() => jest.restoreAllMocks());

/** A renderer that Handlebars alone writes for. */
function plainRenderer(settings: RenderSettings): Pick<Renderer, 'render'> {
  const renderer = createRenderer(settings);
  const plainly = <T>(work: () => T): T => {
    const spy = jest.spyOn(Plan, 'of').mockReturnValue(undefined);
    try {
      return work();
    } finally {
      spy.mockRestore();
    }
  };
  return { render: (request) => plainly(() => renderer.render(request)) };
}

function outcome(renderer: Pick<Renderer, 'render'>, request: RenderRequest): string {
  try {
    return JSON.stringify(renderer.render(request));
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

it.each(TEXT_LOCALES)('every message of ours in %s is worked out beforehand and needs no Handlebars', (locale) => {
  const sample = sampleFor(locale);
  const made = jest.spyOn(Plan, 'of');
  const rendered = jest.spyOn(Plan.prototype, 'render');
  const renderer = createRenderer(sample.settings);
  for (const stage of STAGES) {
    for (const channel of CHANNELS) {
      for (const invoices of [1, 3]) {
        const debt = sample.debt(stage, invoices);
        const extras = sample.extras(stage);
        renderer.render({ debt, stage: sample.stage(stage, debt), channel, asOf: sample.asOf, locale, extras });
      }
    }
  }
  expect(made.mock.results.filter(({ value }) => value === undefined)).toEqual([]);
  expect(rendered.mock.results.filter(({ type }) => type !== 'return')).toEqual([]);
  expect(rendered.mock.results.length).toBeGreaterThan(STAGES.length * CHANNELS.length);
});

const OWN_TEXTS: Array<TemplateOverrides | undefined> = [
  undefined,
  { blocks: { greeting: 'Hola {{customer.name}}:', signature: '{{contact.name}}\n\n**{{upper company.name}}**' } },
  { blocks: { legal: '{{#each invoices}}{{@index}} {{number}} {{../asOf}}{{/each}}' } },
  {
    blocks: {
      opening: '{{#each invoices as |row|}}{{row.number}} {{/each}}{{#if extras.order}}{{extras.order}}{{/if}}',
    },
  },
  { blocks: { closing: '{{~#if many~}} a {{~else~}} b {{~/if~}}\n{{extras.order}}' } },
  { templates: { 'first_reminder/email/es-MX/subject': '{{lower company.name}} {{list attachments}}' } },
  { templates: { 'final_notice/sms/pt-BR': '{{plural count "a" "b"}} {{number daysPastDue}} {{company.taxId}}' } },
];
const RENDERERS = TEXT_LOCALES.flatMap((locale) =>
  OWN_TEXTS.map((templates) => {
    const { settings } = sampleFor(locale);
    const own = templates ? { ...settings, templates: { blocks: {}, templates: {}, ...templates } } : settings;
    return { locale, planned: createRenderer(own), plain: plainRenderer(own) };
  }),
);

const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    '<b>&',
    '{{x}}',
    'a\r\nBcc: b@c.example',
    '\u202eabc',
    '',
    ' ',
    '\ud800',
    'x'.repeat(3_000),
    'a\u00a0b',
  ),
  fc.constantFrom<unknown>(null, undefined, 7, NaN, {}, []) as fc.Arbitrary<string>,
);
const changes = fc.record(
  {
    name: texts,
    contactName: texts,
    taxId: texts,
    number: texts,
    purchaseOrder: texts,
    documentUrl: texts,
    dueDate: fc.oneof(fc.constantFrom('2026-10-01', '2026-12-24'), texts),
    paid: fc.nat(500),
    order: texts,
    attachments: fc.array(texts, { maxLength: 2 }),
    label: texts,
    endAction: fc.constantFrom('agency', 'legal'),
  },
  { requiredKeys: [] },
);

it('messages are the same, to the byte, as Handlebars alone would write them', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...RENDERERS),
      fc.constantFrom(...STAGES),
      fc.constantFrom(...CHANNELS),
      fc.constantFrom('template', 'free_form'),
      fc.constantFrom('warm', 'neutral', 'firm'),
      fc.integer({ min: 1, max: 3 }),
      changes,
      ({ locale, planned, plain }, key, channel, form, tone, invoices, changed) => {
        const sample = sampleFor(locale);
        const debt = structuredClone(sample.debt(key, invoices));
        const { number, purchaseOrder, documentUrl, dueDate, paid, order, attachments, label, endAction, ...who } =
          changed;
        Object.assign(debt.customer, who);
        const [first] = debt.openItems;
        const { currency } = debt;
        Object.assign(first ?? {}, present({ number, purchaseOrder, documentUrl, dueDate }));
        if (first && paid) first.paid = { ...first.paid, minor: paid };
        const stage = { ...sample.stage(key, debt), tone, ...present({ endAction }) };
        const extras = {
          ...sample.extras(key),
          ...present({ attachments }),
          values: { order },
          ...('label' in changed ? { charges: [{ label, amount: { minor: 50, currency } }] } : {}),
        } as MessageExtras;
        const request = { debt, stage, channel, asOf: sample.asOf, locale, form, extras } as RenderRequest;
        expect(outcome(planned, request)).toBe(outcome(plain, request));
      },
    ),
    { numRuns: 1_500 },
  );
});

function present(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
