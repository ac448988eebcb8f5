import { parse } from 'parse5';

import { createRenderer } from '../../../dunning/message/render';
import type { RenderRequest } from '../../../dunning/message/render';
import { sampleFor } from '../../../dunning/message/sample';
import { findTexts, TEXT_LOCALES } from '../../../dunning/message/texts';
import { asksForPayment, STAGES } from '../../../dunning/message/texts/types';
import type { Message } from '../../../dunning/message/message';
import { checkTemplateBody } from '../../../dunning/message/whatsapp-export';

const CASES = TEXT_LOCALES.flatMap((locale) => STAGES.map((stage) => [locale, stage] as const));
const RENDERERS = new Map(TEXT_LOCALES.map((locale) => [locale, createRenderer(sampleFor(locale).settings)]));

function write<C extends RenderRequest['channel']>(
  locale: string,
  stage: string,
  channel: C,
  more: { invoices?: number; tone?: 'warm' | 'neutral' | 'firm'; form?: 'free_form' } = {},
) {
  const sample = sampleFor(locale);
  const debt = sample.debt(stage, more.invoices ?? 1);
  const message = RENDERERS.get(locale)?.render({
    debt,
    stage: { ...sample.stage(stage, debt), tone: more.tone ?? 'neutral' },
    channel,
    asOf: sample.asOf,
    locale,
    form: more.form,
    extras: sample.extras(stage),
  });
  if (message?.channel !== channel) throw new Error(`no ${channel}`);
  return message as Extract<Message, { channel: C }>;
}

