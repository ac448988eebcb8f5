import type { Channel, PlainDate } from '../common';
import type { Tone } from '../cadence/policy';
import type { StageDecision } from '../cadence/stage';
import { InputError } from '../errors';
import type { Debt } from '../invoice/debt';
import { callTemplate } from './call';
import { buildContext, nameOf, senderOf } from './context';
import type { TemplateContext } from './context';
import { checkDebt } from './debt-check';
import { emailHeaders, emailTemplates, renderEmail, sharedHeaders } from './email';
import type { EmailTemplates } from './email';
import { cleanValue } from './engine/clean';
import type { Compiled } from './engine/compile';
import { dayNumber, LocaleFormat } from './format';
import { TEXT_PARTS } from './layout/email-parts';
import { buildLetter, letterTemplates, letterText } from './letter';
import type { LetterDocument, LetterTemplates } from './letter';
import { lint } from './lint';
import type { Linted } from './lint';
import type { CallMessage, EmailMessage, Message, SmsMessage, WhatsappMessage } from './message';
import type { PdfOptions } from './pdf/letter-pdf';
import { recipient } from './recipient';
import type { MessageExtras, RenderSettings } from './settings';
import { checkExtras, checkSettings } from './settings-check';
import { writeSms } from './sms';
import { TemplateSet } from './template-set';
import { findTexts, stageTexts } from './texts';
import { asksForPayment } from './texts/types';
import type { LocaleTexts, StageTexts } from './texts/types';
import { freeFormPayload, renderWhatsapp } from './whatsapp';
import { countWords } from './words';

/** What one message is about. */
export interface RenderRequest {
  debt: Debt;
  stage: StageDecision;
  channel: Channel;
  /** The day the message speaks from. */
  asOf: PlainDate;
  /** BCP 47. Absent: the customer's language, then the settings' locale. */
  locale?: string;
  /** For WhatsApp: `free_form` is for an open conversation, within 24 hours after the customer last wrote. */
  form?: 'template' | 'free_form';
  extras?: MessageExtras;
}

/** A document to attach or print. */
export interface PdfFile {
  fileName: string;
  mimeType: 'application/pdf';
  content: Uint8Array;
}

export interface Renderer {
  /**
   * Writes one message.
   * @throws InputError naming template, variable and what to do: for a value that is missing or cannot be what it says, a
   *   customer without an address for the channel, a debt nobody could pay with what the message says
   */
  render(request: RenderRequest): Message;
  /**
   * The letter (or, at stage `statement`, the statement of account) as a PDF, with the text of `render` on channel `letter`.
   * The same request gives the same bytes.
   * @throws InputError as `render` does
   */
  pdf(request: Omit<RenderRequest, 'channel'>, options?: PdfOptions): Promise<PdfFile>;
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

/** What is known of a message before it is written. */
interface Prepared {
  set: TemplateSet;
  /** Which of our stages it reads like. */
  stage: string;
  texts: LocaleTexts;
  stageTexts: StageTexts;
  format: LocaleFormat;
  fallbackFrom: string | undefined;
  context: TemplateContext;
  extras: MessageExtras;
}

/** What every message says of itself. */
type Base = Pick<Message, 'template' | 'locale' | 'fallbackFrom' | 'to' | 'toName'>;

class MessageRenderer implements Renderer {
  readonly #formats = new Map<string, LocaleFormat>();
  readonly #sets = new Map<string, TemplateSet>();
  readonly #emails = new Map<TemplateSet, EmailTemplates>();
  readonly #headers = new Map<string, Record<string, string>>();
  readonly #letters = new Map<TemplateSet, LetterTemplates>();
  readonly #calls = new Map<TemplateSet, Compiled>();
  readonly #texts = new Map<string, Compiled>();
  /** Whether every text is ours. */
  readonly #ours: boolean;

  constructor(private readonly settings: RenderSettings) {
    const { blocks = {}, templates = {} } = settings.templates ?? {};
    this.#ours = Object.keys(blocks).length + Object.keys(templates).length === 0;
  }

