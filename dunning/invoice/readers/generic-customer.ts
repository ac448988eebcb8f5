import { InputError } from '../../errors';
import type { Customer } from '../invoice';
import { parseYesNo, plainWords } from '../parse-text';
import { parseCountry, parseLanguage, parseTimeZone } from '../parse-place';
import { regionCode } from '../regions';
import type { Cells } from './cells';
import type { FieldKey } from './fields';
import type { GenericOptions } from './generic';

const EMAIL = /^[^\s@<>(),;:"[\]]{1,64}@[^\s@<>(),;:"[\]]+\.[^\s@<>(),;:"[\]]{2,63}$/u;

const CONSENT_FIELDS: [FieldKey, string][] = [
  ['emailConsent', 'email'],
  ['whatsappConsent', 'whatsapp'],
  ['smsConsent', 'sms'],
  ['callConsent', 'call'],
];

const CONSUMER_WORDS =
  /^(consumer|person|personal|individual|private|b2c|natural|persona (natural|fisica)|pessoa fisica|pf|fisica|particular|consumidor( final)?)$/;
const BUSINESS_WORDS =
  /^(business|company|corporate|organization|organisation|b2b|empresa|negocio|persona (juridica|moral)|pessoa juridica|pj|juridica|moral|compania)$/;

/** The customer that a row is about. @throws InputError when the row does not say who, or a value is not what it claims. */
export function customerOf(cells: Cells, options: GenericOptions): Customer {
  const name = cells.text('customerName');
  const taxId = cells.text('taxId');
  const email = emailOf(cells);
  const id = cells.text('customerId') ?? taxId ?? email ?? name;
  if (id === undefined) throw cells.missing('customerId');
  const customer: Customer = { id, name: name ?? id };
  if (taxId !== undefined) customer.taxId = taxId;
  if (email !== undefined) customer.email = email;
  copyTexts(cells, customer);
  placeOf(cells, customer, options);
  const kind = cells.optional('customerKind', parseKind);
  if (kind !== undefined) customer.kind = kind;
  consentOf(cells, customer);
  return customer;
}

const TEXT_FIELDS = [
  'contactName',
  'phone',
  'whatsapp',
  'address',
  'city',
  'postalCode',
  'preferredChannel',
  'policyId',
] as const;

/** Every field that says something about the customer of a row. */
export const CUSTOMER_FIELDS: readonly FieldKey[] = [
  'customerId',
  'customerName',
  'customerKind',
  'email',
  'taxId',
  'region',
  'country',
  'timeZone',
  'language',
  'doNotContact',
  ...TEXT_FIELDS,
  ...CONSENT_FIELDS.map(([field]) => field),
];

function copyTexts(cells: Cells, customer: Customer): void {
  for (const field of TEXT_FIELDS) {
    const text = cells.text(field);
    if (text !== undefined) customer[field] = field === 'preferredChannel' ? channelOf(text) : text;
  }
}

function channelOf(text: string): string {
  const words = plainWords(text);
  if (/^(e ?mail|correo( electronico)?)$/.test(words)) return 'email';
  if (/^(whats ?app|wa|wpp|zap)$/.test(words)) return 'whatsapp';
  if (/^(sms|text|texto|mensaje( de texto)?)$/.test(words)) return 'sms';
  if (/^(call|phone|llamada|telefono|ligacao|telefone)$/.test(words)) return 'call';
  if (/^(letter|post|carta|correio)$/.test(words)) return 'letter';
  return words;
}

/** A wrong address is left out with a warning: the invoice can still be pursued by another channel. */
function emailOf(cells: Cells): string | undefined {
  const text = cells.text('email');
  if (text === undefined) return undefined;
  const parts = text.split(/[;,\s]+/).filter((part) => part !== '');
  const good = parts.map((part) => part.replace(/^<|>$/g, '')).filter((part) => EMAIL.test(part));
  const [first] = good;
  if (first === undefined) cells.warn('email', 'This is not an e-mail address, so the customer has none.');
  else if (good.length > 1) cells.warn('email', `The cell holds ${good.length} addresses; the first one is used.`);
  return first;
}

function placeOf(cells: Cells, customer: Customer, options: GenericOptions): void {
  const named = cells.value('country') !== undefined;
  // A country that cannot be read must not become the usual one: the law of another would be applied.
  const country = named ? cells.optional('country', parseCountry) : options.country;
  if (country !== undefined) customer.country = country;
  const region = cells.text('region');
  if (region !== undefined) {
    const found = regionCode(region, country);
    if (found !== undefined) customer.region = found;
    else cells.warn('region', 'This region is not known, so the time zone cannot be derived from it.');
  }
  const zone = cells.optional('timeZone', parseTimeZone);
  if (zone !== undefined) customer.timeZone = zone;
  const language = cells.optional('language', parseLanguage);
  if (language !== undefined) customer.language = language;
}

function parseKind(text: string, field: string): 'business' | 'consumer' {
  const words = plainWords(text);
  if (CONSUMER_WORDS.test(words)) return 'consumer';
  if (BUSINESS_WORDS.test(words)) return 'business';
  throw new InputError({
    field,
    found: text,
    problem: 'is neither a business nor a consumer',
    advice:
      'Write business or consumer (empresa or persona, pessoa jurídica or pessoa física), because the law differs.',
  });
}

function consentOf(cells: Cells, customer: Customer): void {
  const refused = cells.value('doNotContact');
  if (refused !== undefined && parseYesNo(refused, cells.label('doNotContact'))) customer.doNotContact = true;
  for (const [field, channel] of CONSENT_FIELDS) {
    const value = cells.value(field);
    if (value === undefined) continue;
    customer.consent = {
      ...customer.consent,
      [channel]: { granted: parseYesNo(value, cells.label(field)), source: 'sheet' },
    };
  }
}