const words = (text: string) => text.split(/\s+/).filter(Boolean).length;
/** What would show that a template was not filled in. */
const HOLES = /\{\{|\}\}|undefined|null|NaN|\[object|\*\*|\s,|\(\)/;

describe.each(CASES)('%s, %s', (locale, stage) => {
  it.each([1, 3])('is whole on every channel for %i invoices', (invoices) => {
    for (const tone of ['warm', 'neutral', 'firm'] as const) {
      const { subject, preheader, html, text } = write(locale, stage, 'email', { invoices, tone });
      for (const part of [subject, preheader, text]) expect(part).not.toMatch(HOLES);
      expect(html).not.toMatch(/\{\{|\}\}|undefined|NaN|\[object|\*\*/);
      expect(html).toContain(`lang="${locale}"`);
      expect(html).not.toMatch(/<p[^>]*>\s*<\/p>/);
      expect(subject.startsWith(sampleFor(locale).settings.brand.name)).toBe(true);
    }
    for (const channel of ['sms', 'call', 'letter'] as const) {
      expect(write(locale, stage, channel, { invoices }).text).not.toMatch(HOLES);
    }
    expect(write(locale, stage, 'whatsapp', { invoices }).text).not.toMatch(HOLES);
    expect(write(locale, stage, 'whatsapp', { invoices, form: 'free_form' }).text).not.toMatch(HOLES);
  });

  it('is brief: a mail under 150 words, WhatsApp up to 60, an SMS of two segments', () => {
    for (const tone of ['warm', 'neutral', 'firm'] as const) {
      const { text } = write(locale, stage, 'email', { tone });
      expect(words(text.slice(0, text.indexOf('\n-- \n')))).toBeLessThan(150);
    }
    expect(words(write(locale, stage, 'whatsapp').text)).toBeLessThanOrEqual(60);
    expect(write(locale, stage, 'sms').segments).toBeLessThanOrEqual(2);
  });

  it('needs no mending', () => {
    for (const channel of ['email', 'whatsapp', 'sms', 'call', 'letter'] as const) {
      expect(write(locale, stage, channel).warnings).toEqual([]);
    }
  });

  it('has a WhatsApp body that Meta takes', () => {
    const { whatsapp } = findTexts(locale).texts.stages[stage];
    expect(checkTemplateBody(whatsapp.body)).toEqual([]);
    expect(whatsapp.button?.length ?? 0).toBeLessThanOrEqual(25);
  });

  it('makes a small, readable mail whose text and HTML say the same amounts, dates and links', () => {
    const { html, text } = write(locale, stage, 'email', { invoices: 3 });
    expect(Buffer.byteLength(html)).toBeLessThan(60_000);
    const mistakes: string[] = [];
    parse(html, { onParseError: ({ code }) => mistakes.push(code) });
    expect(mistakes).toEqual([]);
    expect(html).toMatch(/<th scope="(?:row|col)"/);
    const visible = html
      .replace(/<style[\s\S]*?<\/style>|<title>[\s\S]*?<\/title>|<!--[\s\S]*?-->/g, '')
      .replace(/<[^>]*>/g, ' ')
      .replace(/[\u00a0\u202f]/g, ' ')
      .replace(/&#x27;/g, "'")
      .replace(/&amp;/g, '&');
    const amounts = (content: string) => new Set(content.match(/\d[\d.,]*[.,]\d{2,3}\b/g));
    expect([...amounts(text)].filter((amount) => !amounts(visible).has(amount))).toEqual([]);
    expect([...amounts(visible)].filter((amount) => !amounts(text).has(amount))).toEqual([]);
    for (const link of text.match(/https:\/\/\S+/g) ?? []) expect(html).toContain(link);
  });

  it('says how to pay exactly when it asks for payment', () => {
    const link = /https:\/\/pay\./;
    const { html, text } = write(locale, stage, 'email');
    expect(link.test(text)).toBe(asksForPayment(stage));
    expect(link.test(html)).toBe(asksForPayment(stage));
  });
});

describe('what is said of several invoices', () => {
  it.each(TEXT_LOCALES)('WhatsApp does not give them all the date of the first (%s)', (locale) => {
    const first = /\((?:la primera|a primeira|the first)\)/;
    for (const stage of ['before_due', 'due_today', 'first_reminder', 'formal_notice', 'final_notice']) {
      expect(write(locale, stage, 'whatsapp').text).not.toMatch(first);
      expect(write(locale, stage, 'whatsapp', { invoices: 3 }).text).toMatch(first);
    }
  });

  it.each(TEXT_LOCALES)('a statement that is wholly overdue gives its amount once in a sentence (%s)', (locale) => {
    const { text } = write(locale, 'statement', 'whatsapp', { invoices: 3, form: 'free_form' });
    const { currency } = sampleFor(locale).debt('statement', 1);
    const amounts = (text.split('\n')[0] ?? '').match(/\d[\d.,]{4,}/g) ?? [];
    expect([currency, new Set(amounts).size]).toEqual([currency, amounts.length]);
    expect(text).toMatch(/vencid|past due|overdue/);
  });
});

describe('what a stage must not say', () => {
  const said = (locale: string, stage: string) =>
    (['email', 'whatsapp', 'sms', 'call', 'letter'] as const)
      .map((channel) => write(locale, stage, channel).text)
      .join('\n')
      .toLowerCase();

  it.each(TEXT_LOCALES)('before and on the due date nothing is overdue (%s)', (locale) => {
    for (const stage of ['before_due', 'due_today']) {
      expect(said(locale, stage)).not.toMatch(
        /vencid|atras|adeud|deuda|mora\b|cobran|coleta|overdue|past due|late\b|debt|em aberto|inadimpl/,
      );
    }
  });

  it.each(TEXT_LOCALES)('the first reminder names neither fees nor third parties (%s)', (locale) => {
    expect(said(locale, 'first_reminder')).not.toMatch(
      /recargo|inter[eé]s(?:es)? morat|moratori|despacho|abogad|agency|attorney|solicitor|multa|juros|advogad/,
    );
  });

  it.each(TEXT_LOCALES)('a dispute is not answered with a request for payment (%s)', (locale) => {
    expect(said(locale, 'dispute_received')).not.toMatch(/pagar|pague|pay:|pay online|how to pay|https:\/\/pay\./);
  });

  it.each(TEXT_LOCALES)('the final notice names a third party only when the policy decided on one (%s)', (locale) => {
    const sample = sampleFor(locale);
    const debt = sample.debt('final_notice', 1);
    const stage = { ...sample.stage('final_notice', debt), endAction: undefined };
    const message = RENDERERS.get(locale)?.render({ debt, stage, channel: 'email', asOf: sample.asOf, locale });
    expect(message?.text).not.toMatch(
      /despacho|extern|estudio|casa de cobranza|abogad|asesoría|agency|attorney|solicitor|advogad/i,
    );
  });
});

describe('the Spanish of Spain', () => {
  it.each(STAGES)('says what has just happened in the perfect tense, and its own words (%s)', (stage) => {
    const all = (['email', 'whatsapp', 'sms', 'call', 'letter'] as const)
      .map((channel) => write('es-ES', stage, channel).text)
      .join('\n');
    expect(all).not.toMatch(
      /ya pagó|hubo|pudo|cambió|\brecibimos|detuvimos|inconformidad|de atraso|CFDI|RFC|convenio|Saldo por pagar|en línea|remisión|comparto/i,
    );
  });
});

describe('the language of a message', () => {
  it.each([
    ['es-MX', 'es-MX', undefined],
    ['es_CO', 'es-CO', undefined],
    ['es', 'es-MX', undefined],
    ['es-GT', 'es-MX', 'es-GT'],
    ['pt-PT', 'pt-BR', 'pt-PT'],
    ['en-AU', 'en-US', 'en-AU'],
    ['fr-FR', 'en-US', 'fr-FR'],
  ])('%s is written in %s and says so when it is another', (asked, locale, fallbackFrom) => {
    const found = findTexts(asked);
    expect(found.texts.locale).toBe(locale);
    expect(found.fallbackFrom).toBe(fallbackFrom);
  });

  it('is refused when it is no language', () => {
    expect(() => findTexts('no language')).toThrow('is not a language tag');
  });
});

describe('the English of two countries', () => {
  const said = (locale: string) =>
    STAGES.flatMap((stage) =>
      (['email', 'whatsapp', 'sms', 'call', 'letter'] as const).map((channel) => write(locale, stage, channel).text),
    ).join('\n');

  it('agrees on a plan in the United States and agrees one in Britain', () => {
    expect(said('en-US')).not.toMatch(/\bagreed? a\b|overdue|as at|instalment\b/i);
    expect(said('en-GB')).not.toMatch(/agreed? on a\b|past due|as of\b|installment/i);
  });
});