  render(request: RenderRequest): Message {
    const { channel } = request;
    checkDebt(request.debt, request.stage, request.extras ?? {});
    for (const other of request.extras?.otherDebts ?? [])
      checkDebt(other, { ...request.stage, amountDue: other.balance }, {});
    const to = recipient(request.debt.customer, channel);
    const prepared = this.#prepare(request);
    const base = baseOf(prepared, to);
    switch (channel) {
      case 'email':
        return this.#email(base, prepared);
      case 'whatsapp':
        return this.#whatsapp(base, prepared, request.form ?? 'template');
      case 'sms':
        return this.#sms(base, prepared);
      case 'call':
        return this.#call(base, prepared);
      case 'letter': {
        const letter = this.#letter(prepared);
        const text = letterText(letter);
        const { subject } = letter;
        return { ...base, channel, subject, text, warnings: this.#lint(prepared, { subject, text }) };
      }
      default:
        throw new InputError({
          field: 'channel',
          found: channel,
          problem: 'is not a channel',
          advice: 'Use email, whatsapp, sms, call or letter.',
        });
    }
  }

  async pdf(request: Omit<RenderRequest, 'channel'>, options: PdfOptions = {}): Promise<PdfFile> {
    checkDebt(request.debt, request.stage, request.extras ?? {});
    const prepared = this.#prepare({ ...request, channel: 'letter' });
    const letter = this.#letter(prepared);
    // The PDF library and its fonts are heavy and most runs never make a letter.
    const { letterPdf } = await import('./pdf/letter-pdf');
    const about = prepared.context.invoice.number ?? request.debt.customer.id;
    const fileName = `${prepared.stage}-${about}`.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80);
    return {
      fileName: `${fileName}.pdf`,
      mimeType: 'application/pdf',
      content: await letterPdf(letter, request.asOf, options),
    };
  }

  #prepare(request: RenderRequest): Prepared {
    const { debt, stage, channel, asOf, extras = {} } = request;
    dayNumber(asOf, 'asOf');
    checkExtras(extras);
    const asked = request.locale ?? debt.customer.language ?? this.settings.locale ?? DEFAULT_LOCALE;
    const { texts, fallbackFrom } = findTexts(asked);
    const key = stage.key ?? '';
    const like = this.settings.stages?.[key] ?? key;
    const set = this.#setOf(key, channel, texts, stage.tone ?? 'neutral', nameOf(debt.customer) !== undefined);
    const context = buildContext(this.settings, {
      debt,
      stage,
      asOf,
      extras,
      terms: texts.terms,
      language: texts.language,
    });
    const format = remember(this.#formats, texts.locale, () => new LocaleFormat(texts.locale));
    const own = stageTexts(texts, like);
    requirePayable(context, like, set.name);
    return { set, stage: like, texts, stageTexts: own, format, fallbackFrom, context, extras };
  }

