import { InputError } from '../errors';
import type { TemplateContext } from './context';
import { cleanValue, shorten } from './engine/clean';
import type { LocaleFormat } from './format';
import type { WhatsappMessage } from './message';
import type { MessageExtras, WhatsappSettings } from './settings';
import type { LocaleTexts, WhatsappTexts } from './texts/types';
import { webAddress } from './payment';

/** Meta: the hydrated body holds at most 1,024 characters, so values share what the fixed text leaves. */
const LONGEST_BODY = 1_024;
const LONGEST_PARAMETER = 200;
/** Meta: a text message holds at most 4,096 characters. */
const LONGEST_TEXT = 4_096;
const PARAMETER = /\{\{([a-z0-9_]+)\}\}/g;
const LONGEST_DOCUMENTS = 10;
const MOST_INSTALMENTS = 5;
const LONGEST_NUMBER = 60;

/** The named parameters a WhatsApp body may use, and what each is filled with. */
export type WhatsappParameter =
  | 'customer_name'
  | 'company_name'
  | 'documents'
  | 'amount'
  | 'due_date'
  | 'days'
  | 'deadline'
  | 'promised_amount'
  | 'promised_date'
  | 'received_amount'
  | 'balance'
  | 'plan'
  | 'until'
  | 'owner';

/** Names of the parameters in the order they first stand in the body. */
export function parametersOf(body: string): string[] {
  return [...new Set([...body.matchAll(PARAMETER)].map((match) => match[1] ?? ''))];
}

/** `first_reminder` under the prefix of the account: `acme_first_reminder`. */
export function whatsappTemplateName(stage: string, settings: WhatsappSettings | undefined): string {
  const name = `${settings?.namePrefix ?? ''}${stage}`;
  if (/^[a-z0-9_]{1,512}$/.test(name)) return name;
  throw new InputError({
    field: 'whatsapp.namePrefix',
    found: name,
    problem: 'is not a name WhatsApp takes for a template',
    advice: 'Use lower-case letters, digits and underscores only.',
  });
}

/**
 * The body of Cloud API `POST /{phone-number-id}/messages` for a template message with named parameters, and the text as the
 * customer reads it. Values hold no line breaks, tabs or runs of spaces (Meta's error 132012).
 */
export function renderWhatsapp(input: {
  to: string;
  stage: string;
  texts: LocaleTexts;
  whatsapp: WhatsappTexts;
  context: TemplateContext;
  format: LocaleFormat;
  settings: WhatsappSettings | undefined;
  extras: MessageExtras;
}): Pick<WhatsappMessage, 'text' | 'payload' | 'node'> {
  const { whatsapp, settings, context } = input;
  const values = whatsappValues(input.texts, context, input.format);
  const parameters = parametersOf(whatsapp.body).map((name) => {
    const value = values[name as WhatsappParameter];
    if (value)
      return settings?.parameters === 'positional'
        ? { type: 'text', text: value }
        : { type: 'text', parameter_name: name, text: value };
    throw new InputError({
      field: name,
      found: undefined,
      problem: `leaves a hole in template ${input.stage}/whatsapp/${input.texts.locale}`,
      advice: 'Fill in the value that this parameter is taken from; the manual lists them.',
    });
  });
  const text = whatsapp.body.replace(PARAMETER, (_, name: string) => values[name as WhatsappParameter] ?? '');
  if (text.length > LONGEST_BODY) {
    throw new InputError({
      field: 'whatsapp text',
      found: `${text.length} characters`,
      problem: `is longer than the ${LONGEST_BODY} characters WhatsApp takes`,
      advice: 'Shorten the names and references, or use e-mail for this debt.',
    });
  }
  const components: object[] = [];
  if (settings?.headerDocument) components.push(documentHeader(context, input.extras));
  if (parameters.length > 0) components.push({ type: 'body', parameters });
  const button = whatsapp.button && settings?.linkBase ? payButton(context, settings.linkBase) : undefined;
  if (button) components.push(button.component);
  const name = whatsappTemplateName(input.stage, settings);
  const language = input.texts.locale.replace('-', '_');
  return {
    node: { template: `${name}|${language}`, body: parameters.map(({ text: value }) => value), button: button?.text },
    text: button ? `${text}\n[${whatsapp.button}: ${context.payment.link}]` : text,
    payload: {
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: input.to.replace(/^\+/, ''),
      type: 'template',
      template: {
        name,
        language: { code: language },
        components,
      },
      ...(input.extras.contactKey ? { biz_opaque_callback_data: input.extras.contactKey } : {}),
    },
  };
}

