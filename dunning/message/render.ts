import type { Channel, PlainDate } from '../common';
import type { StageDecision } from '../cadence/stage';
import { InputError } from '../errors';
import type { Debt } from '../invoice/debt';
import { buildContext } from './context';
import type { TemplateContext } from './context';
import { emailHeaders, emailTemplates, renderEmail } from './email';
import type { EmailTemplates } from './email';
import type { Compiled } from './engine/compile';
import { dayNumber, LocaleFormat } from './format';
import type { Message, MessageWarning } from './message';
import { recipient } from './recipient';
import type { MessageExtras, RenderSettings } from './settings';
import { checkSettings } from './settings-check';
import { countSms, stripToGsm } from './sms-count';
import { TemplateSet } from './template-set';
import { findTexts, stageTexts } from './texts';
import { asksForPayment } from './texts/types';
import type { LocaleTexts } from './texts/types';
import { renderWhatsapp } from './whatsapp';

/** What one message is about. */
export interface RenderRequest {
  debt: Debt;
  stage: StageDecision;
  channel: Channel;
  /** The day the message speaks from. */
  asOf: PlainDate;
  /** BCP 47. Absent: the customer's language, then the settings' locale. */
  locale?: string;
  extras?: MessageExtras;
}

export interface Renderer {
  /**
   * Writes one message.
   * @throws InputError naming template, variable and what to do: for a value that is missing or cannot be what it says, a
   *   customer without an address for the channel, a debt nobody could pay with what the message says
   */
  render(request: RenderRequest): Message;
}

const DEFAULT_LOCALE = 'es-MX';

/**
 * Makes a renderer. Templates are compiled once, when first needed, and kept; the same request always gives the same message.
 * @throws InputError when the settings lack what every message needs: a company name and a person to turn to
 */
export function createRenderer(settings: RenderSettings): Renderer {
  checkSettings(settings);
  return new MessageRenderer(settings);
}

interface Prepared {
  set: TemplateSet;
  texts: LocaleTexts;
  format: LocaleFormat;
  fallbackFrom: string | undefined;
}

class MessageRenderer implements Renderer {
  readonly #formats = new Map<string, LocaleFormat>();
  readonly #emails = new Map<string, EmailTemplates>();
  readonly #texts = new Map<string, Compiled>();

  constructor(private readonly settings: RenderSettings) {}

  render(request: RenderRequest): Message {
    const { debt, stage, channel, asOf } = request;
    const extras = request.extras ?? {};
    dayNumber(asOf, 'asOf');
    const prepared = this.#prepare(request);
    const to = recipient(debt.customer, channel);
    const context = buildContext(this.settings, { debt, stage, asOf, extras, terms: prepared.texts.terms });
    this.#requirePayable(context, prepared.set);
    const base = {
      template: prepared.set.name,
      locale: prepared.texts.locale,
      ...(prepared.fallbackFrom ? { fallbackFrom: prepared.fallbackFrom } : {}),
      to,
      toName: context.greetingName,
      warnings: [] as MessageWarning[],
    };
    switch (channel) {
      case 'email':
        return { ...base, channel, ...this.#email(prepared, context, extras) };
      case 'whatsapp':
        return { ...base, channel, ...this.#whatsapp(prepared, context, extras, to) };
      case 'sms':
        return { ...base, channel, ...this.#sms(prepared, context) };
      default:
        throw new InputError({
          field: 'channel',
          found: channel,
          problem: 'has no templates',
          advice: 'Use email, whatsapp or sms.',
        });
    }
  }

  #prepare({ debt, stage, channel, locale }: RenderRequest): Prepared {
    const { texts, fallbackFrom } = findTexts(
      locale ?? debt.customer.language ?? this.settings.locale ?? DEFAULT_LOCALE,
    );
    let format = this.#formats.get(texts.locale);
    if (!format) {
      format = new LocaleFormat(texts.locale);
      this.#formats.set(texts.locale, format);
    }
    const name = debt.customer.contactName ?? debt.customer.name;
    const set = new TemplateSet(
      stage.key ?? '',
      channel,
      texts,
      stage.tone ?? 'neutral',
      this.settings.templates,
      name.trim() !== '',
    );
    return { set, texts, format, fallbackFrom };
  }

  #email({ set, texts, format }: Prepared, context: TemplateContext, extras: MessageExtras) {
    const templates = remember(this.#emails, set.key, () =>
      emailTemplates(set, stageTexts(texts, set.stage).email, asksForPayment(set.stage)),
    );
    return {
      ...renderEmail(templates, context, format),
      headers: emailHeaders(texts.locale, this.settings.email, extras),
    };
  }

  #whatsapp({ set, texts, format }: Prepared, context: TemplateContext, extras: MessageExtras, to: string) {
    const { whatsapp } = stageTexts(texts, set.stage);
    return renderWhatsapp({
      to,
      stage: set.stage,
      texts,
      whatsapp,
      context,
      format,
      settings: this.settings.whatsapp,
      extras,
    });
  }

  #sms({ set, texts, format }: Prepared, context: TemplateContext) {
    const template = remember(this.#texts, set.key, () =>
      set.compile(
        'text',
        '',
        set.own('', stageTexts(texts, set.stage).sms),
        set.finder(() => undefined),
      ),
    );
    const text = template(context, format, { rounds: 0 }).replace(/\s+/g, ' ').trim();
    const kept = countSms(text);
    const plain = stripToGsm(text);
    const stripped = countSms(plain);
    const accents = this.settings.sms?.accents ?? 'auto';
    const strip = accents === 'strip' || (accents === 'auto' && stripped.segments < kept.segments);
    const { encoding, segments } = strip ? stripped : kept;
    return {
      text: strip ? plain : text,
      encoding,
      segments,
      ...(plain === text
        ? {}
        : { withoutAccents: { text: plain, ...pick(stripped) }, withAccents: { text, ...pick(kept) } }),
    };
  }

  /** A message that asks for payment must say how to pay. */
  #requirePayable(context: TemplateContext, set: TemplateSet): void {
    if (!asksForPayment(set.stage) || context.payment.link || context.payment.hasAccounts) return;
    throw new InputError({
      field: 'payment',
      found: undefined,
      problem: `leaves the customer of template ${set.name} without a way to pay in ${context.currency}`,
      advice:
        'Give the invoice a payment link, or the settings a link or a bank account for this country and currency.',
    });
  }
}

function pick({ encoding, segments }: { encoding: 'GSM-7' | 'UCS-2'; segments: number }) {
  return { encoding, segments };
}

function remember<T>(cache: Map<string, T>, key: string, make: () => T): T {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  cache.set(key, made);
  return made;
}
