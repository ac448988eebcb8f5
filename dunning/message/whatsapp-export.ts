import type { LocaleFormat } from './format';
import type { WhatsappSettings } from './settings';
import { TEXT_LOCALES, findTexts } from './texts';
import { STAGES } from './texts/types';
import type { LocaleTexts, StageKey } from './texts/types';
import { parametersOf, whatsappTemplateName } from './whatsapp';
import { webAddress } from './payment';

/** The body of Graph API `POST /{waba-id}/message_templates`. */
export interface WhatsappTemplateDefinition {
  name: string;
  category: 'UTILITY';
  language: string;
  parameter_format: 'NAMED' | 'POSITIONAL';
  components: object[];
}

/** Meta's limits on a template (Graph API v23, message_templates). */
export const TEMPLATE_LIMITS = { body: 1_024, footer: 60, buttonText: 25, url: 2_000 };

/** What Meta refuses a template body for, by the error subcode it answers with. */
export const BODY_ERRORS: Readonly<Record<number, string>> = {
  2388040: `The body is longer than ${TEMPLATE_LIMITS.body} characters.`,
  2388072:
    'The variables are not {{1}}, {{2}} ... in sequence, nor all named in lower case, or two stand side by side.',
  2388293: 'There are too many variables for so few words.',
  2388299: 'The body begins or ends with a variable; a full stop after it does not help.',
};

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
const NAMED = /^[a-z_][a-z0-9_]*$/;
const POSITIONAL = /^[1-9]\d*$/;
const ADJACENT = /\}\}\s*\{\{/;

/**
 * Checks a template body as Meta does when it is submitted.
 * @returns the error subcodes, ascending; empty when the body is fine
 */
export function checkTemplateBody(body: string): number[] {
  const errors = new Set<number>();
  if (body.length > TEMPLATE_LIMITS.body || body.trim() === '') errors.add(2388040);
  const names = [...body.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
  const rest = body.replace(PLACEHOLDER, '');
  if (!inSequence(names) || /\{\{|\}\}/.test(rest) || ADJACENT.test(body)) errors.add(2388072);
  const words = rest.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
  const variables = new Set(names).size;
  if (variables > 0 && words < 2 * variables + 1) errors.add(2388293);
  const core = body.replace(/^[^\p{L}\p{N}{]+|[^\p{L}\p{N}}]+$/gu, '');
  if (/^\{\{[^{}]*\}\}|\{\{[^{}]*\}\}$/.test(core)) errors.add(2388299);
  return [...errors].sort((a, b) => a - b);
}

/** All named, or numbered from 1 without a gap. */
function inSequence(names: string[]): boolean {
  if (names.every((name) => NAMED.test(name))) return true;
  if (!names.every((name) => POSITIONAL.test(name))) return false;
  const numbers = new Set(names.map(Number));
  return Math.max(...numbers) === numbers.size;
}

/** What stands in for a parameter where Meta asks for an example. */
const EXAMPLES: Readonly<Record<string, (format: LocaleFormat, texts: LocaleTexts) => string>> = {
  customer_name: () => 'Ana Torres',
  company_name: () => 'Comercial Norte',
  documents: (_, texts) => texts.terms.oneDocument.replace('{{number}}', 'F-1024'),
  amount: (format) => format.money(EXAMPLE_MONEY),
  due_date: (format) => format.date('2026-11-13'),
  days: (_, texts) => `10 ${texts.terms.days}`,
  deadline: (format) => format.date('2026-11-30'),
  promised_amount: (format) => format.money(EXAMPLE_MONEY),
  promised_date: (format) => format.date('2026-11-27'),
  received_amount: (format) => format.money(EXAMPLE_MONEY),
  balance: (format) => format.money({ minor: 0, currency: 'USD' }),
  plan: (format) => `${format.money(EXAMPLE_MONEY)} (${format.shortDate('2026-11-30')})`,
  until: (format) => format.date('2026-11-30'),
  owner: () => 'Laura Méndez',
};

const EXAMPLE_MONEY = { minor: 125_000, currency: 'USD' };

/**
 * The template definitions to submit to Meta, one per stage and language: category utility, named parameters, an example for
 * each, a link button where the settings have a link base, a document header where they ask for one.
 */
export function exportWhatsappTemplates(
  settings: WhatsappSettings | undefined,
  formatOf: (locale: string) => LocaleFormat,
  locales: readonly string[] = TEXT_LOCALES,
  stages: readonly StageKey[] = STAGES,
): WhatsappTemplateDefinition[] {
  return locales.flatMap((locale) => {
    const { texts } = findTexts(locale);
    const format = formatOf(texts.locale);
    return stages.map((stage) => definition(stage, texts, format, settings));
  });
}

function definition(
  stage: StageKey,
  texts: LocaleTexts,
  format: LocaleFormat,
  settings: WhatsappSettings | undefined,
): WhatsappTemplateDefinition {
  const { body, button } = texts.stages[stage].whatsapp;
  const examples = parametersOf(body).map((name) => ({
    param_name: name,
    example: EXAMPLES[name]?.(format, texts).replace(/[\u00a0\u202f]/g, ' ') ?? name,
  }));
  const components: object[] = [];
  // Meta wants the handle of an uploaded sample here; only the owner of the account can make one.
  if (settings?.headerDocument) components.push({ type: 'HEADER', format: 'DOCUMENT', example: { header_handle: [] } });
  const positional = settings?.parameters === 'positional';
  components.push(
    positional ? numbered(body, examples) : { type: 'BODY', text: body, example: { body_text_named_params: examples } },
  );
  if (button && settings?.linkBase) {
    const url = webAddress(settings.linkBase, 'whatsapp.linkBase');
    components.push({
      type: 'BUTTONS',
      buttons: [{ type: 'URL', text: button, url: `${url}{{1}}`, example: [`${url}F-1024`] }],
    });
  }
  return {
    name: whatsappTemplateName(stage, settings),
    category: 'UTILITY',
    language: texts.locale.replace('-', '_'),
    parameter_format: positional ? 'POSITIONAL' : 'NAMED',
    components,
  };
}

/** The body with `{{1}}`, `{{2}}` ... in the order in which the names first stand in it. */
function numbered(body: string, examples: Array<{ param_name: string; example: string }>): object {
  const names = examples.map(({ param_name: name }) => name);
  const text = body.replace(PLACEHOLDER, (_, name: string) => `{{${names.indexOf(name) + 1}}}`);
  return { type: 'BODY', text, example: { body_text: [examples.map(({ example }) => example)] } };
}