/** What each parameter says. */
function whatsappValues(
  texts: LocaleTexts,
  context: TemplateContext,
  format: LocaleFormat,
): Partial<Record<WhatsappParameter, string>> {
  const days = Math.max(context.daysPastDue, 0);
  const { promise, received, plan, dispute } = context;
  const raw: Partial<Record<WhatsappParameter, string | undefined>> = {
    customer_name: context.greetingName,
    company_name: context.company.name,
    documents: documentsPhrase(texts, context, format),
    amount: format.amounts(context.amountDue),
    due_date: dueDatePhrase(texts, context, format),
    days: `${format.number(days)} ${format.isSingular(days) ? texts.terms.day : texts.terms.days}`,
    deadline: format.date(context.deadline),
    promised_amount: promise.amount && format.money(promise.amount),
    promised_date: promise.date && format.date(promise.date),
    received_amount: received.amount && format.money(received.amount),
    balance: format.amounts(context.amountDue),
    plan: planPhrase(plan.instalments, format),
    until: dispute.until && format.date(dispute.until),
    owner: dispute.owner ?? context.contact.name,
  };
  const values: Partial<Record<WhatsappParameter, string>> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (value) values[name as WhatsappParameter] = parameterValue(value);
  }
  return values;
}

/** One parameter as Meta takes it: one line, single spaces, bounded, and no braces that could read as a parameter. */
function parameterValue(value: string): string {
  return cleanValue(value, LONGEST_PARAMETER)
    .replace(/[\u00a0\u202f\s]+/g, ' ')
    .replace(/\{\{|\}\}/g, '')
    .trim();
}

/** `la factura A-1` or `3 facturas (A-1, A-2 y A-3)`; beyond ten only how many. */
export function documentsPhrase(texts: LocaleTexts, context: TemplateContext, format: LocaleFormat): string {
  const { oneDocument, manyDocuments } = texts.terms;
  if (!context.many) {
    const { number } = context.invoice;
    return number ? oneDocument.replace('{{number}}', () => cleanValue(number, LONGEST_NUMBER)) : '';
  }
  const numbers = context.invoices
    .slice(0, LONGEST_DOCUMENTS)
    .map((invoice) => cleanValue(invoice.number, LONGEST_NUMBER));
  const listed = context.count > LONGEST_DOCUMENTS ? `${numbers.join(', ')}…` : format.list(numbers);
  return manyDocuments.replace('{{count}}', () => format.number(context.count)).replace('{{numbers}}', () => listed);
}

/** The due date; where the invoices have several, the first of them and that it is the first. */
function dueDatePhrase(texts: LocaleTexts, context: TemplateContext, format: LocaleFormat): string | undefined {
  const { dueDate, invoices } = context;
  if (!dueDate) return undefined;
  const date = format.date(dueDate);
  const isOnly = invoices.every((invoice) => invoice.dueDate === dueDate);
  return isOnly ? date : texts.terms.firstOfMany.replace('{{date}}', () => date);
}

/** Each instalment with its date; of a long plan the first three and the last, for a parameter has little room. */
function planPhrase(instalments: TemplateContext['plan']['instalments'], format: LocaleFormat): string {
  const parts = instalments.map(({ date, amount }) => `${format.money(amount)} (${format.shortDate(date)})`);
  if (parts.length <= MOST_INSTALMENTS) return format.list(parts);
  return `${parts.slice(0, 3).join(', ')} … ${parts.at(-1)}`;
}

function payButton(context: TemplateContext, linkBase: string): { text: string; component: object } {
  const base = webAddress(linkBase, 'whatsapp.linkBase');
  const { link } = context.payment;
  if (!link?.startsWith(base) || link === base) {
    throw new InputError({
      field: 'payment link',
      found: link,
      problem: `does not begin with ${base}, which the approved template's button opens`,
      advice:
        'Use payment links under that address, or clear whatsapp.linkBase and submit a template without a button.',
    });
  }
  const text = link.slice(base.length);
  return { text, component: { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text }] } };
}

function documentHeader(context: TemplateContext, extras: MessageExtras): object {
  const link = extras.documentUrl ?? context.invoice.documentUrl;
  if (!link) {
    throw new InputError({
      field: 'documentUrl',
      found: undefined,
      problem: 'is needed, because the WhatsApp template carries the invoice as its header',
      advice: 'Give each invoice a documentUrl, or turn the header document off.',
    });
  }
  const filename = `${cleanValue(context.invoice.number ?? 'document', LONGEST_NUMBER).replace(/[^\p{L}\p{N}._-]+/gu, '-')}.pdf`;
  const document = { link: webAddress(link, 'documentUrl'), filename };
  return { type: 'header', parameters: [{ type: 'document', document }] };
}

/** The body of the Cloud API for a text within an open conversation (24 hours after the customer last wrote). */
export function freeFormPayload(to: string, text: string, contactKey: string | undefined): Record<string, unknown> {
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: to.replace(/^\+/, ''),
    type: 'text',
    text: { preview_url: false, body: shorten(text, LONGEST_TEXT) },
    ...(contactKey ? { biz_opaque_callback_data: contactKey } : {}),
  };
}