  /** One set for all messages that use the same templates. */
  #setOf(stage: string, channel: Channel, texts: LocaleTexts, tone: Tone, hasName: boolean): TemplateSet {
    return remember(this.#sets, `${stage}/${channel}/${texts.locale}/${tone}/${hasName}`, () => {
      const sender = { ...senderOf(this.settings) };
      return new TemplateSet(stage, channel, texts, tone, this.settings.templates, hasName, sender);
    });
  }

  #email(base: Base, prepared: Prepared): EmailMessage {
    const { set, stage, texts, format, context, extras } = prepared;
    const templates = remember(this.#emails, set, () => emailTemplates(set, prepared.stageTexts.email, stage));
    const { subject, preheader, html, text } = renderEmail(templates, context, format);
    const shared = remember(this.#headers, texts.locale, () => sharedHeaders(texts.locale, this.settings.email));
    const headers = emailHeaders(shared, extras);
    // The small print is not counted.
    const words = countWords(text, text.lastIndexOf('\n-- \n'));
    const warnings = this.#lint(prepared, { subject, text, words, html });
    return { ...base, channel: 'email', subject, preheader, html, text, headers, warnings };
  }

  #whatsapp(base: Base, prepared: Prepared, form: 'template' | 'free_form'): WhatsappMessage {
    const { to } = base;
    const { set, texts, format, context, extras, stage } = prepared;
    const { whatsapp } = prepared.stageTexts;
    if (form === 'free_form') {
      const text = this.#text(set, 'free_form', whatsapp.freeForm)(context, format, { rounds: 0 }).trim();
      const payload = freeFormPayload(to, text, extras.contactKey);
      return { ...base, channel: 'whatsapp', form, text, payload, warnings: this.#lint(prepared, { text }) };
    }
    const { settings } = this;
    const written = renderWhatsapp({
      to,
      stage,
      texts,
      whatsapp,
      context,
      format,
      settings: settings.whatsapp,
      extras,
    });
    const warnings = this.#lint(prepared, { text: written.text });
    return { ...base, channel: 'whatsapp', form, ...written, warnings };
  }

  #sms(base: Base, prepared: Prepared): SmsMessage {
    const { set, format, context } = prepared;
    const template = this.#text(set, '', prepared.stageTexts.sms);
    const sms = writeSms(template(context, format, { rounds: 0 }), this.settings.sms);
    const warnings = this.#lint(prepared, { text: sms.text, segments: sms.segments });
    return { ...base, channel: 'sms', ...sms, warnings };
  }

  #call(base: Base, prepared: Prepared): CallMessage {
    const { set, texts, format, context, stage } = prepared;
    const template = remember(this.#calls, set, () => callTemplate(set, texts.call, prepared.stageTexts.call, stage));
    const text = tidy(template(context, format, { rounds: 0 }));
    return { ...base, channel: 'call', text, warnings: this.#lint(prepared, { text }) };
  }

  #letter({ set, texts, stageTexts: own, format, context, stage }: Prepared): LetterDocument {
    const templates = remember(this.#letters, set, () => letterTemplates(set, own.letter));
    return buildLetter(templates, stage, texts, context, format);
  }

  /** A message of one text; blocks of the mail's text part can be named in it. */
  #text(set: TemplateSet, part: string, ours: string): Compiled {
    return remember(this.#texts, `${set.key}/${part}`, () => {
      const finder = set.finder((name) =>
        Object.hasOwn(TEXT_PARTS, name) ? { source: TEXT_PARTS[name] ?? '', kind: 'layout' } : undefined,
      );
      return set.compile('text', part, set.own(part, ours), finder);
    });
  }

  #lint({ context, format, stage }: Prepared, linted: Omit<Linted, 'stage' | 'ours'>) {
    return lint({ stage, ours: this.#ours, ...linted }, context, format);
  }
}

function baseOf({ set, texts, fallbackFrom, context }: Prepared, to: string): Base {
  const base: Base = { template: set.name, locale: texts.locale, ...(fallbackFrom ? { fallbackFrom } : {}), to };
  if (context.greetingName) base.toName = cleanValue(context.greetingName);
  return base;
}

/** A message that asks for payment must say how to pay. */
function requirePayable(context: TemplateContext, stage: string, name: string): void {
  const payable = context.payment.link !== undefined || context.payment.hasAccounts;
  if (payable || !context.hasBalance || !asksForPayment(stage)) return;
  throw new InputError({
    field: 'payment',
    found: undefined,
    problem: `leaves the customer of template ${name} without a way to pay in ${context.currency}`,
    advice: 'Give the invoice a payment link, or the settings a link or a bank account for this country and currency.',
  });
}

function tidy(text: string): string {
  return `${text.replace(/\n{3,}/g, '\n\n').trim()}\n`;
}

function remember<K, T>(cache: Map<K, T>, key: K, make: () => T): T {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  cache.set(key, made);
  return made;
}
